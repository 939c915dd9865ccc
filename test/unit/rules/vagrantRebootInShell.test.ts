import { testRule } from '../../support/ruleTests';

const file = (...lines: string[]) =>
  `Vagrant.configure("2") do |config|\n  config.vm.box = "windows-2019"\n  config.vm.communicator = "winrm"\n${lines.map((line) => `  ${line}\n`).join('')}end\n`;

testRule('vagrant-reboot-in-shell', {
  found: {
    'an inline command': {
      files: { Vagrantfile: file('config.vm.provision "shell", inline: "«Restart-Computer -Force»"') },
      fixed: { Vagrantfile: file('config.vm.provision "shell", reboot: true') },
    },
    'the last line of a heredoc': {
      files: {
        Vagrantfile: file(
          'config.vm.provision "shell", inline: <<-SHELL',
          '  Install-WindowsFeature Web-Server',
          '  «shutdown /r /t 0»',
          'SHELL',
        ),
      },
      fixed: {
        Vagrantfile: file(
          'config.vm.provision "shell", inline: <<-SHELL, reboot: true',
          '  Install-WindowsFeature Web-Server',
          'SHELL',
        ),
      },
    },
    'a script file': {
      files: {
        Vagrantfile: file('config.vm.provision "shell", path: "setup.ps1"'),
        'setup.ps1': 'Rename-Computer x\n«Restart-Computer -Force»\n',
      },
      fixed: false,
    },
    'a Linux machine': {
      files: {
        Vagrantfile:
          'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n  config.vm.provision "shell", inline: "«sudo reboot»"\nend\n',
      },
    },
  },
  silent: {
    'reboot: true': { Vagrantfile: file('config.vm.provision "shell", inline: "ver", reboot: true') },
    'a comment': { Vagrantfile: file('config.vm.provision "shell", inline: "# Restart-Computer"') },
    'an echo': { Vagrantfile: file('config.vm.provision "shell", inline: "echo \'shutdown /r\'"') },
    'another provisioner': {
      Vagrantfile: file('config.vm.provision "file", source: "reboot", destination: "x"'),
    },
  },
});
