import { testRule } from '../../support/ruleTests';
import { hcl } from './schemaSupport';

const google = (version: string, line: string) => `packer {
  required_plugins {
    googlecompute = {
      source  = "github.com/hashicorp/googlecompute"
      version = "${version}"
    }
  }
}
${hcl('googlecompute', 'project_id = "a"', 'zone = "a"', 'source_image_family = "a"', 'ssh_username = "a"', line)}`;

testRule('deprecated-option', {
  found: {
    'a setting with another name today': {
      files: { 'w.pkr.hcl': google('~> 1.2', '«account_file» = "a"') },
      message:
        /^'account_file' of googlecompute is deprecated: a later release may refuse it\. Use 'credentials_file' instead\.$/,
      fixed: { 'w.pkr.hcl': google('~> 1.2', 'credentials_file = "a"') },
    },
    'one where the new name is there already': {
      files: { 'w.pkr.hcl': google('~> 1.2', '«account_file» = "a"\n  credentials_file = "a"') },
      fixed: false,
    },
    'one that the newest release has without a replacement': {
      files: {
        'w.pkr.hcl': `packer {
  required_plugins {
    vmware = {
      source  = "github.com/vmware/vmware"
      version = ">= 1.0.0"
    }
  }
}
${hcl('vmware-iso', 'iso_url = "a"', '«remote_type» = "esx5"')}`,
      },
      message: /It has no replacement\.$/,
      fixed: false,
    },
  },
  silent: {
    'a release that has nothing else': { 'w.pkr.hcl': google('1.0.0', 'account_file = "a"') },
    'the new name': { 'w.pkr.hcl': google('~> 1.2', 'credentials_file = "a"') },
    'a template for any release': {
      'w.json': '{"builders": [{"type": "vmware-iso", "remote_type": "esx5"}]}',
    },
    'old names, of which another rule speaks': {
      'w.json': '{"builders": [{"type": "qemu", "ssh_wait_timeout": "5m"}]}',
    },
  },
});
