import { testRule } from '../../support/ruleTests';
import { hcl, step } from './schemaSupport';

const amazon = (...lines: string[]) => hcl('amazon-ebs', 'instance_type = "a"', 'source_ami = "a"', ...lines);
const at = (text: string, type: string) => text.replace(`"${type}" "a"`, `«"${type}"» "a"`);

testRule('required-missing', {
  found: {
    'the name of an image': {
      files: { 'w.pkr.hcl': at(amazon('ssh_username = "a"'), 'amazon-ebs') },
      message: /^amazon-ebs needs 'ami_name': Packer stops before the build\.$/,
    },
    'a name that is empty': {
      files: { 'w.pkr.hcl': at(amazon('ssh_username = "a"', 'ami_name = ""'), 'amazon-ebs') },
    },
    'one of a group, in JSON': {
      files: { 'w.json': '{"builders": [{"type": «"qemu"», "iso_checksum": "none", "ssh_username": "a"}]}' },
      message: /^qemu needs one of 'iso_url' or 'iso_urls'/,
    },
    'the account for SSH': {
      files: { 'w.pkr.hcl': at(amazon('ami_name = "a"'), 'amazon-ebs') },
      message: /^amazon-ebs needs 'ssh_username' to connect by SSH/,
    },
    'what a setting needs': {
      files: {
        'w.pkr.hcl': step('provisioner', 'powershell', 'inline = ["dir"]', 'elevated_password = "a"').replace(
          '"powershell"',
          '«"powershell"»',
        ),
      },
      message: /^powershell takes 'elevated_password' only together with 'elevated_user'/,
    },
    'a setting of a block': {
      files: {
        'w.pkr.hcl': hcl(
          'proxmox-iso',
          'proxmox_url = "a"',
          'username = "a"',
          'password = "a"',
          'node = "a"',
          'ssh_username = "a"',
          'iso_file = "a"',
          '«pci_devices» {\n  }',
        ),
      },
      message: /^The block 'pci_devices' of proxmox-iso needs/,
    },
  },
  silent: {
    'settings in capitals, which JSON does not mind': {
      'w.json': '{"builders": [{"type": "null", "Communicator": "none"}]}',
    },
    'what stands there under a name of old': {
      'w.json':
        '{"builders": [{"type": "virtualbox-iso", "iso_url": "a", "iso_checksum_url": "b", "ssh_username": "a"}]}',
    },
    'what has all': { 'w.pkr.hcl': amazon('ami_name = "a"', 'ssh_username = "a"') },
    'what a file of values sets, and what nobody knows': {
      'w.pkr.hcl': `variable "a" {\n}\nvariable "b" {\n  default = ""\n}\n${amazon('ami_name = var.a', 'ssh_username = var.b')}`,
    },
    'another communicator': {
      'w.pkr.hcl': amazon('ami_name = "a"', 'communicator = "winrm"', 'winrm_username = "a"'),
      'v.json': '{"builders": [{"type": "null", "communicator": "none"}]}',
    },
    'what the build adds to its source': {
      'w.pkr.hcl': amazon('ssh_username = "a"').replace(
        '  sources = ["source.amazon-ebs.a"]',
        '  source "source.amazon-ebs.a" {\n    ami_name = "a"\n  }',
      ),
    },
    'what only newer releases insist on': {
      'w.json':
        '{"builders": [{"type": "vmware-iso", "iso_url": "a", "iso_checksum": "none", "ssh_username": "a"}]}',
    },
    'a setting that may be meant by another name': {
      'w.pkr.hcl': amazon('aminame = "a"', 'ssh_username = "a"'),
    },
  },
});
