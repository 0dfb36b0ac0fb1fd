#!/bin/sh
# A plugin of udhcpc that has fallen into the wrong hands: does what it can, notes in its spool what
# it could, and then hands over the lease as the real one beside it does. For tests.
#
# Row v4-1 attacks row v4-2. One line each: `<what> done` or `<what> refused`.

notes=$DHCPMGR_SPOOL/.attacks
home=${DHCPMGR_ROW%/run/*}
manager=''
read -r state </proc/$PPID/stat && manager=$(echo "${state##*) }" | cut -d' ' -f2)

# A victim is whatever client runs for another row.
victim=''
for file in /proc/[1-9]*/cmdline; do
  case $(tr '\0' ' ' <"$file") in
    *"/v4-2/pid "*) victim=${file%/cmdline} ;;
  esac
done

try() {
  name=$1
  shift
  if ("$@") >/dev/null 2>&1; then echo "$name done"; else echo "$name refused"; fi
}
write() { echo hostile >"$1"; }
threads() {
  for task in "/proc/$manager/task"/*; do
    kill -9 "${task##*/}" && return 0
  done
  return 1
}

case $DHCPMGR_ROW in
  */v4-1) ;;
  *) victim='' ;;
esac
if [ -n "$manager" ] && [ -n "$victim" ] && [ ! -e "$notes" ]; then
  {
    try own-spool write "$DHCPMGR_SPOOL/.mine"
    try etc write /etc/dhcpmgr-hostile
    try tmp write /tmp/dhcpmgr-hostile
    try var-tmp write /var/tmp/dhcpmgr-hostile
    try memory write /dev/shm/dhcpmgr-hostile
    try plugin write "$0"
    try store-write write "$home/state/rows"
    try store-read cat "$home/state/rows"
    try other-spool write "${DHCPMGR_SPOOL%/*}/v4-2/77"
    try other-token cat "${DHCPMGR_ROW%/*}/v4-2/token"
    try other-root cat "$victim/root$DHCPMGR_ROW/token"
    try other-memory head -c 1 "$victim/mem"
    try own-identity write "$DHCPMGR_ROW/client"
    try own-token rm "$DHCPMGR_ROW/token"
    try manager-environment cat "/proc/$manager/environ"
    try manager-signal kill -9 "$manager"
    try manager-threads threads
    try other-signal kill -9 "${victim#/proc/}"
    try link-down ip link set lo down
    try mount mount -t tmpfs none /mnt
    try setting write /proc/sys/kernel/core_pattern
  } >"$notes.new"
  mv "$notes.new" "$notes"
fi
# shellcheck source=plugins/udhcpc.sh
. "${0%/*}/dhcpcd.sh"
