import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows10 = { guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' };
const updates = 'powershell -Command Install-WindowsUpdate -AcceptAll -IgnoreReboot';
const boxstarter = 'powershell -Command Install-BoxstarterPackage -PackageName a:\\package.ps1';
const setUp = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];
const json = (more: object = {}) => jsonTemplate({ ...windows10, ...more });
const hcl = (settings: string) => `source "qemu" "windows-10" {
${settings}  iso_url        = "windows-10.iso"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml"]
}

build {
  sources = ["source.qemu.windows-10"]
}
`;
const late = { 'Autounattend.xml': answerFile({ firstLogon: [updates, ...setUp] }) };

testRule('winrm-timeout-too-short', {
  found: {
    'the default': {
      files: {
        'windows.json': json().replace('"communicator": "winrm"', '"communicator": «"winrm"»'),
        ...late,
      },
      message: /waits 30 minutes \(the default\) .*Order 1 \(.*\) installs updates/,
      fixed: {
        'windows.json': json().replace(
          '"type": "virtualbox-iso",',
          '"type": "virtualbox-iso",\n      "winrm_timeout": "6h",',
        ),
      },
    },
    'a short one in HCL2': {
      files: { 'windows.pkr.hcl': hcl('  winrm_timeout  = «"20m"»\n'), ...late },
      message: /waits 20 minutes/,
      fixed: { 'windows.pkr.hcl': hcl('  winrm_timeout  = "6h"\n') },
    },
    'a variable, and Boxstarter': {
      files: {
        'windows.pkr.hcl': `variable "timeout" {\n  default = "30m"\n}\n\n${hcl('  winrm_timeout  = «var.timeout»\n')}`,
        'Autounattend.xml': answerFile({ firstLogon: [boxstarter, ...setUp] }),
      },
      message: /runs Boxstarter/,
      fixed: {
        'windows.pkr.hcl': `variable "timeout" {\n  default = "6h"\n}\n\n${hcl('  winrm_timeout  = var.timeout\n')}`,
      },
    },
  },
  silent: {
    'some hours': { 'windows.json': json({ winrm_timeout: '4h' }), ...late },
    'updates after Packer is connected': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: [...setUp, updates] }),
    },
    'no updates': { 'windows.json': json(), 'Autounattend.xml': answerFile({ firstLogon: setUp }) },
    'a cloud': {
      'windows.json': json({ type: 'amazon-ebs', user_data: `<powershell>\n${updates}\n</powershell>` }),
    },
    'a timeout that only Packer knows': {
      'windows.pkr.hcl': `variable "timeout" {}\n\n${hcl('  winrm_timeout  = var.timeout\n')}`,
      ...late,
    },
    SSH: { 'windows.json': json({ communicator: 'ssh', ssh_username: 'vagrant' }), ...late },
  },
});
