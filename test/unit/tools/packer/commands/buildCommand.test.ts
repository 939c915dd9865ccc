import assert from 'node:assert/strict';
import path from 'node:path';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { build, buildStepByStep } from '../../../../../src/tools/packer/commands/packer';

const json = { dialect: 'json', path: '/p/sub/a.json', cwd: '/p' } as const;
const hcl = { dialect: 'hcl2', path: '/p/hcl', cwd: '/p/hcl' } as const;

describe('packer build', () => {
  it('has the times in its output unless they are not wanted', () => {
    assert.deepEqual(build(json, {}).args, [
      'build',
      '-color=false',
      '-timestamp-ui',
      path.join('sub', 'a.json'),
    ]);
    assert.deepEqual(build(json, { timestamps: false }).args, [
      'build',
      '-color=false',
      path.join('sub', 'a.json'),
    ]);
  });

  it('gives Packer every choice', () => {
    const command = build(hcl, {
      only: ['null.a', 'null.b'],
      except: ['null.c'],
      varFiles: ['a b.pkrvars.hcl', '/v/c.json'],
      variables: { name: "it's $HOME", list: '["a"]' },
      force: true,
      onError: 'abort',
      parallel: 2,
    });
    assert.deepEqual(command.args, [
      'build',
      '-color=false',
      '-timestamp-ui',
      '-force',
      '-on-error=abort',
      '-parallel-builds=2',
      '-only=null.a,null.b',
      '-except=null.c',
      '-var-file=a b.pkrvars.hcl',
      '-var-file=/v/c.json',
      '-var',
      "name=it's $HOME",
      '-var',
      'list=["a"]',
      '.',
    ]);
    assert.equal(command.cwd, '/p/hcl');
  });

  it('gives secrets by environment or by file, and never among the arguments', () => {
    const choices = { secrets: ['password'], variables: { password: 'old', user: 'u' } };
    const inHcl = build(hcl, choices, { secretValues: { password: 'hunter2' } });
    assert.deepEqual(inHcl.args.slice(3), ['-var', 'user=u', '.']);
    assert.equal(inHcl.env?.['PKR_VAR_password'], 'hunter2');
    const inJson = build(json, { ...choices, varFiles: ['v.json'] }, { secretsFile: '/private/s.json' });
    assert.deepEqual(inJson.args.slice(3), [
      '-var-file=v.json',
      '-var',
      'user=u',
      '-var-file=/private/s.json',
      path.join('sub', 'a.json'),
    ]);
  });

  it('writes its debug log to a file, and nowhere unless that is asked for', () => {
    const debugLogFile = '/p/packer-debug.log';
    assert.equal(build(hcl, {}, { debugLogFile }).env?.['PACKER_LOG'], '');
    const { env } = build(hcl, { debugLog: true }, { debugLogFile });
    assert.equal(env?.['PACKER_LOG'], '1');
    assert.equal(env['PACKER_LOG_PATH'], debugLogFile);
  });
});

describe('packer build -debug', () => {
  it('waits before each step, one build after the other, in a terminal', () => {
    const choices = { ...defaultChoices, only: ['null.a'], parallel: 3, force: true, secrets: ['password'] };
    const command = buildStepByStep(hcl, choices, { secretValues: { password: 'hunter2' } });
    assert.deepEqual(command.args, ['build', '-debug', '-force', '-only=null.a', '.']);
    assert.equal(command.env?.['PKR_VAR_password'], 'hunter2');
  });
});
