import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { draftNames, makeDraft, removeAbandonedDrafts } from '../../../src/tools/drafts';
import { tidyUp } from '../../../src/tools/tidyUp';

describe('Folders of windows that were killed', () => {
  let parent: string;
  beforeEach(() => (parent = mkdtempSync(path.join(tmpdir(), 'drafts-'))));
  afterEach(() => rmSync(parent, { recursive: true }));

  /** The highest number that Linux gives. */
  const dead = 4_194_304;
  const day = 24 * 60 * 60_000;
  const place = (name: string) => path.join(parent, name);
  function make(name: string, age = 0): string {
    mkdirSync(place(name));
    writeFileSync(path.join(place(name), 'secrets.json'), '{}');
    const then = new Date(Date.now() - age);
    utimesSync(place(name), then, then);
    return name;
  }

  it('are removed at once, with what is in them; what others have stays', async () => {
    const own = path.basename(await makeDraft(parent, draftNames.temporary));
    const ofDead = own.replace(`-${process.pid}-`, `-${dead}-`);
    make(ofDead);
    const stay = [
      own,
      make(own.replace(`-${process.pid}-`, `-${process.ppid}-`), 2 * day),
      make(`boxwright-00000000-${dead}-other`),
      make('boxwright-mine', 2 * day),
      make(`else-${ofDead.slice('boxwright-'.length)}`, 2 * day),
    ];
    make(`boxwright-00000000-${dead}-old`, 2 * day);
    await removeAbandonedDrafts(parent, draftNames.temporary);
    assert.deepEqual(readdirSync(parent).sort(), stay.sort());
    await removeAbandonedDrafts(place('none'), draftNames.temporary);
  });

  if (process.platform !== 'win32')
    it('go in all places when the next window starts, also where one of them cannot be looked through', async () => {
      const { TMPDIR } = process.env;
      process.env.TMPDIR = place('temporary');
      const warnings: string[] = [];
      try {
        const made = [];
        for (const [name, beginning] of [
          ['temporary', draftNames.temporary],
          ['packers', draftNames.packer],
          ['dsc', draftNames.dsc],
        ] as const) {
          mkdirSync(place(name));
          const own = path.basename(await makeDraft(place(name), beginning));
          make(path.join(name, own.replace(`-${process.pid}-`, `-${dead}-`)));
          made.push([name, own] as const);
        }
        const folders = { packers: place('packers'), dsc: place('dsc') };
        await tidyUp(folders, (reason) => warnings.push(reason));
        for (const [name, own] of made) assert.deepEqual(readdirSync(place(name)), [own]);
        make(path.join('dsc', made[2]?.[1].replace(`-${process.pid}-`, `-${dead}-`) ?? ''));
        await tidyUp({ ...folders, packers: place('packers\0') }, (reason) => warnings.push(reason));
        assert.deepEqual(readdirSync(place('dsc')), [made[2]?.[1]]);
      } finally {
        if (TMPDIR === undefined) delete process.env.TMPDIR;
        else process.env.TMPDIR = TMPDIR;
      }
      assert.deepEqual(warnings, []);
    });

  if (process.platform !== 'win32')
    it('are left alone where they are links', async () => {
      const own = path.basename(await makeDraft(parent, draftNames.temporary));
      const link = own.replace(`-${process.pid}-`, `-${dead}-`);
      make('target');
      symlinkSync(place('target'), place(link));
      await removeAbandonedDrafts(parent, draftNames.temporary);
      assert.deepEqual(readdirSync(parent).sort(), [own, link, 'target'].sort());
      assert.deepEqual(readdirSync(place('target')), ['secrets.json']);
    });
});
