import assert from 'node:assert/strict';
import { placeProblems } from '../../../src/editor/packer/tasks/placeProblems';
import { choicesOf, definitionOf, taskName } from '../../../src/editor/packer/tasks/taskDefinition';
import type { PackerTaskDefinition } from '../../../src/editor/packer/tasks/taskDefinition';
import { defaultChoices } from '../../../src/tools/packer/buildChoices';
import type { BuildChoices } from '../../../src/tools/packer/buildChoices';

const all: BuildChoices = {
  only: ['a'],
  except: ['b'],
  varFiles: ['/w/p/v.json', '/elsewhere/v.json'],
  variables: { x: '1' },
  secrets: ['password'],
  force: true,
  onError: 'abort',
  parallel: 2,
  timestamps: false,
  debugLog: true,
};

describe("Packer's tasks", () => {
  it('name what is not as Packer has it, with paths as tasks.json has them', () => {
    assert.deepEqual(definitionOf('build', '/w/p/a.json', defaultChoices, '/w'), {
      type: 'packer',
      command: 'build',
      template: 'p/a.json',
    });
    assert.deepEqual(definitionOf('validate', '/w', all, '/w'), {
      ...all,
      type: 'packer',
      command: 'validate',
      template: '.',
      varFiles: ['p/v.json', '/elsewhere/v.json'],
    });
    assert.equal(definitionOf('build', '/other/a.json', all, '/w').template, '/other/a.json');
    assert.equal(definitionOf('build', '/other/a.json', all, undefined).template, '/other/a.json');
  });

  it('lead to the same choices again', () => {
    assert.deepEqual(choicesOf(definitionOf('build', '/w/p/a.json', all, '/w'), '/w'), all);
    assert.deepEqual(
      choicesOf(definitionOf('build', '/w/p/a.json', defaultChoices, '/w'), '/w'),
      defaultChoices,
    );
  });

  it('take nothing of a wrong type', () => {
    const wrong = {
      type: 'packer',
      command: 'build',
      template: 'a',
      only: 'x',
      force: 'yes',
      parallel: [1],
      variables: ['a'],
    };
    const definition = wrong as unknown as PackerTaskDefinition;
    assert.deepEqual(choicesOf(definition, '/w'), defaultChoices);
    assert.equal(taskName(definition), 'build a');
  });

  it('are called by command, template and builds', () => {
    assert.equal(
      taskName({ type: 'packer', command: 'build', template: 'a', only: ['x', 'y'] }),
      'build a (x, y)',
    );
  });
});

describe("the places in Packer's messages", () => {
  const json = { dialect: 'json', path: '/w/p/a.json', cwd: '/w' } as const;
  const hcl = { dialect: 'hcl2', path: '/w/p', cwd: '/w' } as const;

  it('have whole paths', () => {
    assert.deepEqual(placeProblems('  on p/x y.pkr.hcl line 3:', hcl), ['  on /w/p/x y.pkr.hcl line 3:']);
    assert.deepEqual(placeProblems('  on p/a.pkr.hcl line 2, in packer:', hcl), [
      '  on /w/p/a.pkr.hcl line 2, in packer:',
    ]);
  });

  it('have a file in JSON templates, too', () => {
    const line = 'At line 1, column 0 (offset 0):';
    assert.deepEqual(placeProblems(line, json), [line, '  on /w/p/a.json line 1, column 1:']);
    assert.deepEqual(placeProblems(line, hcl), [line]);
  });

  it('are not looked for in what a provisioner prints', () => {
    for (const line of ['    one:   on a line 3:', 'on a line 3:'])
      assert.deepEqual(placeProblems(line, json), [line]);
  });
});
