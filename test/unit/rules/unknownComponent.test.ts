import { testRule } from '../../support/ruleTests';
import { hcl, step } from './schemaSupport';

const json = (type: string) => `{
  "builders": [{ "type": "null", "ssh_host": "a", "ssh_username": "a" }],
  "provisioners": [{ "type": ${type}, "inline": ["true"] }]
}
`;

const named = (type: string) => `packer {
  required_plugins {
    hyperv = {
      source  = "github.com/hashicorp/hyperv"
      version = ">= 1.0.0"
    }
  }
}
source ${type} "a" {
}
build {
  sources = ["source.hyperv-vm.a"]
}
`;

testRule('unknown-component', {
  found: {
    'a provisioner that is written otherwise': {
      files: {
        'w.pkr.hcl': step('provisioner', 'shell_local', 'inline = ["true"]').replace(
          '"shell_local"',
          '«"shell_local"»',
        ),
      },
      message:
        /^There is no provisioner 'shell_local': Packer stops before the build\. Did you mean 'shell-local'\?$/,
      fixed: { 'w.pkr.hcl': step('provisioner', 'shell-local', 'inline = ["true"]') },
    },
    'the same in JSON': { files: { 'w.json': json('«"shel"»') }, fixed: { 'w.json': json('"shell"') } },
    'a builder that the plugin does not have': {
      files: { 'w.pkr.hcl': named('«"hyperv-vm"»') },
      message: /^There is no builder 'hyperv-vm' in the plugin 'hyperv': .* Did you mean 'hyperv-vmcx'/,
      fixed: false,
    },
    'a post-processor that is used as a provisioner': {
      files: { 'w.json': json('«"manifest"»') },
      message: /It is a post-processor\.$/,
      fixed: false,
    },
    'a builder of old, by its name of today': {
      files: { 'w.pkr.hcl': hcl('virtualbox').replace('"virtualbox" ', '«"virtualbox"» ') },
      message: /Did you mean 'virtualbox-iso'\?/,
      fixed: false,
    },
  },
  silent: {
    'components that there are': {
      'w.json': json('"shell-local"'),
      'w.pkr.hcl': step('post-processor', 'manifest') + hcl('qemu'),
    },
    'types of plugins that may have been installed': {
      'w.json': json('"colours"'),
      'w.pkr.hcl': hcl('blue-machine'),
    },
    'types of plugins of which no more than the name is known': { 'w.pkr.hcl': hcl('hyperone') },
    'a plugin at an address that nobody knows': {
      'w.pkr.hcl': named('"hyperv-vm"').replace('hashicorp', 'acme'),
    },
    'a plugin that is newer than what is known': {
      'w.pkr.hcl': named('"hyperv-vm"').replace('>= 1.0.0', '>= 99.0.0'),
    },
  },
});
