import assert from 'node:assert/strict';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { commandLine } from '../../../../../src/tools/packer/commands/commandLine';

describe('The command line that is shown', () => {
  const json = { dialect: 'json', path: '/p/a b.json', cwd: '/p' } as const;
  const hcl = { dialect: 'hcl2', path: '/p', cwd: '/p' } as const;

  it('can be copied into a shell', () => {
    const choices = { ...defaultChoices, variables: { a: "it's $5", b: 'x' } };
    assert.equal(
      commandLine(json, choices, 'linux'),
      `packer build -color=false -timestamp-ui -var 'a=it'\\''s $5' -var b=x 'a b.json'`,
    );
    assert.equal(
      commandLine(
        { ...json, path: '/p/x.json' },
        { ...defaultChoices, variables: { a: 'C:\\x "y"' } },
        'win32',
      ),
      'packer build -color=false -timestamp-ui -var "a=C:\\x \\"y\\"" x.json',
    );
  });

  it('has no secrets', () => {
    const choices = { ...defaultChoices, variables: { password: 'hunter2' }, secrets: ['password'] };
    assert.equal(
      commandLine(hcl, choices, 'linux'),
      'PKR_VAR_password=*** packer build -color=false -timestamp-ui .',
    );
    assert.equal(
      commandLine(json, choices, 'linux'),
      "packer build -color=false -timestamp-ui -var-file=*** 'a b.json'",
    );
  });
});
