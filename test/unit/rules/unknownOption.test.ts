import assert from 'node:assert/strict';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import type { PackerInUse } from '../../../src/rules/packerInUse';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { testRule } from '../../support/ruleTests';
import { hcl, isoJson, isoHcl, qemu } from './schemaSupport';

testRule('unknown-option', {
  found: {
    'a setting with a letter too many': {
      files: { 'w.pkr.hcl': isoHcl('«memmory» = 8192') },
      message: /^qemu has no setting 'memmory': Packer stops before the build\. Did you mean 'memory'\?$/,
      fixed: { 'w.pkr.hcl': isoHcl('memory = 8192') },
    },
    'two letters in the wrong order, in JSON': {
      files: { 'w.json': isoJson('«"memroy"»: 8192') },
      fixed: { 'w.json': isoJson('"memory": 8192') },
    },
    'hyphens between the words of a name': {
      files: { 'w.json': isoJson('«"disk-size"»: "40G"') },
      fixed: { 'w.json': isoJson('"disk_size": "40G"') },
    },
    'a setting that nobody knows': {
      files: { 'w.pkr.hcl': isoHcl('«colour» = "blue"') },
      message: /^qemu has no setting 'colour': Packer stops before the build\.$/,
      fixed: false,
    },
    'a setting in a block, and one that belongs into a block': {
      files: {
        'w.pkr.hcl': hcl(
          'vsphere-clone',
          'vcenter_server = "a"',
          'username = "a"',
          'password = "a"',
          'template = "a"',
          'vm_name = "a"',
          'host = "a"',
          'ssh_username = "a"',
          'storage {\n    disk_size = 1024\n    «disk_thin» = true\n  }',
        ),
      },
      message: /^The block 'storage' of vsphere-clone has no setting 'disk_thin'/,
      fixed: false,
    },
    'a setting of a provisioner, of a post-processor and of a data source': {
      files: {
        'w.pkr.hcl': `data "null" "a" {
  input = "a"
  «colour» = "blue"
}
source "null" "a" {
  communicator = "none"
}
build {
  sources = ["source.null.a"]
  provisioner "shell-local" {
    inline = ["true"]
    «colour» = "blue"
  }
  post-processor "manifest" {
    «colour» = "blue"
  }
}
`,
      },
      fixed: false,
    },
    'a setting under the name that a template gives the plugin': {
      files: {
        'w.pkr.hcl': `packer {
  required_plugins {
    vb = {
      source  = "github.com/hashicorp/virtualbox"
      version = ">= 1.0.0"
    }
  }
}
source "vb-iso" "a" {
  iso_url = "a.iso"
  iso_checksum = "none"
  ssh_username = "a"
  «colour» = "blue"
}
build {
  sources = ["source.vb-iso.a"]
}
`,
      },
      fixed: false,
    },
    'a setting that all releases that are allowed have dropped': {
      files: {
        'w.pkr.hcl': vmware('>= 2.0.0', '«remote_host» = "a"', 'network_adapter_type = "e1000"'),
      },
      message: /only up to version 1\.2\.0 of the plugin 'vmware': Packer stops/,
      fixed: false,
    },
    'a setting that the newest release has dropped, as information': {
      severity: 'info',
      files: { 'w.pkr.hcl': vmware('>= 1.0.0', '«remote_host» = "a"') },
      fixed: false,
    },
    'a setting of a plugin that is newer than what is known, as information': {
      severity: 'info',
      files: { 'w.pkr.hcl': qemu('>= 99.0.0', '«colour» = "blue"') },
      message: /a newer one may have it/,
      fixed: false,
    },
  },
  silent: {
    'settings that there are, whatever their capitals are in JSON': {
      'w.json': isoJson('"Memory": 8192', '"packer_debug": true'),
      'w.pkr.hcl': isoHcl('memory = 8192'),
    },
    'what Packer itself takes': {
      'w.pkr.hcl': `source "null" "a" {
  communicator = "none"
}
build {
  source "source.null.a" {
    name = "b"
  }
  provisioner "shell-local" {
    inline       = ["true"]
    pause_before = "5s"
    max_retries  = 2
    override     = { b = { inline = ["false"] } }
  }
  post-processor "manifest" {
    keep_input_artifact = true
    except              = ["null.b"]
  }
}
`,
    },
    'plugins that nobody knows, under a name that another one has': {
      'w.pkr.hcl': `packer {
  required_plugins {
    qemu = {
      source  = "github.com/acme/qemu"
      version = ">= 1.0.0"
    }
  }
}
source "qemu" "a" {
  colour = "blue"
}
source "colours-blue" "a" {
  colour = "blue"
}
build {
  sources = ["source.qemu.a", "source.colours-blue.a"]
}
`,
    },
    'what a release that is meant still has': {
      'w.pkr.hcl': vmware('~> 1.0', 'remote_host = "a"'),
      'w.json': `{"builders": [{"type": "vmware-iso", "iso_url": "a.iso", "iso_checksum": "none", "ssh_username": "a", "remote_host": "a"}]}`,
    },
    'old names, of which another rule speaks': {
      'w.json': isoJson('"ssh_wait_timeout": "5m"', '"iso_checksum_type": "md5"'),
    },
    'a block behind which a brace is missing': {
      'w.pkr.hcl': 'source "qemu" "a" {\n  memory = 1\n\nbuild {\n  sources = []\n}\n',
    },
  },
});

