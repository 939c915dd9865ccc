import assert from 'node:assert/strict';
import { testRule } from '../../support/ruleTests';
import { Projects } from '../../../src/lint/project';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { hcl } from './schemaSupport';

const vmware = (version: string, ...lines: string[]) => `packer {
  required_plugins {
    vmware = {
      source  = "github.com/vmware/vmware"
      version = "${version}"
    }
  }
}
${hcl('vmware-iso', 'iso_url = "a"', 'iso_checksum = "none"', 'ssh_username = "a"', ...lines)}`;

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
  },
  silent: {
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
    const installed = (version: string) => {
      const packer = () => ({ version: '1.14.0', releases: { vmware: version } });
      const chosen = rules.filter(({ id }) => id === 'option-newer-than-plugin');
      assert.ok(template);
      return lintTemplate(template, new Projects(files, { packer }).ofFolder('/p'), chosen).findings;
    };
    assert.equal(installed('1.0.11').length, 1);
    assert.equal(installed('1.2.0').length, 0);
  });
});
