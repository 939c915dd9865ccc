import assert from 'node:assert/strict';
import { optionCompletions } from '../../../../src/language/dsc/optionCompletions';
import { memoryFiles } from '../../../support/memoryFiles';
import { messages } from '../../../support/messages';

const files = memoryFiles({
  '/w/packer/x.json': '',
  '/w/dsc/Site.ps1':
    'Configuration Site { File A { Ensure = "Present" } }\nConfiguration Other { File B { Ensure = "Absent" } }\n',
});

const hcl = (lines: string) => `build {\n  provisioner "dsc" {\n${lines}\n  }\n}\n`;
const json = (lines: string) => `{ "provisioners": [\n{ "type": "dsc",\n${lines}\n}\n] }\n`;

/** What is offered at the `‸` of a template. */
function offered(name: string, marked: string) {
  const text = marked.replace('‸', '');
  const found = optionCompletions({ path: `/w/packer/${name}`, text }, marked.indexOf('‸'), files, messages);
  return (
    found && {
      word: text.slice(found.word.start, found.word.end),
      items: found.items,
      named: (label: string) => found.items.find((item) => item.label === label),
    }
  );
}

describe('completion in dsc steps', () => {
  it('offers the options that are not there yet, those of every step last', () => {
    const found = offered('x.pkr.hcl', hcl('    manifest_file = "Site.ps1"\n    cle‸'));
    assert.equal(found?.word, 'cle');
    assert.equal(found.named('manifest_file'), undefined);
    assert.deepEqual(
      found.items.map(({ sort }) => sort),
      found.items.map((_item, index) => String(index).padStart(3, '0')),
    );
    const clean = found.named('clean_staging_dir');
    assert.equal(clean?.kind, 'property');
    assert.equal(clean.detail, 'boolean · <default false>');
    assert.match(clean.documentation ?? '', /\[<documentation>\]\(https:/);
    assert.equal(clean.filter, undefined);
    assert.ok(Number(found.named('pause_before')?.sort) > Number(clean.sort));
  });

  it('writes them in HCL2: maps of packer-dsc as blocks', () => {
    const found = offered('x.pkr.hcl', hcl('    ‸'));
    const inserts = (label: string) => found?.named(label)?.insert;
    assert.equal(inserts('manifest_file'), 'manifest_file = "$1"');
    assert.equal(inserts('clean_staging_dir'), 'clean_staging_dir = ${1|true,false|}');
    assert.equal(inserts('module_paths'), 'module_paths = ["$1"]');
    assert.equal(inserts('install_modules'), 'install_modules {\n\t$1\n}');
    assert.equal(inserts('override'), 'override = {\n\t$1\n}');
    assert.ok(found?.items.every(({ isSnippet }) => isSnippet));
  });

  it('writes the name alone before a value that is there', () => {
    const inHcl = offered('x.pkr.hcl', hcl('    manif‸ = "Site.ps1"'))?.named('manifest_file');
    assert.deepEqual([inHcl?.insert, inHcl?.isSnippet], ['manifest_file', false]);
    const block = offered('x.pkr.hcl', hcl('    install‸ {\n    }'))?.named('install_modules');
    assert.equal(block?.insert, 'install_modules');
    const inJson = offered('x.json', json('"manif‸": "Site.ps1"'))?.named('manifest_file');
    assert.deepEqual([inJson?.insert, inJson?.isSnippet], ['"manifest_file"', false]);
  });

  it('writes them in JSON, with a comma before another one', () => {
    const found = offered('x.json', json('"‸"'));
    assert.equal(found?.named('configuration_params')?.insert, '"configuration_params": { "$1": "$2" }');
    assert.equal(found?.named('configuration_params')?.filter, '"configuration_params"');
    const before = offered('x.json', json('"‸"\n"manifest_file": "Site.ps1"'));
    assert.equal(before?.named('clean_staging_dir')?.insert, '"clean_staging_dir": ${1|true,false|},');
  });

  it('offers what HCL2 alone has in HCL2 alone, also where that is written as JSON', () => {
    const added = (name: string, text: string) => offered(name, text)?.items.map(({ label }) => label) ?? [];
    const old = added('x.json', json('"‸"'));
    const inHcl = added('x.pkr.hcl', hcl('    ‸'));
    const only = inHcl.filter((label) => !old.includes(label));
    assert.ok(only.length > 0);
    const asJson = added('x.pkr.json', '{ "build": { "provisioner": { "dsc": {\n"‸"\n} } } }');
    for (const label of only) assert.ok(asJson.includes(label), label);
  });

  it('offers true and false, and the configurations of the manifest', () => {
    const flag = offered('x.pkr.hcl', hcl('    clean_staging_dir = ‸'));
    assert.deepEqual(
      flag?.items.map(({ label, kind, insert }) => [label, kind, insert]),
      [
        ['true', 'keyword', 'true'],
        ['false', 'keyword', 'false'],
      ],
    );
    const name = '"manifest_file": "../dsc/Site.ps1",\n"configuration_name": "‸"';
    assert.deepEqual(
      offered('x.json', json(name))?.items.map(({ label, kind, insert, detail }) => [
        label,
        kind,
        insert,
        detail,
      ]),
      [
        ['Site', 'class', '"Site"', '<configuration of Site.ps1>'],
        ['Other', 'class', '"Other"', '<configuration of Site.ps1>'],
      ],
    );
  });

  it('offers no values that nobody knows', () => {
    assert.deepEqual(offered('x.pkr.hcl', hcl('    manifest_file = "‸"'))?.items, []);
    assert.deepEqual(
      offered('x.json', json('"manifest_file": "Gone.ps1",\n"configuration_name": "‸"'))?.items,
      [],
    );
  });

  it('offers nothing outside of dsc steps', () => {
    assert.equal(offered('x.pkr.hcl', 'build {\n  ‸\n}\n'), undefined);
  });
});
