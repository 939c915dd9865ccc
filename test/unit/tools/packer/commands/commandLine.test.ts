import assert from 'node:assert/strict';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { commandLine } from '../../../../../src/tools/packer/commands/commandLine';
import { build, buildStepByStep } from '../../../../../src/tools/packer/commands/packer';

describe('The command line that is shown', () => {
  const json = { dialect: 'json', path: '/p/a b.json', cwd: '/p' } as const;
  const hcl = { dialect: 'hcl2', path: '/p', cwd: '/p' } as const;

  it('can be copied into a shell', () => {
    const choices = { ...defaultChoices, variables: { a: "it's $5", b: 'x' } };
    assert.equal(
      commandLine(json, choices, { platform: 'linux' }),
      `packer build -color=false -timestamp-ui -var 'a=it'\\''s $5' -var b=x 'a b.json'`,
    );
    assert.equal(
      commandLine(
        { ...json, path: '/p/x.json' },
        { ...defaultChoices, variables: { a: 'C:\\x "y"' } },
        { platform: 'win32' },
      ),
      'packer build -color=false -timestamp-ui -var "a=C:\\x \\"y\\"" x.json',
    );
  });

  it('is that of a build step by step where it waits before each step', () => {
    const { args } = buildStepByStep({ ...json, path: '/p/x.json' }, defaultChoices);
    assert.equal(
      commandLine({ ...json, path: '/p/x.json' }, defaultChoices, { platform: 'linux', stepByStep: true }),
      ['packer', ...args].join(' '),
    );
    assert.ok(args.includes('-debug'));
  });

  it('says where nothing is published', () => {
    const choices = { ...defaultChoices, withoutRegistry: true };
    assert.equal(
      commandLine(hcl, choices, { platform: 'linux' }),
      'HCP_PACKER_REGISTRY=off packer build -color=false -timestamp-ui .',
    );
    for (const command of [build, buildStepByStep]) {
      assert.equal(command(hcl, choices).env?.['HCP_PACKER_REGISTRY'], 'off');
      assert.equal(command(hcl, defaultChoices).env?.['HCP_PACKER_REGISTRY'], undefined);
    }
  });

  it('has no secrets', () => {
    const choices = { ...defaultChoices, variables: { password: 'hunter2' }, secrets: ['password'] };
    assert.equal(
      commandLine(hcl, choices, { platform: 'linux' }),
      'PKR_VAR_password=*** packer build -color=false -timestamp-ui .',
    );
    assert.equal(
      commandLine(json, choices, { platform: 'linux' }),
      "packer build -color=false -timestamp-ui -var-file=*** 'a b.json'",
    );
  });
});
