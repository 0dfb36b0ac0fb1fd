#!/bin/sh
# What udhcpc executes on each lease event: `udhcpc.sh <event>`, values in the environment.
#
# Frames that environment, untouched, and hands it over: first as a file in the row's spool folder
# (the record), then through nc (the hurry). No value is interpreted here; the manager parses and
# checks. The message is specified in README.md beside this file. Always exits 0, and never waits
# for the manager: the DHCP client stands still while this runs.
#
# POSIX sh; runs under dash, busybox ash and bash. Forks are counted: each costs half a millisecond.

exec </dev/null >/dev/null 2>&1
umask 077
IFS=' '
LC_ALL=C
PATH=${PATH:-/usr/sbin:/usr/bin:/sbin:/bin}
export PATH LC_ALL
set -C # creating a file is claiming its name: never write over one

spool=$DHCPMGR_SPOOL
monitor=$DHCPMGR_MONITOR
event=$1
most=131072   # octets of a message; the manager refuses more
waiting=256   # messages kept while the manager is away; then the oldest goes

case $event in
  '' | *[!a-z]* | ?????????????????*) exit 0 ;;
esac
read -r token <"$DHCPMGR_ROW/token" || [ -n "$token" ] || exit 0
case $token in
  *[!0-9a-f]*) exit 0 ;;
esac
[ "${#token}" -eq 32 ] && [ -n "$spool" ] || exit 0

# The environment this shell was started with: neither a newline nor a name that no shell variable
# can have gets lost, as it would with `set`. Without /proc: what `env` makes of it.
environ=/proc/$$/environ
if [ -r "$environ" ]; then
  environment() { cat "$environ"; }
  size=$(wc -c <"$environ")
else
  environment() { env -0; }
  size=$(env -0 | wc -c)
fi

# Sequence numbers are file names: decimal, no leading zero, 1 to 15 digits.
is_number() {
  case $1 in
    '' | *[!0-9]* | 0* | ????????????????*) return 1 ;;
  esac
}

if [ "$size" -gt $((most - 96)) ]; then
  count=0
  [ -r "$spool/.oversize" ] && read -r count <"$spool/.oversize"
  is_number "$count" || count=0
  echo "$((count + 1))" >|"$spool/.oversize"
  exit 0
fi

# Sets last to the highest number that left a trace: a message, one being written, or the manager's
# note of what it has dealt with. Notes the oldest message and how many wait. In this order: a message
# is renamed and then noted before it is removed, so what one look misses the next one sees.
look_around() {
  last=0 oldest='' count=0
  for file in "$spool"/.new.[1-9]* "$spool"/[1-9]*; do
    number=${file##*[/.]}
    is_number "$number" || continue
    [ "$number" -gt "$last" ] && last=$number
    case $file in
      */.new.*) continue ;;
    esac
    count=$((count + 1))
    [ -n "$oldest" ] && [ "$oldest" -lt "$number" ] || oldest=$number
  done
  number=0
  [ -r "$spool/.done" ] && read -r number <"$spool/.done"
  is_number "$number" && [ "$number" -gt "$last" ] && last=$number
}

message() {
  printf 'DHCPMGR 1 %s %s %s\n' "$event" "$token" "$sequence" && environment
}

# Claims the next number by creating its file, which only one process can, and fills it. A crash, or
# a disk that is full, leaves a file that nobody reads, and the number used up.
claimed=''
written=''
for _ in 1 2 3 4 5 6 7 8; do
  look_around
  sequence=$((last + 1))
  if { claimed=yes && message; } >"$spool/.new.$sequence"; then
    written=yes
  fi
  [ -n "$claimed" ] && break
  [ -d "$spool" ] || mkdir -p "$spool" || exit 0
done
[ -n "$claimed" ] || exit 0
[ "$count" -lt "$waiting" ] || rm -f "$spool/$oldest"

# One ZMTP 2.0 connection, written blind: greeting (signature, revision 1, PUSH), empty identity, and
# the head of one long frame with the length in eight octets. Octets as octal digits: no fork.
opening() {
  size=$((size + 10 + ${#event} + 1 + 32 + 1 + ${#sequence} + 1))
  printf '\377\000\000\000\000\000\000\000\001\177\001\010\000\000\002\000\000\000\000\000'
  for shift in 16 8 0; do
    octet=$((size >> shift & 255))
    # shellcheck disable=SC2059 # the format is the octet itself
    printf "\\$((octet >> 6))$((octet >> 3 & 7))$((octet & 7))"
  done
}

# nc runs in the background, for a second or so at most; without nc the spool alone has to do.
send() {
  if [ -n "$written" ]; then
    # The file is opened here: the manager may be faster than nc and remove it.
    # shellcheck disable=SC2094 # it is renamed while open, not written
    {
      mv -f "$spool/.new.$sequence" "$spool/$sequence"
      { opening && cat <&3; } | nc -w 1 "$@" &
    } 3<"$spool/.new.$sequence"
  else
    # The environment ends with this shell, so it is read now; pipes and cat hold all of it.
    { opening && message; } | {
      exec 3<&0
      cat <&3 | nc -w 1 "$@" &
    }
  fi
}

command -v nc || monitor=''
case $monitor in
  unix:/*) send -U "${monitor#unix:}" ;;
  [!-]*:*)
    host=${monitor%:*}
    host=${host#[}
    send "${host%]}" "${monitor##*:}"
    ;;
  *) [ -n "$written" ] && mv -f "$spool/.new.$sequence" "$spool/$sequence" ;;
esac
exit 0
