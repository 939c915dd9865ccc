import { type SettingTable, vagrantDocs } from './settingTable';

/** `config.vm`, from hashicorp/vagrant 2.4.9 plugins/kernel_v2/config/vm.rb and its documentation. */
export const machineSettings: SettingTable = {
  of: 'config.vm',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/machine_settings`,
  settings: {
    allow_fstab_modification: {
      type: 'boolean',
      default: 'true',
      meaning:
        'Whether synced folders are written into the guest’s fstab, so that they come back after a reboot.',
    },
    allow_hosts_modification: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant may write the host name into the guest’s /etc/hosts.',
    },
    allowed_synced_folder_types: {
      type: 'array of strings or symbols',
      meaning: 'The kinds of synced folders from which Vagrant may choose when a folder names none.',
    },
    base_address: {
      type: 'string',
      meaning: 'The IP address of the guest on the default NAT network, where the provider can reserve one.',
    },
    base_mac: {
      type: 'string',
      meaning: 'The MAC address of the guest on the default NAT network, where the provider can set one.',
    },
    boot_timeout: {
      type: 'integer',
      default: '300',
      unit: 'seconds',
      meaning: 'How long Vagrant waits for a started machine to take connections before it gives up.',
    },
    box: {
      type: 'string',
      meaning:
        'The box that the machine is made from: the name of an installed one, or of one in the public catalog.',
    },
    box_architecture: {
      type: 'string or symbol',
      default: ':auto',
      since: '2.4.0',
      values: [':auto', '"amd64"', '"arm64"'],
      meaning: 'The processor that the box must be for; :auto takes this computer’s.',
    },
    box_check_update: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether `vagrant up` looks for a newer version of the box and says so.',
    },
    box_download_ca_cert: {
      type: 'string',
      meaning: 'A file of certificate authorities to trust for downloads of the box.',
    },
    box_download_ca_path: {
      type: 'string',
      meaning: 'A folder of certificate authorities to trust for downloads of the box.',
    },
    box_download_checksum: {
      type: 'string',
      meaning: 'What the downloaded box must hash to. It needs box_download_checksum_type as well.',
    },
    box_download_checksum_type: {
      type: 'string',
      values: ['"sha256"', '"sha512"', '"sha384"', '"sha1"', '"md5"'],
      meaning: 'How box_download_checksum was computed.',
    },
    box_download_client_cert: {
      type: 'string',
      meaning: 'A file with the client certificate that the server of the box asks for.',
    },
    box_download_disable_ssl_revoke_best_effort: {
      type: 'boolean',
      default: 'false',
      since: '2.4.0',
      meaning:
        'On Windows, fails a download whose certificate can’t be checked for revocation, instead of going on.',
    },
    box_download_insecure: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether certificates of download servers are taken unseen.',
    },
    box_download_location_trusted: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether credentials for the box are also sent to where its server redirects.',
    },
    box_download_options: {
      type: 'hash',
      meaning: 'More options for curl, which downloads boxes, by their long names without dashes.',
    },
    box_url: {
      type: 'string or array of strings',
      meaning:
        'Where a box is that the catalog does not have; of several addresses the first that answers is taken.',
    },
    box_version: {
      type: 'string',
      meaning: 'The version of the box, or conditions like ">= 1.0, < 1.5"; without it, the newest.',
    },
    cloud_init: {
      type: 'call',
      call: ' content_type: "${1:text/cloud-config}", path: "${2:user-data.yml}"',
      meaning:
        'Hands user data to cloud-init in the guest. Before Vagrant 2.4.0 it takes VAGRANT_EXPERIMENTAL="cloud_init".',
    },
    cloud_init_first_boot_only: {
      type: 'boolean',
      default: 'true',
      since: '2.4.6',
      meaning: 'Whether the user data is attached at the first start only.',
    },
    communicator: {
      type: 'string or symbol',
      values: ['"ssh"', '"winrm"', '"winssh"'],
      meaning:
        'How Vagrant gets into the guest: by SSH unless it is set. Windows guests without an SSH server need "winrm".',
    },
    define: {
      type: 'call',
      call: ' "${1:name}" do |${2:machine}|\n\t$0\nend',
      meaning: 'Defines one of several machines; the block configures it alone.',
    },
    disk: {
      type: 'call',
      call: ' :${1|disk,dvd,floppy|}, name: "${2:name}", size: "${3:10GB}"',
      meaning:
        'Gives the machine a disk or changes its first one. Before Vagrant 2.4.0 it takes VAGRANT_EXPERIMENTAL="disks".',
    },
    graceful_halt_timeout: {
      type: 'integer',
      default: '60',
      unit: 'seconds',
      meaning: 'How long a machine may take to shut down before it is switched off.',
    },
    guest: {
      type: 'string or symbol',
      values: [':windows', ':linux', ':darwin', ':freebsd', ':openbsd', ':netbsd'],
      meaning:
        'The system in the machine. Vagrant finds it out by itself except for Windows, which is best named.',
    },
    hostname: {
      type: 'string',
      meaning: 'The name that the guest is given at its start; without it the box’s stays.',
    },
    ignore_box_vagrantfile: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the settings that the box brings in a Vagrantfile of its own are left out.',
    },
    network: {
      type: 'call',
      call: ' "${1|forwarded_port,private_network,public_network|}", $0',
      meaning: 'Forwards a port, or connects the machine to one more network.',
    },
    post_up_message: { type: 'string', meaning: 'What `vagrant up` shows at its end.' },
    provider: {
      type: 'call',
      call: ' "${1|virtualbox,hyperv,vmware_desktop,libvirt,parallels,qemu,docker|}" do |${2:provider}|\n\t$0\nend',
      meaning:
        'Sets what only one provider knows. The first provider named in the file that can be used is preferred.',
    },
    provision: {
      type: 'call',
      call: ' "${1:name}", type: "${2|shell,file,dsc,ansible,ansible_local|}", $0',
      meaning:
        'Adds a provisioner. They run in the order of the file, when the machine is made and when asked for.',
    },
    synced_folder: {
      type: 'call',
      call: ' "${1:.}", "${2:/vagrant}"',
      meaning: 'Makes a folder of this computer appear in the guest.',
    },
    usable_port_range: {
      type: 'range',
      default: '2200..2250',
      meaning: 'The ports of this computer that Vagrant may take when a forwarded one is in use.',
    },
  },
};
