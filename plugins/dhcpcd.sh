#!/bin/sh
# What dhcpcd executes on each event: without arguments, values in the environment, what happened in
# `reason`. Its configuration names row, spool and monitor in that environment.
#
# Only what concerns a lease is handed over; what dhcpcd tells of links, the manager knows. The frame
# does the rest, in this very process.
#
# POSIX sh. dhcpcd leaves pipes open in what it starts: nothing here may keep them.

case $protocol in
  dhcp | dhcp6) ;;
  *) exit 0 ;;
esac
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
set -- dhcpcd
# shellcheck source=plugins/udhcpc.sh
. "${0%/*}/udhcpc.sh"
