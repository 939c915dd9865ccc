import assert from 'node:assert/strict';
import { testRule } from '../../support/ruleTests';
import { Projects } from '../../../src/lint/project';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { hcl, step } from './schemaSupport';

const vmware = (version: string, ...lines: string[]) => `packer {
  required_plugins {
    vmware = {
      source  = "github.com/vmware/vmware"
      version = "${version}"
    }
  }
}
${hcl('vmware-iso', 'iso_url = "a"', 'iso_checksum = "none"', 'ssh_username = "a"', ...lines)}`;

const requiring = (packer: string) => `packer {
  required_version = "${packer}"
}
${step('provisioner', 'shell-local', 'inline = ["true"]', '«env» = { A = "b" }')}`;

testRule('option-newer-than-plugin', {
  found: {
    'a setting that the one release does not have': {
      files: { 'w.pkr.hcl': vmware('1.0.11', '«firmware» = "efi"') },
      message:
        /^vmware-iso has 'firmware' since version 1\.1\.0, not in version 1\.0\.11 of the plugin 'vmware'/,
    },
    'a setting that no release of a range has': {
      files: { 'w.pkr.hcl': vmware('< 1.1.0', '«firmware» = "efi"') },
    },
    'a setting that all know and that only the next release will have, or one of a Packer that is too old': {
      files: {
        'boxwright.json': '{"packerVersion": "1.6.6"}',
        'w.json': `{
  "builders": [{ "type": "null", "communicator": "none" }],
  "provisioners": [{ "type": "shell-local", "inline": ["true"], «"env"»: { "A": "b" } }]
}`,
      },
      message: /since version 1\.8\.0, not in Packer 1\.6\.6/,
    },
    'a setting of a step that came after the Packer that the template requires': {
      files: { 'w.pkr.hcl': requiring('~> 1.7.0') },
      message:
        /^shell-local has 'env' since version 1\.8\.0, not in Packer 1\.7\.10.*"~> 1\.7\.0" allows no newer one\.$/,
    },
    'the same in JSON, whose Packer the project names': {
      files: {
        'boxwright.json': '{"packerVersion": "1.7.2"}',
        'w.json': `{
  "min_packer_version": "1.6.0",
  "builders": [{ "type": "null", "communicator": "none" }],
  "provisioners": [{ "type": "shell-local", "inline": ["true"], «"env"»: { "A": "b" } }]
}`,
      },
      message: /not in Packer 1\.7\.2: Packer stops before the build\.$/,
    },
  },
  silent: {
    'a setting of a step that a Packer may have which the template requires': {
      'w.pkr.hcl': requiring('>= 1.7.0').replace(/[«»]/g, ''),
    },
    'a release that has it': { 'w.pkr.hcl': vmware('>= 1.0.0', 'firmware = "efi"') },
    'no word about releases': { 'w.pkr.hcl': hcl('vmware-iso', 'firmware = "efi"') },
    'settings that were always there': { 'w.pkr.hcl': vmware('1.0.0', 'memory = 4096') },
    'a release that nobody knows': { 'w.pkr.hcl': vmware('>= 99.0.0', 'firmware = "efi"') },
  },
});

describe('option-newer-than-plugin', () => {
  it('goes by the release that is installed', () => {
    const text = vmware('>= 1.0.0', 'firmware = "efi"');
    const files = memoryFiles({ '/p/w.pkr.hcl': text }, '/p');
    const template = readTemplate('/p/w.pkr.hcl', files);
    const installed = (...versions: string[]) => {
      const releases = { 'github.com/vmware/vmware': versions };
      const packer = () => ({ version: '1.14.0', releases });
      const chosen = rules.filter(({ id }) => id === 'option-newer-than-plugin');
      assert.ok(template);
      return lintTemplate(template, new Projects(files, { packer }).ofFolder('/p'), chosen).findings;
    };
    const [only, ...others] = installed('1.0.11');
    assert.deepEqual(others, []);
    assert.match(
      only?.message ?? '',
      /not in version 1\.0\.11 of the plugin 'vmware': Packer stops before the build\.$/,
    );
    assert.deepEqual(installed('1.2.0'), []);
    assert.deepEqual(installed('1.0.11', '1.2.0', '1.1.0'), []);
  });
});
