import { testRule } from '../../support/ruleTests';

const file = (...lines: string[]) => ({
  Vagrantfile: `Vagrant.configure("2") do |config|\n${lines.map((line) => `  ${line}\n`).join('')}end\n`,
});

testRule('vagrant-communicator-missing', {
  found: {
    'a guest of Windows': {
      files: file('config.vm.box = "acme"', 'config.vm.guest = «:windows»'),
      fixed: file('config.vm.box = "acme"', 'config.vm.guest = :windows', 'config.vm.communicator = "winrm"'),
    },
    'a box with the name of Windows': {
      files: file('config.vm.box = «"windows_2019"»'),
      severity: 'info',
      fixed: file('config.vm.box = "windows_2019"', 'config.vm.communicator = "winrm"'),
    },
    'a machine of several': {
      files: file(
        'config.vm.define "web" do |web|',
        '  web.vm.box = «"acme/win2022"»',
        'end',
        'config.vm.define "db" do |db|',
        '  db.vm.box = "debian/bookworm64"',
        'end',
      ),
      severity: 'info',
      fixed: file(
        'config.vm.define "web" do |web|',
        '  web.vm.box = "acme/win2022"',
        '  web.vm.communicator = "winrm"',
        'end',
        'config.vm.define "db" do |db|',
        '  db.vm.box = "debian/bookworm64"',
        'end',
      ),
    },
    'a public box, which most likely brings one': {
      files: file('config.vm.box = «"gusztavvargadr/windows-10"»'),
      severity: 'info',
    },
  },
  silent: {
    'winrm is set': file('config.vm.box = "windows_2019"', 'config.vm.communicator = "winrm"'),
    'ssh is set up': file('config.vm.box = "windows_2019"', 'config.ssh.username = "vagrant"'),
    'another system': file('config.vm.box = "debian/bookworm64"'),
    darwin: file('config.vm.box = "acme/darwin10"'),
  },
});
