#!/bin/sh
# What dibbler-client executes on each event: `plugin <event>`, values in the environment.
#
# Started through a link in the row's folder, because dibbler hands on no environment of its own
# starter: the row is where the link is, and the file `ways` beside it names the spool, the monitor's
# address and the frame. That one does the rest, in this very process: the order of dibbler's
# environment tells the server's words from the client's, and a shell that hands it on loses it.
#
# POSIX sh. dibbler leaves its sockets open in what it starts: nothing here may keep them.

DHCPMGR_ROW=${0%/*}
{
  read -r DHCPMGR_SPOOL && read -r DHCPMGR_MONITOR && read -r frame
} <"$DHCPMGR_ROW/ways" || exit 0
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
# shellcheck source=plugins/udhcpc.sh
. "$frame"