function vmware(version: string, ...lines: string[]): string {
  return `packer {
  required_plugins {
    vmware = {
      source  = "github.com/vmware/vmware"
      version = "${version}"
    }
  }
}
${hcl('vmware-iso', 'iso_url = "a.iso"', 'iso_checksum = "none"', 'ssh_username = "a"', ...lines)}`;
}

describe('What is unknown by the plugins that are installed', () => {
  const found = (text: string, installed: Pick<PackerInUse, 'plugins' | 'releases'>) => {
    const files = memoryFiles({ '/p/w.pkr.hcl': text }, '/p');
    const template = readTemplate('/p/w.pkr.hcl', files);
    assert.ok(template);
    const packer = () => ({ version: '1.14.0', ...installed });
    const chosen = rules.filter(({ id }) => id === 'unknown-option' || id === 'unknown-component');
    return lintTemplate(template, new Projects(files, { packer }).ofFolder('/p'), chosen).findings.map(
      ({ severity, rule }) => `${severity} ${rule}`,
    );
  };
  const misspelt = isoHcl('memmory = 8192');

  it('is an option that a plugin of this name does not have', () => {
    assert.deepEqual(found(misspelt, {}), ['error unknown-option']);
    const releases = { 'github.com/hashicorp/qemu': ['1.1.0'] };
    assert.deepEqual(found(misspelt, { plugins: ['qemu'], releases }), ['error unknown-option']);
  });

  it('is worth knowing only where a release is installed that is newer than what is known', () => {
    const releases = { 'github.com/hashicorp/qemu': ['99.0.0'] };
    assert.deepEqual(found(misspelt, { plugins: ['qemu'], releases }), ['info unknown-option']);
  });

  it('is nothing of a plugin with this name that nobody knows', () => {
    const releases = { 'github.com/somebody/qemu': ['1.1.0'] };
    assert.deepEqual(found(misspelt, { plugins: ['qemu'], releases }), []);
  });

  it('is no component that an unknown plugin may bring', () => {
    const text = isoHcl().replaceAll('qemu', 'qemuu');
    assert.deepEqual(found(text, {}), ['error unknown-component']);
    assert.deepEqual(found(text, { plugins: ['qemuu'] }), []);
    assert.deepEqual(found(text, { plugins: ['qemu'], releases: { 'a.org/somebody/qemuu': ['1.0.0'] } }), []);
  });
});
