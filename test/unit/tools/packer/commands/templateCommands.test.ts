import assert from 'node:assert/strict';
import path from 'node:path';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { build, buildStepByStep, validate } from '../../../../../src/tools/packer/commands/packer';
import { PackerFailure } from '../../../../../src/tools/packer/commands/packerFailure';
import {
  console,
  convert,
  fix,
  format,
  init,
  inspect,
} from '../../../../../src/tools/packer/commands/templateCommands';

const json = { dialect: 'json', path: '/p/sub/a.json', cwd: '/p' } as const;
const hcl = { dialect: 'hcl2', path: '/p/hcl', cwd: '/p/hcl' } as const;
const choices = {
  ...defaultChoices,
  only: ['null.a'],
  except: ['null.b'],
  varFiles: ['v.pkrvars.hcl'],
  variables: { a: '1', b: 'old' },
  secrets: ['b'],
  force: true,
};

describe("Packer's commands on templates", () => {
  it('validates what would be built', () => {
    const command = validate(hcl, choices, { secretValues: { b: 'hunter2' } });
    assert.deepEqual(command.args, [
      'validate',
      '-only=null.a',
      '-except=null.b',
      '-var-file=v.pkrvars.hcl',
      '-var',
      'a=1',
      '.',
    ]);
    assert.equal(command.env?.['PKR_VAR_b'], 'hunter2');
  });

  it('inspects and opens a console with the variables alone', () => {
    for (const [name, command] of [
      ['inspect', inspect(json, choices)],
      ['console', console(json, choices)],
    ] as const) {
      assert.deepEqual(command.args, [
        name,
        '-var-file=v.pkrvars.hcl',
        '-var',
        'a=1',
        path.join('sub', 'a.json'),
      ]);
      assert.equal(command.cwd, '/p');
    }
  });

  it('works on single files from their folder', () => {
    assert.deepEqual(fix('/t/a.json').args, ['fix', '-validate=false', 'a.json']);
    assert.deepEqual(format('/t/a.pkr.hcl').args, ['fmt', 'a.pkr.hcl']);
    const command = convert('/t/a.json', 'a.pkr.hcl');
    assert.deepEqual(command.args, ['hcl2_upgrade', '-output-file=a.pkr.hcl', 'a.json']);
    assert.equal(command.cwd, '/t');
  });

  it('takes no template for an option, however it is called', () => {
    const named = (name: string) => `.${path.sep}${name}`;
    const evil = '-var-file=evil.json';
    const target = { dialect: 'json', path: path.join('/t', evil), cwd: '/t' } as const;
    for (const { args } of [
      init(target),
      inspect(target, choices),
      console(target, choices),
      validate(target, choices),
      build(target, choices),
      buildStepByStep(target, choices),
      fix(path.join('/t', evil)),
      format(path.join('/t', evil)),
      convert(path.join('/t', evil), 'a.pkr.hcl'),
    ])
      assert.equal(args.at(-1), named(evil));
    assert.equal(
      init({ dialect: 'hcl2', path: path.join('/t', '-force'), cwd: '/t' }).args.at(-1),
      named('-force'),
    );
  });

  it('says which plugins were installed', () => {
    const { args, parse } = init(hcl);
    assert.deepEqual(args, ['init', '.']);
    const stdout = 'Installed plugin github.com/hashicorp/qemu v1.1.0 in "/p/packer-plugin-qemu"\n';
    assert.deepEqual(parse({ exitCode: 0, stdout, stderr: '' }), ['github.com/hashicorp/qemu v1.1.0']);
    assert.deepEqual(parse({ exitCode: 0, stdout: '', stderr: '' }), []);
  });

  it('fails with what Packer says, and where', () => {
    const stdout =
      'Error: Unsupported block type\n\n  on h/q.pkr.hcl line 2, in packer:\n   2:  x {\n\nNot expected here.\n\n\n';
    assert.throws(() => inspect(hcl, choices).parse({ exitCode: 1, stdout, stderr: '' }), {
      constructor: PackerFailure,
      message: 'line 2: Unsupported block type: Not expected here.',
    });
  });
});
