import { answerFile, testRule } from '../../support/ruleTests';

const json = (type: string, more: object = {}, provisioner = 'powershell') =>
  `${JSON.stringify(
    {
      builders: [{ type, guest_os_type: 'Windows2019_64', floppy_files: ['Autounattend.xml'], ...more }],
      provisioners: [{ type: provisioner, inline: ['hostname'] }],
    },
    null,
    2,
  )}\n`;

const hcl = (settings: string, type = '"virtualbox-iso"') => `source ${type} "windows" {
${settings}  guest_os_type  = "Windows2019_64"
  winrm_username = "vagrant"
  winrm_password = "vagrant"
}

build {
  sources = ["source.virtualbox-iso.windows"]
}
`;

const nothing = { 'Autounattend.xml': answerFile({ firstLogon: ['reg add HKCU\\Console /v QuickEdit'] }) };

testRule('windows-guest-default-ssh', {
  found: {
    'a build for which nothing installs SSH': {
      files: {
        'windows.json': json('«virtualbox-iso»').replace('"«virtualbox-iso»"', '«"virtualbox-iso"»'),
        ...nothing,
      },
      message: /Windows runs no SSH server by default, and nothing in the guest installs one/,
      fixed: {
        'windows.json': json('virtualbox-iso').replace(
          '"type": "virtualbox-iso",',
          '"type": "virtualbox-iso",\n      "communicator": "winrm",',
        ),
      },
    },
    'settings of WinRM that nobody reads, in HCL2': {
      files: { 'windows.pkr.hcl': hcl('', '«"virtualbox-iso"»') },
      message: /ignores the winrm settings/,
      fixed: { 'windows.pkr.hcl': hcl('  communicator = "winrm"\n') },
    },
    'settings of SSH without a server, without a fix': {
      files: {
        'windows.json': json('qemu', { vm_name: 'windows-2019', ssh_username: 'vagrant' }).replace(
          '"qemu"',
          '«"qemu"»',
        ),
        ...nothing,
      },
      fixed: false,
    },
  },
  silent: {
    WinRM: { 'windows.json': json('virtualbox-iso', { communicator: 'winrm' }), ...nothing },
    'SSH that was chosen': {
      'windows.json': json('virtualbox-iso', { communicator: 'ssh', ssh_username: 'vagrant' }),
      ...nothing,
    },
    OpenSSH: {
      'windows.json': json('virtualbox-iso', { ssh_username: 'vagrant' }),
      'Autounattend.xml': answerFile({
        firstLogon: [
          'powershell -Command Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0',
          'powershell -Command Start-Service sshd',
        ],
      }),
    },
    'a script that can not be read': {
      'windows.json': json('virtualbox-iso', { ssh_username: 'vagrant' }),
      'Autounattend.xml': answerFile({ firstLogon: ['cmd /c C:\\prepare.bat'] }),
    },
    'a build with shell scripts': {
      'windows.json': json('virtualbox-iso', { ssh_username: 'vagrant' }, 'shell'),
      ...nothing,
    },
    'Azure, which prepares both': {
      'windows.json': json('azure-arm', { os_type: 'Windows', winrm_username: 'packer' }),
    },
    'a Linux machine': {
      'linux.json': `{ "builders": [{ "type": "qemu", "iso_url": "debian.iso", "ssh_username": "root" }] }\n`,
    },
  },
});
