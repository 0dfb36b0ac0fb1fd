#!/bin/sh
# dibbler-server with folders of its own: it takes no option that says where they are.
# usage: dibbler-server.sh FOLDER, in a mount namespace that was made for it; FOLDER/etc holds server.conf
set -eu
for place in etc lib log; do
  mkdir -p "$1/$place"
done
mount --bind "$1/etc" /etc/dibbler
mount --bind "$1/lib" /var/lib/dibbler
mount --bind "$1/log" /var/log/dibbler
exec dibbler-server run
