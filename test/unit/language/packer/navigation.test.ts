import assert from 'node:assert/strict';
import {
  definitionsAt,
  highlightsAt,
  referencesAt,
} from '../../../../src/language/packer/navigation/navigate';
import { rename, prepareRename } from '../../../../src/language/packer/navigation/rename';
import type { PackerPlace } from '../../../../src/language/packer/packerPlace';
import type { Span } from '../../../../src/text/span';
import { applyEdits } from '../../../../src/text/textEdit';
import { messages } from '../../../support/messages';
import { packerFolder, packerPlace } from '../../../support/packerPlaces';

type Files = Readonly<Record<string, string>>;

const files: Files = {
  'main.pkr.hcl': `source "virtualbox-iso" "win" {
  disk_size = var.disk
  vm_name   = "\${local.name}-\${data.git-repository.here.head}"
}

build {
  name    = "images"
  sources = ["source.virtualbox-iso.win", "virtualbox-iso.win"]

  source "source.virtualbox-iso.win" {
    name = "other"
  }
  provisioner "shell" {
    only     = ["virtualbox-iso.win"]
    override = { win = { inline = [var.disk] } }
    inline   = ["echo virtualbox-iso.win"]
  }
  post-processor "manifest" {
    except = ["virtualbox-iso.win"]
  }
}
`,
  'names.pkr.hcl': `variable "disk" {
  default = 1
  validation {
    condition     = var.disk > 0
    error_message = "More."
  }
}
locals {
  name = "x\${var.disk}"
  all  = ["source.virtualbox-iso.win"]
}
data "git-repository" "here" {}
`,
  'a.auto.pkrvars.hcl': 'disk = 2\n',
  'values/b.pkrvars.hcl': 'disk = 3\nother = 1\n',
};

/** The files with the place before some words; @param nth which of these words, from 0 */
function at(name: string, words: string, nth = 0, given: Files = files): PackerPlace {
  const text = given[name] ?? '';
  let index = text.indexOf(words);
  for (let left = nth; left > 0; left--) index = text.indexOf(words, index + 1);
  assert.ok(index >= 0, words);
  return packerPlace({ ...given, [name]: `${text.slice(0, index)}‸${text.slice(index)}` });
}

const shown = (asked: PackerPlace, path: string, span: Span) => {
  const text = asked.files.read(path) ?? '';
  const line = text.slice(0, span.start).split('\n').length;
  return `${path.slice(packerFolder.length + 1)}:${line} ${text.slice(span.start, span.end)}`;
};

/** By what is selected: the place that declares it, and all places that have it. */
const table: Readonly<Record<string, { asked: PackerPlace[]; declared: string[]; places: string[] }>> = {
  'a variable': {
    asked: [
      at('main.pkr.hcl', 'disk\n'),
      at('main.pkr.hcl', 'var.disk] }'),
      at('names.pkr.hcl', 'disk"'),
      at('names.pkr.hcl', 'disk > 0'),
      at('a.auto.pkrvars.hcl', 'disk'),
      at('values/b.pkrvars.hcl', 'disk'),
    ],
    declared: ['names.pkr.hcl:1 disk'],
    places: [
      'a.auto.pkrvars.hcl:1 disk',
      'main.pkr.hcl:15 disk',
      'main.pkr.hcl:2 disk',
      'names.pkr.hcl:1 disk',
      'names.pkr.hcl:4 disk',
      'names.pkr.hcl:9 disk',
      'values/b.pkrvars.hcl:1 disk',
    ],
  },
  'a local': {
    asked: [at('main.pkr.hcl', 'local.name'), at('names.pkr.hcl', 'name = "x')],
    declared: ['names.pkr.hcl:9 name'],
    places: ['main.pkr.hcl:3 name', 'names.pkr.hcl:9 name'],
  },
  'a data source': {
    asked: [at('main.pkr.hcl', 'here.head'), at('names.pkr.hcl', 'here"')],
    declared: ['names.pkr.hcl:12 here'],
    places: ['main.pkr.hcl:3 here', 'names.pkr.hcl:12 here'],
  },
  'a source': {
    asked: [
      at('main.pkr.hcl', 'win" {'),
      at('main.pkr.hcl', 'source.virtualbox-iso.win"'),
      at('main.pkr.hcl', 'win"]', 1),
      at('names.pkr.hcl', 'source.virtualbox'),
    ],
    declared: ['main.pkr.hcl:1 win'],
    places: [
      'main.pkr.hcl:1 win',
      'main.pkr.hcl:10 win',
      'main.pkr.hcl:14 win',
      'main.pkr.hcl:15 win',
      'main.pkr.hcl:19 win',
      'main.pkr.hcl:8 win',
      'main.pkr.hcl:8 win',
      'names.pkr.hcl:10 win',
    ],
  },
  'the name of a build': {
    asked: [at('main.pkr.hcl', 'images')],
    declared: ['main.pkr.hcl:7 images'],
    places: ['main.pkr.hcl:7 images'],
  },
};

