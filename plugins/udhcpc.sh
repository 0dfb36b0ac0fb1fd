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

row=$DHCPMGR_ROW
spool=$DHCPMGR_SPOOL
monitor=$DHCPMGR_MONITOR
event=$1
most=131072 # bytes of a message; the manager refuses more
newline='
'

# The environment this shell was started with: neither a newline nor a name that no shell variable
# can have gets lost, as it would with `set`. Without /proc, what `env` makes of it.
if [ -r "/proc/$$/environ" ]; then
  environment() { cat "/proc/$$/environ"; }
else
  environment() { env -0; }
fi

# Numbers come from file names in the spool folder: decimal, no leading zero, 1 to 15 digits.
is_number() {
  case $1 in
    '' | *[!0-9]* | 0?* | ????????????????*) return 1 ;;
  esac
}

# Sets last to the last sequence number that was given away, by the name of the file .seq.<last>.
find_last() {
  last=
  for file in "$spool"/.seq.*; do
    number=${file##*.seq.}
    is_number "$number" || continue
    [ -e "$file" ] || continue
    if [ -z "$last" ] || [ "$number" -gt "$last" ]; then
      last=$number
    fi
  done
}

# A first message, or the state was lost: begin after everything that can still be seen.
begin_sequence() {
  [ -d "$spool" ] || mkdir -p "$spool" || return 1
  begin=0
  if [ -r "$spool/.done" ]; then
    read -r begin <"$spool/.done"
    is_number "$begin" || begin=0
  fi
  for file in "$spool"/*; do
    number=${file##*/}
    is_number "$number" || continue
    [ "$number" -gt "$begin" ] && begin=$number
  done
  true >"$spool/.seq.$begin"
}

# Sets seq to a number that nobody else gets: one rename, which only one process can win and which
# a crash leaves either undone or done. A number may go missing so, none is given twice.
take_sequence() {
  for attempt in 1 2 3 4 5 6 7 8; do
    find_last
    if [ -z "$last" ]; then
      # One more look: a listing can miss a file that is being renamed.
      [ "$attempt" -eq 1 ] && [ -d "$spool" ] && continue
      begin_sequence || return 1
      continue
    fi
    seq=$((last + 1))
    mv -f "$spool/.seq.$last" "$spool/.seq.$seq" && return 0
  done
  return 1
}

message() {
  printf '%s\n' "$header"
  environment
}

# One ZMTP 2.0 connection, written blind: greeting (signature, revision 1, PUSH), empty identity, and
# one long frame with the length in eight octets. Octets as octal digits, so nothing is forked.
frame() {
  printf '\377\000\000\000\000\000\000\000\001\177\001\010\000\000\002\000\000\000\000\000'
  for shift in 16 8 0; do
    octet=$((size >> shift & 255))
    # shellcheck disable=SC2059 # the format is the octet itself
    printf "\\$((octet >> 6))$((octet >> 3 & 7))$((octet & 7))"
  done
  message
}

case $event in
  '' | *[!a-z]* | ?????????????????*) exit 0 ;;
esac
[ -n "$spool" ] || exit 0
read -r token <"$row/token" || [ -n "$token" ] || exit 0
case $token in
  *[!0-9a-f]*) exit 0 ;;
esac
[ "${#token}" -eq 32 ] || exit 0

size=$(environment | wc -c)
size=$((size))
if [ "$size" -gt $((most - 96)) ]; then
  count=0
  [ -r "$spool/.oversize" ] && read -r count <"$spool/.oversize"
  is_number "$count" || count=0
  printf '%s\n' "$((count + 1))" >"$spool/.oversize"
  exit 0
fi

take_sequence || exit 0
header="DHCPMGR 1 $event $token $seq"
size=$((size + ${#header} + ${#newline}))

# Each write is checked: a full disk must not leave half a message under a number.
if message >"$spool/.new.$seq"; then
  mv -f "$spool/.new.$seq" "$spool/$seq" || rm -f "$spool/.new.$seq"
else
  rm -f "$spool/.new.$seq"
fi

# nc in the background, for at most a second or so; without nc the spool alone has to do. The
# environment ends with this shell, so it is read now: the pipes and the cat between hold all of it.
send() {
  frame | {
    exec 3<&0
    cat <&3 | nc -w 1 "$@" &
  }
}
command -v nc || exit 0
case $monitor in
  unix:/*) send -U "${monitor#unix:}" ;;
  -*) ;;
  *:*)
    host=${monitor%:*}
    host=${host#[}
    send "${host%]}" "${monitor##*:}"
    ;;
esac
exit 0
