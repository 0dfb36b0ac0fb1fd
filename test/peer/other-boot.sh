#!/bin/sh
# unshare -m other-boot.sh FILE COMMAND...: runs a command for which FILE is the id of this boot, in the mount
# namespace that unshare made.
set -eu
mount --bind "$1" /proc/sys/kernel/random/boot_id
shift
exec "$@"
