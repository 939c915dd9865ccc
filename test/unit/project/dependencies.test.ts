import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const read = (...names: string[]) => readFileSync(path.join(REPO_ROOT, ...names), 'utf8');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What a package.json pins. */
function pinsOf(...names: string[]): Readonly<Record<string, string>> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(read(...names)) as Manifest;
  return { ...dependencies, ...devDependencies };
}

/** Of docs/dependencies.md: | `folder: name` | version | newest | why | date | */
const rows = [...read('docs', 'dependencies.md').matchAll(/^\| `(?:([\d.]+): )?([^`]+)` \|(.*)\|$/gm)].map(
  ([, server, name = '', cells = '']) => {
    const [version = '', newest = '', why = '', date = ''] = cells.split('|').map((cell) => cell.trim());
    return { server, name, version, newest, why, date };
  },
);

describe('the dependencies', () => {
  it('are pinned to one version', () => {
    for (const [name, version] of Object.entries(pinsOf('package.json')))
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
  });

  for (const { server, name, version, newest, why, date } of rows)
    it(`stay behind for a reason that is still true: ${server ?? ''} ${name}`, () => {
      const files = server === undefined ? ['package.json'] : ['scripts', 'vscode', server, 'package.json'];
      assert.ok(existsSync(path.join(REPO_ROOT, ...files)));
      assert.equal(pinsOf(...files)[name], version, 'docs/dependencies.md names another version');
      assert.match(newest, /^\d+\.\d+\.\d+/);
      assert.ok(why.length > 10, 'a reason');
      assert.match(date, /^20\d\d-\d\d-\d\d$/);
    });

  it('that set what is supported are the oldest', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { vscode: string; node: string } };
    const { '@types/vscode': vscode, '@types/node': node } = pinsOf('package.json');
    assert.equal(`^${vscode ?? ''}`, engines.vscode);
    assert.equal(`>=${node?.split('.')[0] ?? ''}`, engines.node);
    for (const name of ['@types/vscode', '@types/node']) assert.ok(rows.some((row) => row.name === name));
  });

  it('that Dependabot must leave alone have a reason', () => {
    const ignored = [...read('.github', 'dependabot.yml').matchAll(/dependency-name: '?([^'\n]+)'?$/gm)];
    assert.ok(ignored.length > 0);
    for (const [, name] of ignored)
      assert.ok(
        rows.some((row) => row.name === name),
        name,
      );
  });
});
