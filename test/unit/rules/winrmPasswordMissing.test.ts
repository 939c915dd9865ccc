import { testRule } from '../../support/ruleTests';

const json = (type: string, more: object = {}) =>
  `${JSON.stringify({ builders: [{ type, communicator: 'winrm', winrm_username: 'vagrant', ...more }] }, null, 2)}\n`;

const hcl = (type: string, more = '') => `source "${type}" "windows" {
  communicator   = "winrm"
  winrm_username = «"vagrant"»
${more}}

build {
  sources = ["source.${type}.windows"]
}
`;

testRule('winrm-password-missing', {
  found: {
    'a user without a password in JSON': {
      files: { 'windows.json': json('virtualbox-iso').replace('"vagrant"', '«"vagrant"»') },
      message: /winrm_password is not set/,
    },
    'a user without a password in HCL2': { files: { 'windows.pkr.hcl': hcl('vsphere-iso') } },
    'two builders of one template, once': {
      files: {
        'windows.pkr.hcl': `${hcl('qemu')}
source "proxmox-iso" "other" {
  communicator   = "winrm"
  winrm_username = "vagrant"
}

build {
  sources = ["source.proxmox-iso.other"]
}
`,
      },
    },
    neither: {
      files: {
        'windows.json': `{ "builders": [{ "type": "hyperv-iso", "communicator": «"winrm"» }] }\n`,
      },
    },
  },
  silent: {
    'a password': { 'windows.json': json('virtualbox-iso', { winrm_password: 'vagrant' }) },
    'a password that is given at the start': {
      'windows.json': `{
  "variables": { "password": "" },
  "builders": [
    { "type": "qemu", "communicator": "winrm", "winrm_username": "a", "winrm_password": "{{user \`password\`}}" }
  ]
}
`,
    },
    'a variable without a value': {
      'windows.pkr.hcl':
        `variable "password" {}\n\n${hcl('qemu', '  winrm_password = var.password\n')}`.replace(/[«»]/g, ''),
    },
    'a cloud, which makes one': { 'windows.json': json('amazon-ebs') },
    NTLM: { 'windows.json': json('hyperv-iso', { winrm_use_ntlm: true }) },
    SSH: { 'windows.json': json('qemu', { communicator: 'ssh' }) },
  },
});
