import assert from 'node:assert/strict';
import { omit } from '../../../../../support/omit';
import { failureMessage, noPlanMessage } from '../../../../../../src/editor/packer/plugins/dsc/dscMessages';
import type { Remedy } from '../../../../../../src/editor/packer/plugins/dsc/dscMessages';
import { planText } from '../../../../../../src/editor/packer/plugins/dsc/planText';
import { dscWay } from '../../../../../../src/pipeline/packer/dscWays';
import { DscFailure, oldestGo, wrapperVersion } from '../../../../../../src/tools/packer/dsc/packerDsc';
import type { DscFailureKind, DscPlan, NoPlan } from '../../../../../../src/tools/packer/dsc/packerDsc';

const isWhole = (text: string) => !/[{}]|undefined/.test(text);
const target = { os: 'linux', arch: 'amd64' };
const packer = (version: string) => ({ version, executable: '/bin/packer', target });
const way = (version: string) => {
  const found = dscWay(version);
  assert.ok(found);
  return found;
};
const plan = (version: string, changes: Partial<DscPlan> = {}): DscPlan => ({
  packer: packer(version),
  way: way(version),
  source: { kind: 'git', url: 'https://example.test/dsc.git', commit: 'c0ffee' },
  go: { version: '1.22.1', target },
  folder: '/plugins',
  target: '/plugins/dsc',
  replaces: [],
  others: [],
  hides: [],
  ...changes,
});
const paragraphs = (text: string) => text.split('\n\n').length;

describe('what installing packer-dsc does, for the user to agree to', () => {
  const modern = '1.16.0';

  it('names the source, who builds it, and where it goes', () => {
    const text = planText(plan(modern));
    for (const fact of ['https://example.test/dsc.git', 'c0ffee', 'Go 1.22.1', 'linux/amd64', modern])
      assert.ok(text.includes(fact), `${fact}: ${text}`);
    assert.ok(text.includes('\n    /plugins/dsc'), text);
    assert.ok(isWhole(text), text);
  });

  it('builds nothing of a ready program, and names its folder as long as its version is not known', () => {
    const ready = omit(plan(modern, { source: { kind: 'file', path: '/a/dsc' } }), 'go', 'target');
    const text = planText(ready);
    assert.match(text, /\/a\/dsc/);
    assert.doesNotMatch(text, /\bGo\b/);
    assert.ok(text.includes('\n    /plugins'), text);
    assert.equal(paragraphs(planText(plan(modern))) - paragraphs(text), 1);
  });

  it('says what it takes the place of, what may be taken instead, and what is no longer found', () => {
    const bare = planText(plan(modern));
    for (const [changes, shown] of [
      [{ replaces: ['/old'] }, ''],
      [{ others: ['/a', '/b'] }, '\n    /a\n    /b\n'],
      [{ hides: ['/c'] }, '\n    /c\n'],
    ] as const) {
      const text = planText(plan(modern, changes));
      assert.equal(paragraphs(text), paragraphs(bare) + 1);
      assert.ok(text.includes(shown), text);
    }
  });

  it('says that Packer itself puts it into place, where that is so', () => {
    assert.equal(way(modern).placing, 'packer');
    assert.match(planText(plan(modern)), /packer plugins install/);
    const old = ['1.6.6', '1.7.0', '1.9.0'].find((version) => way(version).placing !== 'packer');
    assert.ok(old);
    assert.doesNotMatch(planText(plan(old)), /packer plugins install/);
  });

  it('says that a main of our own gives the version, where that is so', () => {
    for (const version of ['1.6.6', '1.8.0', modern])
      assert.equal(
        planText(plan(version)).includes(wrapperVersion),
        way(version).build === 'wrapper',
        version,
      );
  });
});

describe('why packer-dsc is not installed', () => {
  const reasons: readonly (readonly [NoPlan | { reason: 'noGit' }, RegExp, readonly Remedy[]])[] = [
    [{ reason: 'packerTooOld', version: '0.6.1' }, /0\.6\.1/, ['installPacker', 'convert']],
    [{ reason: 'notBuilt', version: '1.4.0' }, /1\.4\.0/, ['program', 'installPacker', 'convert']],
    [{ reason: 'noGo' }, /boxwright\.go\.path/, ['installGo', 'program', 'convert']],
    [
      { reason: 'oldGo', version: '1.2' },
      new RegExp(`1\\.2 .*${oldestGo}`),
      ['installGo', 'program', 'convert'],
    ],
    [{ reason: 'noGit' }, /boxwright\.git\.path/, ['installGit', 'program', 'convert']],
  ];
  for (const [why, fact, remedies] of reasons)
    it(`is said with what helps: ${why.reason}`, () => {
      const message = noPlanMessage(why);
      assert.match(message.text, fact);
      assert.deepEqual(message.remedies, remedies);
      assert.ok(isWhole(message.text), message.text);
    });

  const failures: Readonly<Record<DscFailureKind, readonly Remedy[]>> = {
    offline: ['program', 'convert'],
    refused: ['program', 'convert'],
    noCommit: [],
    unsafe: ['convert'],
    diskFull: [],
    noPermission: [],
    linkedFolder: [],
    goTooOldForSource: ['installGo', 'program', 'convert'],
    checksum: ['convert'],
    build: ['log', 'convert'],
    layout: [],
    api: ['convert'],
    notPlugin: ['convert'],
    noVersion: [],
    proof: ['convert'],
    zip: [],
    git: ['convert'],
  };
  /** They are about the Packer, or say all without what a tool said. */
  const aboutPacker = ['api', 'notPlugin', 'noVersion', 'proof'];
  for (const [kind, remedies] of Object.entries(failures) as [DscFailureKind, readonly Remedy[]][])
    it(`is said with what it is about, what helps, and that nothing is left: ${kind}`, () => {
      const said = failureMessage(new DscFailure(kind, 'SUBJECT'), packer('1.9.5'));
      assert.deepEqual(said.remedies, remedies);
      assert.ok(isWhole(said.text), said.text);
      if (!['notPlugin', 'noVersion'].includes(kind)) assert.match(said.text, /SUBJECT/);
      if (aboutPacker.includes(kind)) assert.match(said.text, /1\.9\.5/);
      assert.match(said.text, /packer-dsc was not installed/);
    });
});