describe('names in HCL2 templates', () => {
  for (const [title, { asked, declared, places }] of Object.entries(table))
    it(`lead from everywhere to ${title}, and to all its uses`, () => {
      for (const one of asked) {
        const found = definitionsAt(one).map(({ target, selection }) => shown(one, target.path, selection));
        assert.deepEqual(found, declared);
        const all = referencesAt(one, true).map(({ path, span }) => shown(one, path, span));
        assert.deepEqual(all.sort(), places);
        const uses = referencesAt(one, false).map(({ path, span }) => shown(one, path, span));
        assert.deepEqual(
          uses.sort(),
          places.filter((place) => !declared.includes(place)),
        );
        const here = one.source.path.slice(packerFolder.length + 1);
        const marked = highlightsAt(one).map(({ span }) => shown(one, one.source.path, span));
        assert.deepEqual(
          marked.sort(),
          places.filter((place) => place.startsWith(`${here}:`)),
        );
      }
    });

  it('are renamed wherever they stand, so that the template means the same', () => {
    for (const { asked, places } of Object.values(table))
      for (const one of asked) {
        const edits = rename(one, 'new_name', messages);
        assert.ok(!('refusal' in edits));
        const done = edits.map(({ path, span }) => shown(one, path, span));
        assert.deepEqual(done.sort(), places);
        const path = one.source.path;
        const text = applyEdits(
          one.source.text,
          edits.filter((edit) => edit.path === path),
        );
        assert.ok(text.includes('new_name'));
      }
  });

  it('say which name is renamed', () => {
    const one = at('main.pkr.hcl', 'source.virtualbox-iso.win');
    const found = prepareRename(one, messages);
    assert.ok('name' in found);
    assert.deepEqual([found.name, one.source.slice(found.span)], ['win', 'win']);
  });

  const refused = (asked: PackerPlace, to = 'x') => {
    const found = rename(asked, to, messages);
    return 'refusal' in found ? found.refusal : 'done';
  };

  it('are not renamed to what is no name, or is taken', () => {
    const variable = at('main.pkr.hcl', 'disk\n');
    assert.equal(refused(variable, '1x'), '<invalid 1x>');
    assert.equal(refused(variable, 'a.b'), '<invalid a.b>');
    assert.equal(refused(variable, 'disk'), 'done');
    const two = at('names.pkr.hcl', 'name =');
    assert.equal(refused(two, 'all'), '<taken all>');
    assert.equal(refused(at('main.pkr.hcl', 'images'), 'my.images'), 'done');
    assert.equal(refused(at('main.pkr.hcl', 'images'), 'a b'), '<invalid a b>');
  });

  it('are not renamed where that could break something', () => {
    assert.equal(refused(at('main.pkr.hcl', 'echo')), '<nothing>');
    assert.equal(refused(at('main.pkr.hcl', 'virtualbox-iso" "win"')), '<nothing>');
    const more = (name: string, text: string): Files => ({ ...files, [name]: text });
    const disk = (given: Files) => refused(at('main.pkr.hcl', 'disk\n', 0, given));
    assert.equal(disk(more('names.pkr.hcl', '')), '<undeclared disk>');
    assert.equal(disk(more('x.pkr.hcl', 'locals {')), '<broken x.pkr.hcl>');
    assert.equal(disk(more('x.pkr.json', '{"locals": {"a": "${var.disk}"}}')), '<disk in x.pkr.json>');
    assert.equal(disk(more('x.pkr.json', '{"locals": {"a": "${var.disk_2}"}}')), 'done');
    assert.equal(disk(more('x.pkrvars.json', '{"disk": 1}')), '<disk in x.pkrvars.json>');
    const looksUp = 'locals {\n  d = var["disk"]\n}\n';
    assert.equal(disk(more('x.pkr.hcl', looksUp)), '<disk looked up in x.pkr.hcl>');
    const asked = at('main.pkr.hcl', 'disk\n');
    const fixed = {
      ...asked,
      files: { ...asked.files, isRewritable: (path: string) => !path.includes('values') },
    };
    assert.equal(refused(fixed), '<read only b.pkrvars.hcl>');
  });

  it('are left alone in what belongs to a template of another folder', () => {
    const two: Files = {
      'a.pkr.hcl': 'variable "v" {}\n',
      'values/a.pkrvars.hcl': 'v = 1\n',
      'other/o.pkr.hcl': 'variable "v" {}\n',
      'other/z.auto.pkrvars.hcl': 'v = 2\n',
      'other/more/y.pkrvars.hcl': 'v = 3\n',
    };
    const edits = rename(at('a.pkr.hcl', 'v"', 0, two), 'w', messages);
    assert.ok(!('refusal' in edits));
    assert.deepEqual(edits.map(({ path }) => path.replace(/^.*[\\/]/, '')).sort(), [
      'a.pkr.hcl',
      'a.pkrvars.hcl',
    ]);
  });

  it('are not renamed in a file that sets them for two templates', () => {
    const separate: Files = {
      'a.pkr.hcl': 'variable "v" {}\nlocals {\n  x = var.v\n}\n',
      'b.pkr.hcl': 'variable "v" {}\n',
      'c.pkrvars.hcl': 'v = 1\n',
    };
    assert.equal(refused(at('a.pkr.hcl', 'v"', 0, separate)), '<c.pkrvars.hcl sets v of b.pkr.hcl>');
    const alone = { ...separate, 'c.pkrvars.hcl': '' };
    assert.equal(refused(at('a.pkr.hcl', 'v"', 0, alone)), 'done');
  });
});
