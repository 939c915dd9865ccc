import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows10 = { guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' };
const setUp = [
  'cmd /c winrm quickconfig -q',
  'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
];
const answers = { 'Autounattend.xml': answerFile({ firstLogon: setUp }) };
const hcl = (settings: string) => `source "vmware-iso" "windows" {
  guest_os_type  = "windows9-64"
  communicator   = "winrm"
  winrm_username = "vagrant"
  winrm_password = "vagrant"
${settings}
}

build {
  sources = ["source.vmware-iso.windows"]
}
`;

testRule('winrm-port-tls-mismatch', {
  found: {
    'a port that nothing opens': {
      files: {
        'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985 }).replace('55985', '«55985»'),
        ...answers,
      },
      message: /connects to port 55985, but WinRM is set up only for port 5985/,
    },
    'a port that VirtualBox forwards beside the one that Packer forwards': {
      files: {
        'windows.json': jsonTemplate({
          ...windows10,
          winrm_port: 55985,
          vboxmanage: [['modifyvm', '{{.Name}}', '--natpf1', 'winrm,tcp,,55985,,5985']],
        }).replace('"winrm_port": 55985', '"winrm_port": «55985»'),
        ...answers,
      },
      message: /connects to port 55985, but WinRM is set up only for port 5985/,
    },
    'the encrypted port without encryption': {
      files: { 'windows.pkr.hcl': hcl('  winrm_port     = «5986»') },
      message: /winrm_use_ssl is not set/,
    },
    'the plain port with encryption': {
      files: { 'windows.pkr.hcl': hcl('  winrm_port     = «"5985"»\n  winrm_use_ssl  = true') },
      message: /Remove winrm_port/,
    },
    'encryption where the guest has none': {
      files: {
        'windows.json': jsonTemplate({ ...windows10, winrm_use_ssl: true }).replace(
          '"winrm_use_ssl": true',
          '"winrm_use_ssl": «true»',
        ),
        ...answers,
      },
      message: /connects to port 5986/,
    },
    'a firewall that is open for another port': {
      files: {
        'windows.json': jsonTemplate({ ...windows10, winrm_use_ssl: true, winrm_insecure: true }).replace(
          '"winrm_use_ssl": true',
          '"winrm_use_ssl": «true»',
        ),
        'Autounattend.xml': answerFile({
          firstLogon: [...setUp, 'cmd /c winrm create winrm/config/Listener?Address=*+Transport=HTTPS'],
        }),
      },
      message: /the firewall is opened only for port 5985/,
    },
    'a port that nothing opens in what can be read, as a warning': {
      files: {
        'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985 }).replace('55985', '«55985»'),
        'Autounattend.xml': answerFile({ firstLogon: [...setUp, 'powershell -File C:\\more.ps1'] }),
      },
      severity: 'warning',
      message: /as far as the scripts can be read/,
    },
  },
  silent: {
    'the ports that are usual': {
      'windows.json': jsonTemplate({ ...windows10, winrm_port: 5985 }),
      ...answers,
    },
    'the encrypted port with encryption': {
      'windows.pkr.hcl': hcl('  winrm_port     = 5986\n  winrm_use_ssl  = true'),
    },
    'a port that is forwarded by hand': {
      'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985, skip_nat_mapping: true }),
      ...answers,
    },
    'a port that VirtualBox forwards, where Packer does not do so itself': {
      'windows.json': jsonTemplate({
        ...windows10,
        winrm_port: 55985,
        skip_nat_mapping: true,
        vboxmanage: [['modifyvm', '{{.Name}}', '--natpf1', 'winrm,tcp,,55985,,5985']],
      }),
      ...answers,
    },
    'a port that QEMU is told to forward': {
      'windows.json': jsonTemplate({
        ...windows10,
        type: 'qemu',
        winrm_port: 55985,
        qemuargs: [['-netdev', 'user,id=n,hostfwd=tcp::{{ .SSHHostPort }}-:5985']],
      }),
      ...answers,
    },
    'a listener of its own': {
      'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985 }),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...setUp,
          'cmd /c winrm set winrm/config/Listener?Address=*+Transport=HTTP @{Port="55985"}',
          'netsh advfirewall firewall add rule name="WinRM" dir=in action=allow protocol=TCP localport=55985',
        ],
      }),
    },
    'a script that can not be read': {
      'windows.json': jsonTemplate({ ...windows10, winrm_use_ssl: true }),
      'Autounattend.xml': answerFile({ firstLogon: [...setUp, 'powershell -File C:\\more.ps1'] }),
    },
    'a port that only Packer knows': {
      'windows.pkr.hcl': `variable "port" {}\n\n${hcl('  winrm_port     = var.port')}`,
    },
    'a gate that is shut': {
      'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985 }),
      'Autounattend.xml': answerFile({ firstLogon: [...setUp, 'net stop winrm'] }),
    },
  },
});
