#!/bin/bash
# Makes the disk of a small virtual machine: Debian's cloud kernel, busybox, OpenSSH, sudo and bash, 20 MB as qcow2,
# which lets in user `vagrant` (password `vagrant`, Vagrant's well-known key) seconds after its start.
# usage: fakeroot bash makeImage.sh OUT.qcow2
#
# Needs no root, no loop device and no network of its own: fakeroot lets files belong to the guest's users,
# file systems are made as files, and apt-get fetches packages from where this machine gets its own.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
out=$(realpath -m "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

programs='bash scp sudo'
daemons='sshd'
libraries='usr/lib/openssh/sftp-server usr/libexec/sudo/sudoers.so usr/lib/x86_64-linux-gnu/security/pam_permit.so'
# In the order in which they need each other.
modules='virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_blk virtio_net'

download() {
  mkdir -p packages/partial
  # As on a machine that has nothing yet: all that these depend on comes, too.
  apt-get -y -q --no-install-recommends --download-only \
    -o Dir::State::status=/dev/null -o Dir::Cache="$work" -o Dir::Cache::archives=packages \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= \
    install linux-image-cloud-amd64 busybox-static bash openssh-server sudo
}

# The packages' files, without running anything of them. Debian's folders are links into usr since version 12,
# while some of its packages still bring files in /bin and /lib.
unpack() {
  mkdir -p "$1"/usr/{bin,sbin,lib,lib64}
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$1/$folder"; done
  for package in packages/*.deb; do
    dpkg-deb --fsys-tarfile "$package" |
      tar -x -C "$1" --keep-directory-symlink --exclude='./usr/share' --exclude='./usr/lib/*/perl*' --exclude='*/kernel/[!dn]*'
  done
}

# The shared libraries of a file in debian/, as paths there; by Debian's own loader, which may be newer than ours.
librariesOf() {
  env -u LD_PRELOAD debian/lib64/ld-linux-x86-64.so.2 --library-path debian/usr/lib/x86_64-linux-gnu:debian/usr/libexec/sudo \
    --list "debian/$1" | grep -oE 'debian/usr/lib[^ ]*' || true
}

makeGuest() {
  mkdir -p guest/usr/{bin,sbin,lib,lib64} guest/{boot,dev,etc,home,proc,root,run,sys,tmp,var/log}
  for folder in bin sbin lib lib64; do ln -s "usr/$folder" "guest/$folder"; done

  local files=()
  for name in $programs; do files+=("usr/bin/$name"); done
  for name in $daemons; do files+=("usr/sbin/$name"); done
  files+=($libraries)
  for file in "${files[@]}"; do
    (cd debian && cp -pL --parents "$file" ../guest)
    librariesOf "$file"
  done | sort -u | while read -r library; do
    (cd debian && cp -pL --parents "${library#debian/}" ../guest)
  done
  cp -pL debian/usr/lib64/ld-linux-x86-64.so.2 guest/usr/lib64/
  cp -pL debian/usr/libexec/sudo/libsudo_util.so.0 guest/usr/libexec/sudo/

  cp debian/usr/bin/busybox guest/usr/bin/
  for name in $(debian/usr/bin/busybox --list); do
    [ -e "guest/usr/bin/$name" ] || ln -s busybox "guest/usr/bin/$name"
  done
  for name in init poweroff reboot halt; do ln -s ../bin/busybox "guest/usr/sbin/$name"; done

  cp -r "$here"/guest/. guest/
  chmod 755 guest/etc/rcS guest/usr/sbin/shutdown guest/usr/share/udhcpc/default.script
  chmod 600 guest/etc/shadow
  chmod 440 guest/etc/sudoers
  chmod 4755 guest/usr/bin/sudo
  chmod 1777 guest/tmp
  chmod 700 guest/home/vagrant/.ssh
  chmod 600 guest/home/vagrant/.ssh/authorized_keys
  ssh-keygen -q -t ed25519 -N '' -f guest/etc/ssh/ssh_host_ed25519_key
  chown -R 0:0 guest
  chown -R 1000:1000 guest/home/vagrant
}

# What the kernel starts from: it loads the drivers of the disk and hands over to the guest's own init.
makeInitrd() {
  mkdir -p initrd/{bin,lib,proc,sys,dev,mnt}
  cp debian/usr/bin/busybox initrd/bin/
  ln -s busybox initrd/bin/sh
  for module in $modules; do
    cp "$(find debian/usr/lib/modules -name "$module.ko")" initrd/lib/
  done
  sed "s/@modules@/$modules/" "$here/init" > initrd/init
  chmod 755 initrd/init
  (cd initrd && find . | cpio -o -H newc --quiet | gzip) > initrd.gz
}

# A DOS partition to boot from, which syslinux can write into as a file, and behind it the guest's own.
makeDisk() {
  local start=2048 boot=40960 root=131072 # in sectors of 512 bytes
  truncate -s $((boot * 512)) boot.img
  mkfs.vfat -h $start boot.img > mkfs.log
  mcopy -i boot.img debian/boot/vmlinuz-* ::vmlinuz
  mcopy -i boot.img initrd.gz "$here/syslinux.cfg" ::
  syslinux --install boot.img
  truncate -s $((root * 512)) root.img
  mke2fs -q -t ext4 -m 0 -d guest root.img

  truncate -s $(((start + boot + root) * 512)) disk.raw
  printf '%s,%s,c,*\n%s,%s,83\n' $start $boot $((start + boot)) $root | sfdisk -q disk.raw
  dd if=/usr/lib/SYSLINUX/mbr.bin of=disk.raw bs=440 count=1 conv=notrunc status=none
  dd if=boot.img of=disk.raw bs=512 seek=$start conv=notrunc status=none
  dd if=root.img of=disk.raw bs=512 seek=$((start + boot)) conv=notrunc status=none
  qemu-img convert -c -O qcow2 disk.raw "$out"
}

download
unpack debian
makeGuest
makeInitrd
makeDisk
