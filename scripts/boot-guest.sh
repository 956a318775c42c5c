#!/usr/bin/env bash
# boot-guest.sh FOLDER CONSOLE: becomes process 1 of a Debian in FOLDER, with systemd, in namespaces that the caller made:
#   unshare --mount --pid --uts --ipc --net --cgroup --fork bash scripts/boot-guest.sh FOLDER CONSOLE
# Nothing of it outlasts the namespaces.
set -euo pipefail

guest=$(readlink -f "$1") console=$(readlink -f "$2")
mount --make-rprivate /
mount --bind "$guest" "$guest"
mount -t proc proc "$guest/proc"
mount -t sysfs -o ro sysfs "$guest/sys"
mount -t cgroup2 cgroup2 "$guest/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$guest/dev"
mkdir "$guest/dev/pts" "$guest/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$guest/dev/pts"
mount -t tmpfs tmpfs "$guest/dev/shm"
for node in null zero full random urandom tty; do
    touch "$guest/dev/$node"
    mount --bind "/dev/$node" "$guest/dev/$node"
done
touch "$guest/dev/console"
mount --bind "$console" "$guest/dev/console"
ln -s pts/ptmx "$guest/dev/ptmx"
ln -s /proc/self/fd "$guest/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do
    ln -s "fd/${number%:*}" "$guest/dev/${number#*:}"
done
mount -t tmpfs -o mode=755 tmpfs "$guest/run"
mount -t tmpfs tmpfs "$guest/tmp"
cd "$guest"
mkdir -p .before
pivot_root . .before
umount -l /.before
exec env -i container=unshare PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
