import assert from 'node:assert/strict';
import {
  arrangeTemplates,
  matchesFilter,
} from '../../../../../src/editor/packer/templatesView/arrangeTemplates';

const order = new Intl.Collator('en', { numeric: true });

/** Each row of the view: a label with its folder, or a group with its labels. */
function rowsOf(shown: readonly string[], running: readonly string[] = []) {
  const arranged = arrangeTemplates(
    shown.map((one) => ({ path: `/w/${one}`, shown: one })),
    (path) => running.includes(path.slice('/w/'.length)),
    (one, other) => order.compare(one, other),
  );
  return arranged.map((one) =>
    'templates' in one
      ? `${one.label}: ${one.templates.map(({ label }) => label).join(' ')}`
      : [one.label, one.folder].filter(Boolean).join(' | '),
  );
}

/** Templates of some folders, so many in each. */
const many = (folders: Readonly<Record<string, number>>) =>
  Object.entries(folders).flatMap(([folder, count]) =>
    Array.from({ length: count }, (_, index) => `${folder}${folder && '/'}t${index + 1}.json`),
  );

describe('the templates of a workspace', () => {
  it('stand one after the other while they are few, as short as they can be told apart', () => {
    assert.deepEqual(rowsOf(['b/win.json', 'a/template.json', 'c/template.json', 'root.json']), [
      'a/template.json',
      'win.json | b',
      'c/template.json',
      'root.json',
    ]);
    assert.deepEqual(rowsOf(['x/one/hcl', 'y/one/hcl', 'z/two/hcl']), [
      'x/one/hcl',
      'y/one/hcl',
      'two/hcl | z',
    ]);
  });

  it('are sorted as people count', () => {
    assert.deepEqual(rowsOf(['w10.json', 'w9.json']), ['w9.json', 'w10.json']);
  });

  it('are grouped by folder where there are more than ten', () => {
    assert.equal(rowsOf(many({ a: 5, b: 5 })).length, 10);
    assert.deepEqual(rowsOf(many({ a: 5, b: 6 })), [
      'a: t1.json t2.json t3.json t4.json t5.json',
      'b: t1.json t2.json t3.json t4.json t5.json t6.json',
    ]);
  });

  it('stand alone where their folder has no other one, and at the root', () => {
    assert.deepEqual(
      rowsOf(many({ '': 2, a: 9, b: 1 })),
      [
        'a: t1.json t2.json t3.json t4.json t5.json t6.json t7.json t8.json t9.json',
        'b/t1.json',
        't1.json',
        't2.json | ',
      ].map((row) => row.replace(/ \| $/, '')),
    );
    assert.equal(rowsOf(many({ a: 11 })).length, 11);
  });

  it('come first while they are built, out of their group', () => {
    const rows = rowsOf(many({ a: 5, b: 6 }), ['b/t3.json']);
    assert.equal(rows[0], 'b/t3.json');
    assert.equal(rows.at(-1), 'b: t1.json t2.json t4.json t5.json t6.json');
    assert.deepEqual(rowsOf(['a.json', 'z.json'], ['z.json']), ['z.json', 'a.json']);
  });

  it('show of long names what tells them apart', () => {
    const name = (variant: string) => `images/windows-server-2022-datacenter-${variant}.json`;
    assert.deepEqual(rowsOf([name('core'), name('desktop')]), [
      '…core.json | images',
      '…desktop.json | images',
    ]);
    const running = rowsOf([name('core'), name('desktop')], [name('desktop')]);
    assert.deepEqual(running, ['…desktop.json | images', '…core.json | images']);
  });

  it('are filtered by words in any order and case', () => {
    const texts = ['lab/Windows-2022.json', 'virtualbox-iso', 'powershell'];
    for (const filter of ['', ' ', 'win', 'VIRTUALBOX lab', 'powershell  2022'])
      assert.ok(matchesFilter(filter, texts), filter);
    for (const filter of ['linux', 'windows qemu']) assert.ok(!matchesFilter(filter, texts), filter);
  });
});
