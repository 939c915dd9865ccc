import assert from 'node:assert/strict';
import { questions } from '../../../src/analysis/questions';
import type { Answer, Asked, Questions } from '../../../src/analysis/transport';
import { SourceText } from '../../../src/text/sourceText';
import { Analysed, isPlain } from '../../support/analysed';

const main = `variable "disk" {
  type    = number
  default = 40000
}

source "virtualbox-iso" "win" {
  disk_size = var.disk
}

build {
  sources = ["source.virtualbox-iso.win"]

  provisioner "dsc" {
    manifest_file = "Site.ps1"
  }
}
`;

describe('what an editor asks about HCL2 templates', () => {
  let at: Analysed;

  beforeEach(() => {
    at = new Analysed({
      'vm/main.pkr.hcl': main,
      'vm/lab.auto.pkrvars.hcl': 'disk = 1\n',
      'vm/values/other.pkrvars.hcl': '',
      'lab.pkrvars.hcl': '',
      'alone/lab.pkrvars.hcl': '',
      'notes.hcl': 'a = 1\n',
    });
  });
  afterEach(() => at.dispose());

  /** As it is asked from another thread. */
  function ask<Name extends keyof Questions>(name: Name, ...given: Asked<Name>): Answer<Name> {
    const question = questions[name] as unknown as (...given: readonly unknown[]) => Answer<Name>;
    return isPlain(question(at.analyst, ...isPlain(given)));
  }
  /** Before the first of some words. */
  const before = (text: string, words: string) => new SourceText('', text).positionAt(text.indexOf(words));
  const start = { line: 0, character: 0 };
  const labels = (name: string, position = start) =>
    ask('complete', at.at(name), position)?.items.map(({ label }) => label);

  describe('completions', () => {
    it('are of the text that is there now, and say what they take the place of', () => {
      const text = main.replace('disk_size', 'disk_s');
      at.analyst.setText(at.at('vm/main.pkr.hcl'), text);
      const position = before(text, 'isk_s =');
      const found = ask('complete', at.at('vm/main.pkr.hcl'), position);
      assert.ok(found);
      assert.ok(found.items.some(({ label }) => label === 'disk_size'));
      assert.deepEqual(found.range.start, { ...position, character: position.character - 1 });
      assert.deepEqual(found.range.end, { ...position, character: position.character + 'isk_s'.length });
    });

    it('are there in a template that is not on the disk yet', () => {
      at.analyst.setText(at.at('new/new.pkr.hcl'), '');
      assert.ok(labels('new/new.pkr.hcl')?.includes('source'));
    });

    it('are none in what is larger than anybody writes', () => {
      at.analyst.setText(at.at('vm/main.pkr.hcl'), main + '# more\n'.repeat(60_000));
      assert.equal(labels('vm/main.pkr.hcl'), undefined);
    });

    it('go by what is typed, also where the linter has read what was there before', async () => {
      at.set({ isLive: false });
      await at.analyst.lintFile(at.at('vm/main.pkr.hcl'));
      assert.ok(!labels('vm/lab.auto.pkrvars.hcl', { line: 1, character: 0 })?.includes('fresh'));
      const text = `variable "fresh" {}\n${main}`;
      at.analyst.setText(at.at('vm/main.pkr.hcl'), text);
      assert.deepEqual(labels('vm/main.pkr.hcl', before(text, 'disk\n')), ['fresh', 'disk']);
      assert.deepEqual(labels('vm/lab.auto.pkrvars.hcl', { line: 1, character: 0 }), ['fresh']);
    });

    it('know the options of packer-dsc', () => {
      const position = before(main, 'manifest_file');
      assert.ok(labels('vm/main.pkr.hcl', position)?.includes('configuration_name'));
    });

    it('are variables in files of values: those of the templates beside, above and below', () => {
      assert.deepEqual(labels('vm/lab.auto.pkrvars.hcl', { line: 1, character: 0 }), []);
      assert.deepEqual(labels('vm/values/other.pkrvars.hcl'), ['disk']);
      assert.deepEqual(labels('lab.pkrvars.hcl'), ['disk']);
      assert.deepEqual(labels('alone/lab.pkrvars.hcl'), []);
    });

    it('are none in other files', () => {
      assert.equal(labels('notes.hcl'), undefined);
      assert.equal(labels('vm/nosuch.pkr.hcl'), undefined);
    });
  });

  describe('hovers', () => {
    const text = main.replace('disk_size', 'memory = 2048\n  disk_size');
    const hoverAt = async (words: string) => {
      at.write('vm/main.pkr.hcl', text);
      await at.analyst.lintFile(at.at('vm/main.pkr.hcl'));
      return ask('explain', at.at('vm/main.pkr.hcl'), before(text, words));
    };

    it('show what is written, and what the linter has read of it, each once', async () => {
      const found = await hoverAt('memory');
      const lines = found?.contents.map(({ text: line }) => line) ?? [];
      assert.equal(lines.filter((line) => line.includes('**memory**')).length, 1);
      const read = await hoverAt('virtualbox-iso');
      assert.ok(read);
      assert.ok(read.contents.some(({ text: line }) => line.includes('connects over SSH')));
      assert.ok(read.contents.some(({ text: line }) => line.includes('**virtualbox-iso**')));
    });

    it('know the options of packer-dsc', async () => {
      const found = await hoverAt('manifest_file');
      assert.match(found?.contents[0]?.text ?? '', /manifest\\_file/);
    });

    it('show values in files that set variables', () => {
      assert.match(ask('explain', at.at('lab.pkrvars.hcl'), start)?.contents[0]?.text ?? '', /^$/);
      assert.match(
        ask('explain', at.at('vm/lab.auto.pkrvars.hcl'), start)?.contents[0]?.text ?? '',
        /var\.disk/,
      );
    });
  });

  it('names are found and renamed in all files', () => {
    const file = at.at('vm/main.pkr.hcl');
    const use = before(main, 'disk\n}');
    const declared = ask('definitions', file, use);
    assert.deepEqual(
      declared.map(({ target, selection }) => [at.nameOf(target.path), target.range.start, selection.start]),
      [['vm/main.pkr.hcl', before(main, 'variable'), before(main, 'disk"')]],
    );
    const all = ask('references', file, use, true).map(({ path }) => at.nameOf(path));
    assert.deepEqual(all, ['vm/main.pkr.hcl', 'vm/main.pkr.hcl', 'vm/lab.auto.pkrvars.hcl']);
    assert.equal(ask('references', file, use, false).length, 2);
    assert.deepEqual(
      ask('highlights', file, use).map(({ kind }) => kind),
      ['write', 'read'],
    );
    const found = ask('prepareRename', file, use);
    assert.ok(found && 'name' in found);
    assert.deepEqual([found.name, found.range.start], ['disk', use]);
    const done = ask('rename', file, use, 'size');
    assert.ok(done && 'edits' in done);
    assert.deepEqual(
      done.edits.map(({ path, newText }) => [at.nameOf(path), newText]),
      all.map((path) => [path, 'size']),
    );
    assert.deepEqual(Object.keys(ask('rename', file, start, 'size') ?? {}), ['refusal']);
    assert.equal(ask('prepareRename', at.at('notes.hcl'), start), undefined);
  });
});
