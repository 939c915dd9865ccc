import assert from 'node:assert/strict';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import type { PackerInUse } from '../../../src/rules/packerInUse';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { jsonTemplate } from '../../support/ruleTests';

const manifest =
  'Configuration Site {\n  Node localhost {\n    LocalConfigurationManager {\n      RebootNodeIfNeeded = $true\n    }\n  }\n}\n';
const restart = 'Set-DscLocalConfigurationManager -Path C:/dsc\n';

describe('What the linter says of dsc steps with the Packer that is found', () => {
  const lint = (
    packer: PackerInUse | undefined,
    { step = {}, more = {} }: { step?: object; more?: Record<string, string> } = {},
  ) => {
    const files = memoryFiles(
      {
        '/p/t.json': jsonTemplate(
          {},
          { type: 'dsc', manifest_file: 'Site.ps1', ...step },
          { type: 'powershell', script: 'lcm.ps1' },
        ),
        '/p/Site.ps1': manifest,
        '/p/lcm.ps1': restart,
        ...more,
      },
      '/p',
    );
    const template = readTemplate('/p/t.json', files);
    assert.ok(template);
    let asked = 0;
    const projects = new Projects(files, {
      packer: () => {
        asked++;
        return packer;
      },
    });
    const { findings } = lintTemplate(template, projects.ofFolder('/p'), rules);
    assert.ok(asked > 0);
    return new Map(
      findings
        .filter(({ rule }) => /^dsc-(?!options)/.test(rule))
        .map(({ rule, severity, message }) => [rule, `${severity}: ${message}`]),
    );
  };
  const plugin = (packer: PackerInUse | undefined) => lint(packer).get('dsc-plugin-unloadable') ?? '';

  it('is nothing of the plugin where it is there', () => {
    assert.equal(plugin({ version: '1.16.0', plugins: ['dsc'] }), '');
    assert.equal(plugin({ version: '1.6.6', plugins: ['dsc'] }), '');
    assert.equal(plugin({ version: '1.6.6' }), '');
  });

  it('names the plugin that this Packer takes', () => {
    assert.match(plugin(undefined), /^info: .*only Packer 1\.5 to 1\.6\.6/);
    assert.match(
      plugin({ version: '1.16.0', plugins: ['qemu'] }),
      /^warning: .*no other plugin for dsc steps/,
    );
    assert.match(plugin({ version: '1.6.6', plugins: [] }), /^warning: .*packer-dsc 0\.0\.4/);
    assert.match(plugin({ version: '1.4.5', plugins: [] }), /^warning: .*packer-dsc 0\.0\.3/);
  });

  it('weighs less where the step does not run at all', () => {
    const step = { manifest_file: 'Nowhere.ps1' };
    const paths = (packer: PackerInUse | undefined) => lint(packer, { step }).get('dsc-paths') ?? '';
    assert.match(paths(undefined), /^error: /);
    assert.match(paths({ version: '1.16.0', plugins: ['dsc'] }), /^error: /);
    assert.match(
      paths({ version: '1.16.0', plugins: [] }),
      /^warning: .* Packer 1\.16\.0 fails earlier: no plugin provides the dsc provisioner\.$/,
    );
    const reboots = (packer: PackerInUse) => lint(packer).get('dsc-lcm-reboots') ?? '';
    assert.match(reboots({ version: '1.6.6', plugins: ['dsc'] }), /^warning: /);
    assert.match(
      reboots({ version: '1.6.6', plugins: [] }),
      /^info: .* fails earlier: no plugin provides the dsc provisioner/,
    );
  });

  it('goes by the project before the machine', () => {
    const found = { version: '1.16.0', plugins: ['dsc'] };
    const said = (version: string) =>
      lint(found, { more: { '/p/boxwright.json': JSON.stringify({ packerVersion: version }) } }).get(
        'dsc-plugin-unloadable',
      ) ?? '';
    assert.match(said('1.11.0'), /^warning: Packer 1\.11\.0 cannot load/);
    assert.equal(said('1.16.0'), '');
  });

  it('is not looked for where there is no dsc step', () => {
    const files = memoryFiles({ '/p/t.json': jsonTemplate({}) }, '/p');
    const template = readTemplate('/p/t.json', files);
    assert.ok(template);
    lintTemplate(template, new Projects(files, { packer: () => assert.fail('asked') }).ofFolder('/p'), rules);
  });
});
