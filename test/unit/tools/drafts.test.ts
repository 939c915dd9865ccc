import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { draftNames, makeDraft, removeAbandonedDrafts } from '../../../src/tools/drafts';

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
