import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const read = (name: string) => readFileSync(path.join(REPO_ROOT, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly version: string;
  readonly preview?: boolean;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    }[];
  };
};

/** What people read, but for the pages of the rules. */
const pages = [
  ...readdirSync(REPO_ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(REPO_ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  '.github/pull_request_template.md',
];

describe('the documentation', () => {
  for (const page of pages)
    it(`leads to files that are there: ${page}`, () => {
      for (const [, target = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
        const [file = '', anchor] = target.split('#');
        if (/^[a-z]+:/.test(target)) continue;
        const whole = path.join(REPO_ROOT, path.dirname(page), file);
        assert.ok(file === '' || existsSync(whole), target);
        if (anchor === undefined) continue;
        const text = file === '' ? read(page) : readFileSync(whole, 'utf8');
        const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
        assert.ok(anchors.includes(anchor), `${target}: ${anchors.join(', ')}`);
      }
    });

  it('names npm scripts that are there', () => {
    for (const page of pages)
      for (const [, name = ''] of read(page).matchAll(/npm run ([\w-]+)/g))
        assert.ok(name in manifest.scripts, `${page}: npm run ${name}`);
  });

  it('has a picture that the marketplace shows quickly', () => {
    const [, picture = ''] = /!\[[^\]]{20,}\]\((media\/[^)]+)\)/.exec(read('README.md')) ?? [];
    assert.ok(statSync(path.join(REPO_ROOT, picture)).size < 200_000);
  });

  it('says what no user may overlook', () => {
    assert.match(read('README.md'), /not affiliated with, or endorsed by, HashiCorp/);
    for (const command of ['npm start', 'npm test'])
      assert.match(read('README.md'), new RegExp(`^ {4}${command}$`, 'm'));
  });

  it('has a row with the default of every setting', () => {
    const settings = read('docs/settings.md');
    const declared = manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties),
    );
    for (const [name, { default: value }] of declared) {
      const shown = /^\| `([^`]+)` \| ([^|]+) \|/;
      const row = settings.split('\n').find((line) => shown.exec(line)?.[1] === name);
      assert.equal(shown.exec(row ?? '')?.[2]?.replaceAll('`', ''), spelled(value), name);
    }
  });

  it('calls the extension a preview until it was tried on all three systems', () => {
    const tried = ['Linux', 'Windows', 'macOS'].map((system) =>
      new RegExp(`^\\| ${system} \\| (yes|not yet) \\| (20\\d\\d-\\d\\d)?`, 'm').exec(
        read('docs/platforms.md'),
      ),
    );
    for (const row of tried) assert.ok(row, 'docs/platforms.md has a row for each system');
    for (const row of tried) if (row?.[1] === 'yes') assert.ok(row[2], 'it was tried on a date');
    assert.equal(
      manifest.preview ?? false,
      tried.some((row) => row?.[1] === 'not yet'),
    );
  });

  it('uses the version that is released', () => {
    for (const [, version] of read('docs/ci.md').matchAll(/(?:boxwright@|rev: )v(\d+\.\d+\.\d+)/g))
      assert.equal(version, manifest.version);
  });
});

/** As GitHub and VS Code make it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

function spelled(value: unknown): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  return value === '' ? 'empty' : String(value);
}
