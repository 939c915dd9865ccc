import type { SettingTable } from '../settingTable';

/** From ppggff/vagrant-qemu 0.4.1 lib/vagrant-qemu/config.rb and its README. */
export const qemuSettings: SettingTable = {
  of: 'provider "qemu"',
  from: 'vagrant-qemu',
  page: 'https://github.com/ppggff/vagrant-qemu#configuration',
  settings: {
    advanced_network: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the machine gets a second network card for private networks.',
    },
    arch: {
      type: 'string',
      values: ['"x86_64"', '"aarch64"'],
      meaning: 'The processor of the guest; without it, this computer’s.',
    },
    control_port: {
      type: 'integer',
      meaning: 'The port by which Vagrant controls QEMU; without it, a Unix socket.',
    },
    cpu: {
      type: 'string',
      meaning:
        'The model of the processor; without it, the host’s own where the guest’s kind is the same, else max.',
    },
    debug_port: {
      type: 'integer',
      meaning: 'The port of the guest’s serial console; without it, a Unix socket.',
    },
    disk_resize: {
      type: 'string',
      meaning: 'How large the first disk becomes, like "20G"; the guest must grow its file system itself.',
    },
    drive_interface: { type: 'string', default: '"virtio"', meaning: 'How the first disk is attached.' },
    extra_drive_args: { type: 'string', meaning: 'More arguments of every disk.' },
    extra_image_opts: { type: 'string', meaning: 'Options of qemu-img when the disk is made.' },
    extra_netdev_args: { type: 'string', meaning: 'More arguments of the network, after commas.' },
    extra_qemu_args: { type: 'array of strings', meaning: 'More arguments of QEMU.' },
    firmware_format: {
      type: 'string',
      default: '"raw"',
      values: ['"raw"', '"qcow2"'],
      meaning: 'The format of the firmware’s images, for aarch64.',
    },
    graceful_timeout: {
      type: 'integer',
      default: '60',
      unit: 'seconds',
      meaning: 'How long each step of `vagrant halt` waits before the next, harder one.',
    },
    image_path: {
      type: 'string or array of strings',
      meaning: 'A qcow2 disk to start from when there is no box.',
    },
    machine: {
      type: 'string',
      meaning: 'QEMU’s machine and accelerator, like "q35,accel=kvm"; without it, what suits guest and host.',
    },
    mcast_addr: {
      type: 'string',
      meaning: 'The multicast address of a private network with net_mode = :socket.',
    },
    memory: {
      type: 'string',
      default: '"4G"',
      meaning: 'How much memory the guest has, with its unit: "4G", "512M".',
    },
    net_device: { type: 'string', meaning: 'The kind of the network card; without it, VirtIO.' },
    net_mode: {
      type: 'symbol',
      default: ':auto',
      values: [':auto', ':vmnet_shared', ':vmnet_host', ':vmnet_bridged', ':tap', ':socket'],
      meaning: 'How private networks are made, with advanced_network.',
    },
    no_daemonize: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether QEMU stays a child of Vagrant; Windows needs it.',
    },
    other_default: {
      type: 'array of strings',
      default: '["-parallel", "null", "-monitor", "none", "-display", "none", "-vga", "none"]',
      meaning: 'Arguments that QEMU always gets.',
    },
    qemu_bin: { type: 'string', meaning: 'The QEMU program; without it, the one on PATH for arch.' },
    qemu_dir: { type: 'string', meaning: 'The folder with QEMU’s firmware, for aarch64.' },
    smp: {
      type: 'string',
      default: '"2"',
      meaning: 'The processors, as QEMU’s -smp takes them, like "4" or "cpus=4,sockets=1".',
    },
    socket_opts: { type: 'string', meaning: 'Options of QEMU’s socket network, in place of mcast_addr.' },
    ssh_auto_correct: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether another port is taken when ssh_port is in use.',
    },
    ssh_host: {
      type: 'string',
      default: '"127.0.0.1"',
      meaning: 'The address of this computer on which SSH is forwarded.',
    },
    ssh_port: {
      type: 'integer',
      default: '50022',
      meaning: 'The port of this computer that leads to SSH in the guest.',
    },
    tap_device: { type: 'string', meaning: 'The tap device of Linux for net_mode = :tap; without it, tap0.' },
    vmnet_interface: {
      type: 'string',
      default: '"en0"',
      meaning: 'The network card of a Mac for net_mode = :vmnet_bridged.',
    },
  },
};
