import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../scripts/lib/cache.mjs';
import { parseHcl } from '../../src/syntax/hcl/parseHcl';
import { dumpFile } from '../hclDifferential/dump';
import { Random, generateHcl, mutate } from '../hclDifferential/generate';
import { micro } from '../hclDifferential/micro';
import { skipBecause } from '../support/skip';
import { realistic } from '../unit/syntax/hcl/support';

/** What HashiCorp's parser made of a text: test/hclDifferential/main.go. */
interface Verdict {
  readonly error: string;
  readonly tree: unknown;
}

const sources = path.join(REPO_ROOT, 'test', 'hclDifferential');

/**
 * Differences that are meant to be, each for its reason. `texts` says where one may show; there only the
 * verdict is compared, not the tree.
 */
const known: readonly { reason: string; texts: RegExp }[] = [
  {
    reason:
      "HashiCorp's scanner takes the blank behind a `$` or `%` at the end of a heredoc's line for a token of its own, so that a `~` on the next line leaves it; ours trims it, as the specification says.",
    texts: /[$%][ \t\r\u00a0]\r?\n[$%]\{~/,
  },
  {
    reason:
      "Taking the indentation of `<<-` away, HashiCorp's parser counts graphemes, so that a combining mark right behind the blanks goes with the last of them; ours counts blanks.",
    texts: /<<-[^]*[\s]\p{M}/u,
  },
];

describe("the HCL parser and HashiCorp's own", function () {
  this.timeout(300_000);
  let program: string;

  before(function () {
    const go = spawnSync('go', ['version'], { encoding: 'utf8' });
    if (go.status !== 0) skipBecause(this, "there is no Go to build HashiCorp's parser with");
    const hash = createHash('sha256').update(go.stdout);
    for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(path.join(sources, name)));
    const folder = cacheFolder(`hcl-differential-${hash.digest('hex').slice(0, 16)}`);
    program = path.join(folder, process.platform === 'win32' ? 'parse.exe' : 'parse');
    if (existsSync(program)) return;
    mkdirSync(folder, { recursive: true });
    const unfinished = path.join(folder, `unfinished-${process.pid}.exe`);
    const build = spawnSync('go', ['build', '-buildvcs=false', '-o', unfinished, '.'], {
      cwd: sources,
      encoding: 'utf8',
    });
    if (build.status !== 0) {
      if (/dial tcp|no such host|timeout|forbidden/i.test(build.stderr)) {
        skipBecause(this, "the modules of HashiCorp's parser could not be downloaded");
      }
      assert.fail(build.stderr);
    }
    renameSync(unfinished, program);
  });

  /** Compares verdicts and trees; gives how many texts HashiCorp's parser took. */
  function compare(texts: readonly string[]): number {
    const output = execFileSync(program, {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    const verdicts = JSON.parse(output) as Verdict[];
    const differences: string[] = [];
    texts.forEach((text, i) => {
      const file = parseHcl(text);
      const verdict = verdicts[i];
      assert.ok(verdict);
      const isTaken = file.problems.length === 0;
      if (isTaken === (verdict.error === '') && known.some(({ texts }) => texts.test(text))) return;
      const ours = isTaken ? JSON.stringify(dumpFile(file)) : '';
      const theirs = verdict.error === '' ? JSON.stringify(verdict.tree) : '';
      if (ours !== theirs) {
        differences.push(
          `${JSON.stringify(text)}\n  ours:   ${ours || JSON.stringify(file.problems)}\n  theirs: ${theirs || verdict.error}`,
        );
      }
    });
    assert.equal(
      differences.length,
      0,
      `${differences.length} differences:\n${differences.slice(0, 5).join('\n')}`,
    );
    return verdicts.filter((verdict) => verdict.error === '').length;
  }

  it('agree on the corners of the grammar', () => {
    assert.ok(compare(micro) > 80);
  });

  it('agree on a realistic file cut off anywhere', () => {
    compare(
      [...Array(realistic.length + 1).keys()].map((end) =>
        realistic.slice(0, end).replace(/[\ud800-\udbff]$/, ''),
      ),
    );
  });

  it('agree on 5,000 generated files', () => {
    const random = new Random(1);
    const taken = compare([...Array(5000).keys()].map(() => generateHcl(random)));
    assert.ok(taken > 2000, `only ${taken} of the generated files are good HCL`);
  });

  it('agree on 5,000 changed files', () => {
    const random = new Random(2);
    const taken = compare(
      [...Array(5000).keys()].map((i) => mutate(random, i % 2 ? realistic : generateHcl(random))),
    );
    assert.ok(taken > 300, `only ${taken} of the changed files are good HCL`);
  });
});
