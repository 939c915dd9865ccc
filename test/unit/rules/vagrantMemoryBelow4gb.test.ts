import { testRule } from '../../support/ruleTests';

const windows = (body: string) => ({
  Vagrantfile: `Vagrant.configure("2") do |config|
  config.vm.box = "gusztavvargadr/windows-server"
  config.vm.communicator = "winrm"
${body}
end
`,
});

const provider = (name: string, body: string) => `  config.vm.provider "${name}" do |v|\n    ${body}\n  end`;

testRule('vagrant-memory-below-4gb', {
  found: {
    'too little memory': {
      files: windows(provider('virtualbox', 'v.memory = «2048»')),
      message: /'default' \(2048 MB\)/,
      fixed: windows(provider('virtualbox', 'v.memory = 4096')),
    },
    'a command line of VirtualBox': {
      files: windows(provider('virtualbox', 'v.customize ["modifyvm", :id, "--memory", «"1024"»]')),
      fixed: windows(provider('virtualbox', 'v.customize ["modifyvm", :id, "--memory", "4096"]')),
    },
    'several providers, once, at the first': {
      files: windows(
        `${provider('virtualbox', 'v.memory = «2048»')}\n${provider('vmware_desktop', 'v.vmx["memsize"] = "3072"')}`,
      ),
      message: /'default' \(2048 MB\), 'default' \(3072 MB\)/,
      fixed: windows(
        `${provider('virtualbox', 'v.memory = 4096')}\n${provider('vmware_desktop', 'v.vmx["memsize"] = "4096"')}`,
      ),
    },
    'a default of the environment, as an information': {
      files: windows(provider('virtualbox', 'v.memory = «ENV["MEMORY"] || 2048»')),
      message: /'default' \(2048 MB unless ENV says otherwise\)/,
      severity: 'info',
      fixed: false,
    },
    'a variable, without a fix': {
      files: {
        Vagrantfile: `MEMORY = 1024 * 2
Vagrant.configure("2") do |config|
  config.vm.guest = :windows
  config.vm.provider(:hyperv) { |h| h.memory = «MEMORY» }
end
`,
      },
      fixed: false,
    },
    "libvirt's own default": {
      files: windows(provider('libvirt', 'v.cpus = 2').replace('"libvirt"', '«"libvirt"»')),
      message: /512 MB unless its box/,
      fixed: false,
    },
    'what goes into a box, as an information': {
      files: {
        'vagrantfile-windows.template': windows(provider('virtualbox', 'v.memory = «2048»')).Vagrantfile,
      },
      severity: 'info',
    },
    'a Server Core, as an information': {
      files: {
        Vagrantfile: windows(provider('virtualbox', 'v.memory = «2048»')).Vagrantfile.replace(
          'windows-server',
          'windows-server-core',
        ),
      },
      severity: 'info',
    },
    'memory beside code that can not be followed, as an information': {
      files: windows(`${provider('virtualbox', 'v.memory = «2048»')}\n  load_more(config)`),
      severity: 'info',
    },
  },
  silent: {
    'enough memory': windows(provider('virtualbox', 'v.memory = 4096')),
    'what the box brings': windows(provider('virtualbox', 'v.cpus = 2')),
    'memory that may grow': windows(provider('hyperv', 'h = v; v.memory = 2048; v.maxmemory = 8192')),
    'memory that only Vagrant knows': windows(provider('virtualbox', 'v.memory = ENV["MEMORY"]')),
    'a default of the environment that is enough': windows(
      provider('virtualbox', 'v.memory = ENV["MEMORY"] || 4096'),
    ),
    'a machine with a box of its own beside shared settings of WinRM': {
      Vagrantfile: `Vagrant.configure("2") do |config|
  config.winrm.max_tries = 30
  config.windows.halt_timeout = 60
  config.vm.define "web" do |web|
    web.vm.box = "debian/bookworm64"
    web.vm.provider("virtualbox") { |v| v.memory = 1024 }
  end
end
`,
    },
    'a larger amount of the machine itself': {
      Vagrantfile: `Vagrant.configure("2") do |config|
  config.vm.guest = :windows
  config.vm.provider("virtualbox") { |v| v.memory = 2048 }
  config.vm.define "dc" do |dc|
    dc.vm.provider("virtualbox") { |v| v.memory = 4096 }
  end
end
`,
    },
    "libvirt's default in a file that goes into a box": {
      'vagrantfile-windows.template': windows(provider('libvirt', 'v.cpus = 2')).Vagrantfile,
    },
    'a Linux machine': {
      Vagrantfile: `Vagrant.configure("2") do |config|
  config.vm.box = "bento/ubuntu-24.04"
  config.vm.provider("virtualbox") { |v| v.memory = 1024 }
  config.vm.provider(:libvirt) { |v| v.cpus = 1 }
end
`,
    },
  },
});
