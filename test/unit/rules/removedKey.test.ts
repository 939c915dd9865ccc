import { testRule } from '../../support/ruleTests';

const json = (...lines: string[]) => `{
  "builders": [
    {
      ${lines.join(',\n      ')}
    }
  ]
}
`;

const hcl = (type: string, ...lines: string[]) => `source "${type}" "windows" {
${lines.map((line) => `  ${line}\n`).join('')}}

build {
  sources = ["source.${type}.windows"]
}
`;

const iso = (...lines: string[]) => json('"type": "virtualbox-iso"', ...lines);
const adapters = `network_adapters {
    network = "VM Network"
    network_card = "vmxnet3"
  }`;

testRule('removed-key', {
  found: {
    'the kind of a checksum': {
      files: {
        'w.json': iso('"iso_checksum": "abc"', '«"iso_checksum_type"»: "sha256"', '"iso_url": "w.iso"'),
      },
      message: /^virtualbox-iso no longer has a setting 'iso_checksum_type': Packer stops/,
      fixed: { 'w.json': iso('"iso_checksum": "sha256:abc"', '"iso_url": "w.iso"') },
    },
    'an old name beside the new one: its value is in force': {
      severity: 'info',
      files: {
        'w.pkr.hcl': hcl(
          'qemu',
          'ssh_username     = "a"',
          '«ssh_wait_timeout» = "60m"',
          'ssh_timeout      = "5m"',
        ),
      },
      fixed: { 'w.pkr.hcl': hcl('qemu', 'ssh_username     = "a"', 'ssh_timeout      = "60m"') },
    },
    'an old name that says nothing': {
      severity: 'info',
      files: { 'w.pkr.hcl': hcl('qemu', '«ssh_host_port_min» = 0', 'host_port_min = 2222') },
      fixed: { 'w.pkr.hcl': hcl('qemu', 'host_port_min = 2222') },
    },
    'an old name whose value only Packer knows': {
      severity: 'info',
      files: { 'w.pkr.hcl': hcl('qemu', '«ssh_wait_timeout» = var.wait', 'ssh_timeout = "5m"') },
      fixed: false,
    },
    'the kind of a checksum as the last setting, both from variables': {
      files: {
        'w.json': iso('"iso_checksum": "{{user `sum`}}"', '«"iso_checksum_type"»: "{{user `kind`}}"'),
      },
      fixed: { 'w.json': iso('"iso_checksum": "{{user `kind`}}:{{user `sum`}}"') },
    },
    'a kind of checksum that says that there is none': {
      files: { 'w.json': iso('«"iso_checksum_type"»: "none"', '"iso_url": "w.iso"') },
      fixed: { 'w.json': iso('"iso_checksum": "none"', '"iso_url": "w.iso"') },
    },
    'a kind of checksum that stands in front already': {
      files: { 'w.json': iso('«"iso_checksum_type"»: "sha256"', '"iso_checksum": "sha256:abc"') },
      fixed: { 'w.json': iso('"iso_checksum": "sha256:abc"') },
    },
    'the address of checksums with their kind': {
      files: {
        'w.json': iso('«"iso_checksum_url"»: "http://a/SUMS"', '«"iso_checksum_type"»: "sha256"'),
      },
      fixed: { 'w.json': iso('"iso_checksum": "file:http://a/SUMS"') },
    },
    'the old name of an MD5 sum': {
      files: { 'w.json': iso('«"iso_md5"»: "abc"') },
      fixed: { 'w.json': iso('"iso_checksum": "md5:abc"') },
    },
    'the kind of a checksum in HCL2, one of them a variable': {
      files: {
        'v.pkr.hcl': 'variable "checksum" {\n  default = "abc"\n}\n',
        'w.pkr.hcl': hcl(
          'qemu',
          'iso_checksum      = var.checksum',
          '«iso_checksum_type» = "sha256" # as the vendor says',
          'iso_url = "w.iso"',
        ),
      },
      fixed: {
        'w.pkr.hcl': hcl('qemu', 'iso_checksum      = "sha256:${var.checksum}"', 'iso_url = "w.iso"'),
      },
    },
    'the kind of a checksum that only the build knows': {
      files: { 'w.pkr.hcl': hcl('qemu', 'iso_checksum = var.checksum', '«iso_checksum_type» = "sha256"') },
      fixed: false,
    },
    'a kind of checksum that is all there is': {
      files: { 'w.json': iso('«"iso_checksum_type"»: "sha256"') },
      fixed: false,
    },
    'old names of Hyper-V': {
      files: {
        'w.json': json(
          '"type": "hyperv-iso"',
          '«"cpu"»: 2',
          '«"ram_size"»: 4096',
          '«"vhd_temp_path"»: "d:/"',
        ),
      },
      fixed: { 'w.json': json('"type": "hyperv-iso"', '"cpus": 2', '"memory": 4096') },
    },
    'old names of Hyper-V in HCL2': {
      files: { 'w.pkr.hcl': hcl('hyperv-iso', '«ram_size» = 4096', '«vhd_temp_path» = "d:/"') },
      fixed: { 'w.pkr.hcl': hcl('hyperv-iso', 'memory = 4096') },
    },
    'a name that is there twice, old and new': {
      files: { 'w.json': json('"type": "hyperv-iso"', '«"ram_size"»: 2048', '"memory": 4096') },
      fixed: { 'w.json': json('"type": "hyperv-iso"', '"memory": 4096') },
    },
    'network and disk of vSphere': {
      files: {
        'w.json': json(
          '"type": "vsphere-iso"',
          '«"network"»: "VM Network"',
          '«"network_card"»: "vmxnet3"',
          '«"disk_size"»: 40960',
        ),
      },
      fixed: {
        'w.json': json(
          '"type": "vsphere-iso"',
          '"network_adapters": [{ "network": "VM Network", "network_card": "vmxnet3" }]',
          '"storage": [{ "disk_size": 40960 }]',
        ),
      },
    },
    'a network of vSphere in HCL2': {
      files: {
        'w.pkr.hcl': hcl('vsphere-iso', '«network» = "VM Network"', 'cpus = 2', '«network_card» = "vmxnet3"'),
      },
      fixed: { 'w.pkr.hcl': hcl('vsphere-iso', adapters, 'cpus = 2') },
    },
    'a network of vSphere beside new ones': {
      files: {
        'w.json': json(
          '"type": "vsphere-iso"',
          '«"network"»: "a"',
          '"network_adapters": [{ "network": "b" }]',
        ),
      },
      fixed: false,
    },
    'settings of Amazon that are said in other words': {
      files: {
        'w.json': json(
          '"type": "amazon-ebs"',
          '«"ssh_private_ip"»: true',
          '«"temporary_security_group_source_cidr"»: "10.0.0.0/8"',
        ),
      },
      fixed: {
        'w.json': json(
          '"type": "amazon-ebs"',
          '"ssh_interface": "private_ip"',
          '"temporary_security_group_source_cidrs": ["10.0.0.0/8"]',
        ),
      },
    },
    'settings of a post-processor': {
      files: {
        'w.json': `{"builders": [{"type": "null"}], "post-processors": [[{"type": "manifest", «"filename"»: "m.json"}, {"type": "vagrant", «"virtualbox"»: {"output": "x.box"}}]]}`,
      },
      fixed: {
        'w.json': `{"builders": [{"type": "null"}], "post-processors": [[{"type": "manifest", "output": "m.json"}, {"type": "vagrant", "override": { "virtualbox": {"output": "x.box"} }}]]}`,
      },
    },
    'names that Packer still takes, as an information': {
      severity: 'info',
      files: {
        'w.pkr.hcl': hcl('virtualbox-iso', '«ssh_wait_timeout» = "1h"', '«ssh_host_port_min» = 2222'),
      },
      message:
        /^'ssh_\w+' is an old name of '(ssh_timeout|host_port_min)', which virtualbox-iso still accepts\.$/,
      fixed: { 'w.pkr.hcl': hcl('virtualbox-iso', 'ssh_timeout = "1h"', 'host_port_min = 2222') },
    },
  },
  silent: {
    'what the settings are called today': {
      'w.json': iso('"iso_checksum": "sha256:abc"', '"headless": true', '"disk_size": 61440'),
      'w.pkr.hcl': hcl('hyperv-iso', 'memory = 4096', 'cpus = 2'),
    },
    'settings of builders that have them': {
      'w.json': json('"type": "vsphere-clone"', '"network": "VM Network"', '"disk_size": 1'),
      'v.json': json('"type": "vmware-iso"', '"network": "nat"', '"headless": true'),
    },
    'a builder of somebody else': {
      'w.json': json('"type": "xenserver-iso"', '"iso_checksum_type": "md5"', '"ssh_key_path": "key"'),
    },
    'the same word in another part': {
      'w.pkr.hcl': `${hcl('vsphere-iso', adapters)}
variable "iso_checksum_type" {
  default = "sha256"
}
`,
    },
  },
});
