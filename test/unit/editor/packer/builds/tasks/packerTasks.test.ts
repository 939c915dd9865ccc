import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { placeProblems } from '../../../../../../src/tools/packer/output/placeProblems';
import {
  choicesOf,
  definitionOf,
  taskName,
} from '../../../../../../src/editor/packer/builds/tasks/taskDefinition';
import type { PackerTaskDefinition } from '../../../../../../src/editor/packer/builds/tasks/taskDefinition';
import { defaultChoices } from '../../../../../../src/tools/packer/commands/buildChoices';
import type { BuildChoices } from '../../../../../../src/tools/packer/commands/buildChoices';

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
  withoutRegistry: true,
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
    const varFiles = all.varFiles.map((file) => path.resolve(file));
    assert.deepEqual(choicesOf(definitionOf('build', '/w/p/a.json', all, '/w'), '/w'), { ...all, varFiles });
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
    assert.deepEqual(placeProblems('  on p/x y.pkr.hcl line 3:', hcl), [
      `  on ${path.resolve('/w/p/x y.pkr.hcl')} line 3:`,
    ]);
    assert.deepEqual(placeProblems('  on p/a.pkr.hcl line 2, in packer:', hcl), [
      `  on ${path.resolve('/w/p/a.pkr.hcl')} line 2, in packer:`,
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

describe('errors of Packer', () => {
  interface Pattern {
    readonly regexp: string;
    readonly file?: number;
    readonly line?: number;
    readonly message?: number;
  }
  const { contributes } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
    contributes: {
      problemMatchers: readonly { readonly name: string; readonly pattern: readonly Pattern[] }[];
    };
  };

  /** Reads as the editor does: each pattern is for the next line. */
  function problems(matcher: string, text: string): string[] {
    const { pattern = [] } = contributes.problemMatchers.find(({ name }) => name === matcher) ?? {};
    const lines = text.split('\n');
    return lines.flatMap((_, start) => {
      const found = pattern.map(({ regexp }, at) => new RegExp(regexp).exec(lines[start + at] ?? ''));
      if (found.some((match) => match === null)) return [];
      const part = (key: 'file' | 'line' | 'message') => {
        const at = pattern.findIndex((one) => one[key] !== undefined);
        return found[at]?.[pattern[at]?.[key] ?? 0];
      };
      return [[part('file'), part('line'), part('message')].filter(Boolean).join(' | ')];
    });
  }

  it('are found in HCL2 templates by the problem matcher of package.json', () => {
    const text =
      'Error: Missing newline after block definition\n\n  on sub/a.pkr.hcl line 3:\n   3: }}\n\nA block definition must end with a newline.\n\n\nError: Unsupported block type\n\n  on q.pkr.hcl line 2, in packer:\n   2:  x {\n';
    assert.deepEqual(problems('packer', text), [
      'sub/a.pkr.hcl | 3 | Missing newline after block definition',
      'q.pkr.hcl | 2 | Unsupported block type',
    ]);
  });

  for (const [version, start] of [
    ['1.6.6', 'Failed to parse template: '],
    ['current', 'Failed to parse file as legacy JSON template: see the docs. \nOriginal error: '],
  ])
    it(`of ${version} get the file of their JSON template in our terminals`, () => {
      const text = `${start}Error parsing JSON: invalid character ']'\nAt line 4, column 3 (offset 37):\n    4:  ]\n        ^`;
      const target = { dialect: 'json', path: '/w/c.json', cwd: '/w' } as const;
      const shown = text.split('\n').flatMap((line) => placeProblems(line, target));
      assert.ok(shown.includes('  on /w/c.json line 4, column 3:'), shown.join('\n'));
    });
});
