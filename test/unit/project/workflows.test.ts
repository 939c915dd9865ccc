import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly run?: string }[];
  readonly strategy?: { readonly matrix: { readonly tier?: readonly string[] } };
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(REPO_ROOT, '.github', 'workflows');

/** They run where no test can reach them: what can be checked without is checked here, the rest by actionlint. */
describe('the workflows', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const workflow = parse(text, { merge: true }) as Workflow;

    it(`pin actions to commits: ${name}`, () => {
      const uses = [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action = '']) => action);
      assert.ok(uses.length > 0);
      for (const action of uses)
        if (!action.startsWith('./')) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`give no more than a job needs: ${name}`, () => {
      assert.ok(workflow.permissions, 'without a word about it, GitHub gives what the repository says');
      for (const [scope, access] of Object.entries(workflow.permissions))
        assert.deepEqual([scope, access], ['contents', 'read']);
    });

    it(`put nothing from outside into the text of a script: ${name}`, () => {
      for (const { steps = [] } of Object.values(workflow.jobs))
        for (const { run } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
    });

    it(`name tiers that are there: ${name}`, async () => {
      const { tiers } = (await import(
        pathToFileURL(path.join(REPO_ROOT, 'scripts', 'test', 'tiers.mjs')).href
      )) as { tiers: object };
      for (const { steps = [], strategy } of Object.values(workflow.jobs)) {
        const named = steps.flatMap(
          ({ run }) => /^npm test -- ([\w ]+)$/.exec(run ?? '')?.[1]?.split(' ') ?? [],
        );
        for (const tier of [...named, ...(strategy?.matrix.tier ?? [])]) assert.ok(tier in tiers, tier);
      }
    });
  }

  it('publish only where a switch is on', () => {
    const { jobs } = parse(readFileSync(path.join(folder, 'release.yml'), 'utf8')) as {
      jobs: Record<string, { if?: string }>;
    };
    const docs = readFileSync(path.join(REPO_ROOT, 'docs', 'releasing.md'), 'utf8');
    for (const [name, variable] of [
      ['marketplace', 'PUBLISH_MARKETPLACE'],
      ['open-vsx', 'PUBLISH_OPEN_VSX'],
      ['npm', 'PUBLISH_NPM'],
    ] as const) {
      assert.equal(jobs[name]?.if, `vars.${variable} == 'true'`);
      assert.ok(docs.includes(`\`${variable}\``), variable);
    }
  });
});
