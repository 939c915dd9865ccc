import { testRule } from '../../support/ruleTests';
import { hcl, isoHcl, isoJson, step } from './schemaSupport';

testRule('wrong-type', {
  found: {
    'a text for a list': {
      files: { 'w.pkr.hcl': isoHcl('boot_command = «"<enter>"»') },
      message: /^'boot_command' of qemu takes a list of strings: Packer stops before the build\.$/,
      fixed: { 'w.pkr.hcl': isoHcl('boot_command = ["<enter>"]') },
    },
    'texts for lists in a list, which nobody can make lists one by one': {
      files: { 'w.pkr.hcl': isoHcl('qemuargs = [«"-m"», "1024"]') },
      message: /takes a list of lists of strings/,
      fixed: false,
    },
    'a text for a list that JSON splits': {
      files: {
        'w.json':
          '{"builders": [{"type": "null", "communicator": "none"}], "post-processors": [{"type": "checksum", "checksum_types": «"md5,sha3"»}]}',
      },
      fixed: false,
    },
    'words for numbers and booleans, in both dialects': {
      files: {
        'w.pkr.hcl': isoHcl('memory = «"4G"»', 'headless = «"yes"»'),
        'w.json': isoJson('"memory": «"4G"»', '"headless": «"yes"»'),
      },
      fixed: false,
    },
    'lists for a text': {
      files: { 'w.pkr.hcl': isoHcl('vm_name = «["a"]»'), 'w.json': isoJson('"vm_name": «["a"]»') },
      fixed: false,
    },
    'durations without a unit': {
      files: {
        'w.pkr.hcl': isoHcl('ssh_timeout = «3600»', 'boot_wait = «"5"»'),
        'w.json': isoJson('"boot_wait": «"5 s"»'),
      },
      message: /takes a duration with a unit, such as "5m"/,
      fixed: false,
    },
    'a value that is in no list': {
      files: { 'w.pkr.hcl': isoHcl('format = «"vdi"»') },
      message: /takes only "qcow2" or "raw"|takes only "raw" or "qcow2"/,
      fixed: false,
    },
    'a map that is written as a block': {
      files: { 'w.pkr.hcl': isoHcl('«http_content» {\n    a = "b"\n  }') },
      message: /^qemu takes 'http_content' as an attribute, not as a block/,
      fixed: { 'w.pkr.hcl': isoHcl('http_content = {\n    a = "b"\n  }') },
    },
    'a block that is written as an attribute': {
      files: {
        'w.pkr.hcl': hcl(
          'amazon-ebs',
          'ami_name = "a"',
          'instance_type = "a"',
          'ssh_username = "a"',
          '«source_ami_filter» = {}',
        ),
      },
      message: /^amazon-ebs takes 'source_ami_filter' as a block, not as an attribute/,
      fixed: false,
    },
    'one block that is there twice': {
      files: {
        'w.pkr.hcl': hcl(
          'amazon-ebs',
          'ami_name = "a"',
          '«source_ami_filter» {\n  }',
          'source_ami_filter {\n  }',
        ),
      },
      message: /takes one block 'source_ami_filter', and there are 2/,
      fixed: false,
    },
    'an item of a list': {
      files: {
        'w.pkr.hcl': step(
          'provisioner',
          'shell-local',
          'inline = ["true"]',
          'valid_exit_codes = [0, «"one"»]',
        ),
      },
      fixed: false,
    },
    'the default of a variable, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': `variable "memory" {\n  default = "4G"\n}\n${isoHcl('memory = «var.memory»')}` },
      fixed: false,
    },
  },
  silent: {
    'durations of Packer itself, which invalid-duration is about': {
      'w.pkr.hcl': hcl(
        'build {\n  provisioner "shell-local" {\n    pause_before = "5"\n    inline = ["a"]\n  }\n}',
      ),
    },
    'texts that JSON splits at commas': {
      'w.json':
        '{"builders": [{"type": "null", "communicator": "none"}], "post-processors": [{"type": "checksum", "checksum_types": "md5,sha1"}]}',
    },
    'what HCL2 converts': {
      'w.pkr.hcl': isoHcl(
        'memory = "4096"',
        'headless = "true"',
        'vm_name = 7',
        'boot_wait = "0"',
        'format = null',
      ),
    },
    'what plugins take in JSON': {
      'w.json': isoJson(
        '"memory": "4096"',
        '"headless": "1"',
        '"boot_command": "<enter>"',
        '"boot_wait": 5',
        '"vm_name": 7',
      ),
    },
    'values that nobody knows': {
      'w.pkr.hcl': `variable "a" {\n}\n${isoHcl('memory = var.a', 'headless = var.a', 'boot_command = var.a', 'format = var.a')}`,
      'w.json': isoJson('"memory": "{{user `a`}}"', '"format": "{{user `a`}}"'),
    },
    'blocks that are made of a collection': {
      'w.pkr.hcl': `variable "a" {\n}\n${hcl('amazon-ebs', 'ami_name = "a"', 'dynamic "launch_block_device_mappings" {\n    for_each = var.a\n    content {\n      device_name = "a"\n    }\n  }')}`,
    },
    'what an override hands on': {
      'w.pkr.hcl': step(
        'provisioner',
        'shell-local',
        'inline = ["true"]',
        'override = { a = { inline = "false" } }',
      ),
    },
  },
});
