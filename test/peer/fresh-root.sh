#!/bin/sh
# A root folder like this machine's, to install into: what is written there goes with the last of its
# processes. Run by root as: unshare -m -n fresh-root.sh FOLDER SHARED; then by nsenter -r -m -n.
# FOLDER is covered meanwhile, SHARED is its /mnt.
set -eu
folder=$1 shared=$2

mount --make-rprivate /
mount -t tmpfs -o size=512m fresh-root "$folder"
root=$folder/root
mkdir "$folder/upper" "$folder/work" "$root"
mount -t overlay fresh-root -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$root"
mount --bind "$shared" "$root/mnt"
for own in proc sys dev; do mount --rbind "/$own" "$root/$own"; done
for empty in run tmp var/tmp; do mount -t tmpfs fresh-root "$root/$empty"; done
ip link set lo up
echo ready
exec chroot "$root" sleep 600
