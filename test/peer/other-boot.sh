#!/bin/sh
# unshare -m other-boot.sh FILE COMMAND...: runs a command for which FILE is the id of this boot, in the mount
# namespace that unshare made.
set -eu
# Only this mount, since / of a chroot is none: what follows stays in this namespace.
mount --make-rprivate /proc
mount --bind "$1" /proc/sys/kernel/random/boot_id
shift
exec "$@"
