#!/bin/sh
# Makes and removes what a topology needs on this host. The demo or a test starts it in a session of
# its own (setsid) and speaks to it over stdin; when stdin ends, for whatever reason, everything made
# here is removed: processes in the namespaces, the namespaces, the folder, recorded files. So a
# killed demo leaves nothing behind.
#
#   stdout, first line   folder <path>       a fresh folder, 0700
#   netns <name>         ok | error <why>    makes a namespace; replaces a dead run's, no other's
#   file <path>          ok                  remove this file at the end, if it is still there
#   end of stdin         clean
#
# POSIX sh. Needs iproute2. Runs as root.
set -u
# Whoever signals the demo's group does not mean us; a vanished reader must not stop the cleaning.
trap '' INT HUP PIPE
trap 'clean; exit 0' TERM

marks=/run/dhcpmgr-topology
folder=''
namespaces=''
files=''

answer() { printf '%s\n' "$*" 2>/dev/null || :; }

# Sends signal $1 to all processes in namespace $2; true if there were any.
signal() {
  found=1
  for pid in $(ip netns pids "$2" 2>/dev/null); do
    case $pid in '' | *[!0-9]* | 0 | 1) continue ;; esac
    [ "$pid" != "$$" ] || continue
    kill "-$1" "$pid" 2>/dev/null || :
    found=0
  done
  return $found
}

remove_namespace() {
  tries=0
  while signal "$([ "$tries" -lt 30 ] && echo TERM || echo KILL)" "$1" && [ "$tries" -lt 60 ]; do
    tries=$((tries + 1))
    sleep 0.05
  done
  ip netns del "$1" 2>/dev/null || :
  rm -f "$marks/$1"
}

inode() { stat -L -c %i "/run/netns/$1" 2>/dev/null; }

# A mark says which namespace (by inode) which janitor (by pid) made.
is_dead_run() {
  read -r made by 2>/dev/null <"$marks/$1" || return 1
  [ "$made" = "$(inode "$1")" ] || return 1
  ! tr '\0' ' ' 2>/dev/null <"/proc/$by/cmdline" | grep -q janitor.sh
}

whose() {
  if read -r made by 2>/dev/null <"$marks/$1" && [ "$made" = "$(inode "$1")" ]; then
    printf 'another demo or test uses the network namespace %s (its janitor is process %s)' "$1" "$by"
  else
    printf 'a network namespace named %s exists and is not ours; if nobody needs it: ip netns del %s' "$1" "$1"
  fi
}

make_namespace() {
  case $1 in '' | *[!a-zA-Z0-9_-]*)
    answer "error $1 is no name"
    return
    ;;
  esac
  if [ -e "/run/netns/$1" ]; then
    if is_dead_run "$1"; then
      remove_namespace "$1"
    else
      answer "error $(whose "$1")"
      return
    fi
  fi
  mkdir -p "$marks"
  if why=$(ip netns add "$1" 2>&1) && printf '%s %s\n' "$(inode "$1")" "$$" >"$marks/$1"; then
    namespaces="$namespaces $1"
    answer ok
  else
    answer "error cannot make a network namespace: $why"
  fi
}

clean() {
  trap '' TERM
  for name in $namespaces; do remove_namespace "$name"; done
  IFS='
'
  for file in $files; do rm -f -- "$file"; done
  [ -z "$folder" ] || rm -rf -- "$folder"
  rmdir "$marks" 2>/dev/null
  answer clean
}

mkdir -p "$marks" && folder=$(mktemp -d "${TMPDIR:-/tmp}/dhcpmgr-XXXXXX") || exit 1
answer "folder $folder"
while read -r verb argument; do
  case $verb in
    netns) make_namespace "$argument" ;;
    file)
      files="$files
$argument"
      answer ok
      ;;
    *) answer "error unknown verb" ;;
  esac
done
clean
