import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const ssh = { communicator: 'ssh', ssh_username: 'vagrant', ssh_password: 'vagrant' };
const json = (more: object = {}) => jsonTemplate({ ...ssh, ...more }, { type: 'shell', inline: ['dir'] });
const marked = (more: object = {}) => json(more).replace('"communicator": "ssh"', '"communicator": «"ssh"»');
const hcl = `source «"qemu"» "windows-10" {
  iso_url      = "windows-10.iso"
  ssh_username = "vagrant"
  ssh_password = "vagrant"
  floppy_files = ["Autounattend.xml", "prepare.cmd", "openssh.ps1"]
}

build {
  sources = ["source.qemu.windows-10"]
  provisioner "shell" {
    script = "tools.bat"
  }
}
`;
const winrm = answerFile({ firstLogon: ['cmd /c winrm quickconfig -q', 'net start winrm'] });
const capability = 'powershell -Command "Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0"';

testRule('ssh-never-enabled', {
  found: {
    'an answer file that enables WinRM alone': {
      files: { 'windows.json': marked(), 'Autounattend.xml': winrm },
      message: /no command of the answer file or its scripts installs or starts an SSH server/,
    },
    'a script on the floppy disk that nothing runs, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl,
        'Autounattend.xml': answerFile({ firstLogon: ['cmd /c a:\\prepare.cmd'] }),
        'prepare.cmd': '@echo off\nrem powershell -File a:\\openssh.ps1\n',
        'openssh.ps1': 'Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0\nStart-Service sshd\n',
        'tools.bat': '',
      },
    },
    'a server that is set to start, and does not yet': {
      files: {
        'windows.json': marked(),
        'Autounattend.xml': answerFile({ firstLogon: ['sc config sshd start= auto'] }),
      },
      message: /scripts enables the SSH server/,
    },
    'a firewall rule alone': {
      files: {
        'windows.json': marked(),
        'Autounattend.xml': answerFile({
          firstLogon: [
            'netsh advfirewall firewall add rule name=SSH dir=in action=allow protocol=TCP localport=22',
          ],
        }),
      },
      message: /installs or starts an SSH server/,
    },
  },
  silent: {
    'a server that is started': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: [capability, 'net start sshd'] }),
    },
    'a script that can not be read': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File C:\\setup\\openssh.ps1'] }),
    },
    'a package, which may be a server': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: ['msiexec /i a:\\ssh.msi /qn'] }),
    },
    'a machine that is installed already': {
      'windows.json': json({ type: 'virtualbox-ovf' }),
      'Autounattend.xml': winrm,
    },
    'commands that Packer types': {
      'windows.json': json({ boot_command: ['<leftSuperOn>r<leftSuperOff>', 'a:\\openssh.cmd<enter>'] }),
      'Autounattend.xml': winrm,
    },
    'a template without an answer file': { 'windows.json': json({ floppy_files: [] }) },
    'what another rule says: SSH is only the default': {
      'windows.json': jsonTemplate(
        { communicator: undefined, winrm_username: undefined, winrm_password: undefined },
        { type: 'powershell', inline: ['dir'] },
      ),
      'Autounattend.xml': winrm,
    },
  },
});
