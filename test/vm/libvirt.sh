#!/bin/bash
# A libvirt that nobody else sees, and that leaves nothing behind: the first process of namespaces of its own
# (PrivateLibvirt.ts). Says "ready" once libvirt listens; ends with a line on the error output where it can't.
set -euo pipefail

[ -c /dev/net/tun ] || { echo 'no /dev/net/tun' >&2; exit 1; }
ip link set lo up
ip link add probe type bridge
ip link del probe

# The interfaces of this network; control groups are not seen, so that libvirt does without.
umount -R /sys
mount -t sysfs sysfs /sys

# What is written here is in memory only.
mount -t tmpfs -o mode=755 tmpfs /run
for folder in /etc /var/lib /var/cache /var/log; do
  mkdir -p "/run/written$folder" "/run/work$folder"
  mount -t overlay -o "lowerdir=$folder,upperdir=/run/written$folder,workdir=/run/work$folder" overlay "$folder"
done

# libvirt looks for this user, although its machines belong to root here.
for file in passwd group; do echo 'libvirt-qemu:x:64055:64055::/:' >> "/etc/$file"; done
mkdir -p /etc/libvirt
printf '%s\n' 'user = "root"' 'group = "root"' 'security_driver = "none"' > /etc/libvirt/qemu.conf

virtlogd &
libvirtd &
until [ -S /run/libvirt/libvirt-sock ]; do
  kill -0 $! || exit 1
  sleep 0.1
done
echo ready
wait
