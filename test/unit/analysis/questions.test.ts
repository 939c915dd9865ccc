import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { Analyst } from '../../../src/analysis/analyst';
import { questions } from '../../../src/analysis/questions';
import type { Answer, Asked, Questions } from '../../../src/analysis/transport';
import type { RunStep } from '../../../src/tools/packer/output/runStep';
import { Analysed, isPlain } from '../../support/analysed';
import { answerFile, jsonTemplate } from '../../support/ruleTests';

describe('what an editor asks the analysis', () => {
  let at: Analysed;
  let analyst: Analyst;
  const template = 't.json';
  const script = 'setup.ps1';
  const answers = 'Autounattend.xml';
  const reboot = 'reboot-in-provisioner';
  const text = jsonTemplate({ memory: 2048 }, { type: 'powershell', script });
  const withCrLf = '#!/bin/sh\r\necho b\r\n';
  const opening = answerFile({
    firstLogon: [
      'winrm quickconfig -q',
      'winrm set winrm/config/service/auth @{Basic="true"}',
      'winrm set winrm/config/service @{AllowUnencrypted="true"}',
      'shutdown /r /t 0',
    ],
  });

  beforeEach(async () => {
    at = new Analysed({
      [template]: text,
      [script]: 'Get-Item .\r\nRestart-Computer\r\n',
      [answers]: opening,
      'notes.json': '{}',
    });
    ({ analyst } = at);
    await analyst.lintFile(at.at(template));
  });
  afterEach(() => at.dispose());

  /** As it is asked from another thread. */
  function ask<Name extends keyof Questions>(name: Name, ...given: Asked<Name>): Answer<Name> {
    const question = questions[name] as unknown as (analyst: Analyst, ...given: Asked<Name>) => Answer<Name>;
    return isPlain(question(analyst, ...isPlain(given)));
  }
  /** The same, of what is waited for. */
  async function soon<Name extends keyof Questions>(
    name: Name,
    ...given: Asked<Name>
  ): Promise<Answer<Name>> {
    const question = questions[name] as unknown as (
      analyst: Analyst,
      ...given: Asked<Name>
    ) => Promise<Answer<Name>>;
    return isPlain(await question(analyst, ...isPlain(given)));
  }
  const positionIn = (whole: string, part: string) => {
    const before = whole.slice(0, whole.indexOf(part)).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const write = async (changes: Readonly<Record<string, string>>) => {
    for (const [name, content] of Object.entries(changes)) at.write(name, content);
    await analyst.lintFile(at.at(template));
  };
  const keysIn = (name: string, rule?: string) =>
    [...(at.shown.get(name)?.findings ?? []), ...(at.shown.get(name)?.accepted ?? [])]
      .filter((finding) => rule === undefined || finding.rule === rule)
      .map(({ key }) => key);

  describe('what was read at a place', () => {
    const memory = positionIn(text, '2048');

    it('is a hover by lines', () => {
      const hover = ask('explain', at.at(template), memory);
      assert.ok(hover?.contents.length);
      assert.equal(hover.range.start.line, memory.line);
      assert.ok(hover.range.end.character > memory.character);
    });

    it('is of the text that is there now', () => {
      analyst.setText(at.at(template), `\n${text}`);
      assert.equal(ask('explain', at.at(template), memory)?.range.start.line, undefined);
      const below = { ...memory, line: memory.line + 1 };
      assert.equal(ask('explain', at.at(template), below)?.range.start.line, below.line);
    });

    it('is nothing where nothing is to be said, or nothing was read', () => {
      assert.equal(ask('explain', at.at(template), { line: 0, character: 0 }), undefined);
      assert.equal(ask('explain', at.at('notes.json'), { line: 0, character: 0 }), undefined);
      at.set({ isLive: false });
      analyst.setText(at.at(template), text);
      assert.equal(ask('explain', at.at(template), memory), undefined, 'not linted since');
    });
  });

  describe('where Packer connects in a file', () => {
    it('are marks by lines', () => {
      const [mark, ...others] = ask('takeOverMarks', at.at(answers));
      assert.deepEqual(others, []);
      assert.equal(mark?.location.range.start.line, positionIn(opening, 'AllowUnencrypted').line);
      assert.deepEqual([mark.opens, mark.targets.length > 0], [true, true]);
    });

    it('are none elsewhere, and none of a text that was not linted', () => {
      assert.deepEqual(ask('takeOverMarks', at.at(script)), []);
      assert.deepEqual(ask('takeOverMarks', at.at('notes.json')), []);
      at.set({ isLive: false });
      analyst.setText(at.at(answers), '');
      assert.deepEqual(ask('takeOverMarks', at.at(answers)), []);
    });
  });

  describe('what fixes a finding', () => {
    const fixes = (name: string, keys: readonly string[], folders: Readonly<Record<string, string>> = {}) =>
      ask('quickFixes', at.at(name), keys, folders);

    it('are edits by lines, those that mend told from those that silence', () => {
      const [key] = keysIn(script, reboot);
      assert.ok(key !== undefined);
      const { edits, others } = fixes(script, [key]);
      assert.ok(edits.every(({ finding }) => finding === key));
      assert.ok(edits.some(({ mends }) => mends));
      const silencing = edits.filter(({ mends }) => !mends);
      assert.deepEqual(
        silencing.map(({ title }) => title),
        [`<line ${reboot}>`, `<file ${reboot}>`],
      );
      assert.deepEqual(
        silencing.map((fix) => fix.edits.map(({ path, range }) => [at.nameOf(path), range.start.line])),
        [[[script, 1]], [[script, 0]]],
      );
      assert.deepEqual(others, []);
    });

    it('are also those of what is accepted', async () => {
      const keys = keysIn(script, reboot);
      const before = fixes(script, keys);
      for (const { path, text: list } of ask('newLists').lists) at.write(at.nameOf(path), list);
      await analyst.lintFile(at.at(template));
      assert.deepEqual(at.rulesIn(script), []);
      assert.deepEqual(fixes(script, keys), before);
    });

    it('say that boxwright.json is not there yet, where a file has no comments', () => {
      const project = () =>
        fixes(template, keysIn(template, 'memory-below-4gb')).edits.find(({ title }) =>
          title.includes('project'),
        )?.edits;
      assert.ok(project()?.every(({ path, creates }) => at.nameOf(path) === 'boxwright.json' && creates));
      at.write('boxwright.json', '{}\n');
      assert.ok(project()?.every(({ creates }) => creates === undefined));
    });

    it('are none for what is not found there now', () => {
      const keys = keysIn(script, reboot);
      const none = { edits: [], others: [] };
      assert.deepEqual(fixes(script, []), none);
      assert.deepEqual(fixes(script, ['nosuch']), none);
      assert.deepEqual(fixes(template, keys), none);
      analyst.setText(at.at(script), 'Get-Item .\r\n');
      assert.deepEqual(fixes(script, keys), none);
    });

    it('makes a script that is missing, where Packer is started', async () => {
      await write({ [template]: jsonTemplate({}, { type: 'powershell', script: 'lab/new.ps1' }) });
      const keys = keysIn(template, 'file-missing');
      assert.equal(keys.length, 1);
      const made = (folders?: Readonly<Record<string, string>>) =>
        fixes(template, keys, folders).others.map((fix) => [
          fix.finding,
          fix.kind === 'createScript' && at.nameOf(fix.script.path),
        ]);
      assert.deepEqual(made(), [[keys[0], 'lab/new.ps1']]);
      at.write('images/a.txt', '');
      assert.deepEqual(made({ [at.at(template)]: at.at('images') }), [[keys[0], 'images/lab/new.ps1']]);
      assert.deepEqual(made({ [at.at(template)]: at.at('nosuch') }), [[keys[0], 'lab/new.ps1']]);
      assert.deepEqual(made({ [at.at('u.json')]: at.at('images') }), [[keys[0], 'lab/new.ps1']]);
    });

    it('makes no script that is kept out of the repository', async () => {
      await write({
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': 'lab/\n',
        [template]: jsonTemplate({}, { type: 'powershell', script: 'lab/new.ps1' }),
      });
      const hint = at.shown.get(template)?.findings.find(({ rule }) => rule === 'file-missing');
      assert.equal(hint?.severity, 'hint');
      assert.deepEqual(fixes(template, [hint.key]).others, []);
    });

    it('computes the checksum of an ISO that is there, and of no other', async () => {
      const of = (iso: string) => jsonTemplate({ iso_url: iso, iso_checksum: 'none' });
      await write({ 'win.iso': 'x', [template]: of('win.iso') });
      const [fix, ...others] = fixes(template, keysIn(template, 'iso-checksum-none')).others;
      assert.deepEqual(others, []);
      assert.ok(fix?.kind === 'computeChecksum');
      assert.equal(at.nameOf(fix.iso), 'win.iso');
      assert.deepEqual(fix.at.range.start, positionIn(of('win.iso'), '"none"'));
      await write({ [template]: of('https://example.com/win.iso') });
      const keys = keysIn(template, 'iso-checksum-none');
      assert.equal(keys.length, 1);
      assert.deepEqual(fixes(template, keys).others, []);
    });
  });

  describe('what is found in a file', () => {
    const found = async (name: string) =>
      (await soon('findings', at.at(name)))?.findings.map(({ rule }) => rule).sort();

    it('is of the text that is there now, also where nothing was known of it', async () => {
      assert.deepEqual(await found(script), [reboot]);
      analyst.setText(at.at(script), '');
      assert.deepEqual(await found(script), []);
      at.write('other.json', text);
      assert.ok((await found('other.json'))?.includes('memory-below-4gb'));
      assert.deepEqual(await found('notes.json'), []);
    });

    it('has the page of its rule, and how it is drawn', async () => {
      at.write(
        'v.pkr.hcl',
        'variable "a" {}\nsource "null" "a" { communicator = "none" }\nbuild { sources = ["null.a"] }\n',
      );
      const shown = (await soon('findings', at.at('v.pkr.hcl')))?.findings ?? [];
      const unused = shown.find(({ rule }) => rule === 'unused-variable');
      assert.match(unused?.url ?? '', /\/docs\/rules\/unused-variable\.md$/);
      assert.equal(unused?.tag, 'unnecessary');
      assert.equal(shown.find(({ rule }) => rule !== 'unused-variable')?.tag, undefined);
    });

    it('is not known where files are linted when somebody asks', async () => {
      at.set({ isLive: false });
      analyst.setText(at.at(script), '');
      assert.equal(await found(script), undefined);
    });
  });

  describe('what a language has at a place', () => {
    const vagrantfile = 'Vagrant.configure("2") do |config|\n  config.vm.boot_timeout = 300\nend\n';
    const dsc = jsonTemplate({}, { type: 'dsc', manifest_file: 'dsc/base.ps1', configuration_name: 'Base' });
    beforeEach(() => {
      at.write('Vagrantfile', vagrantfile);
      at.write('dsc.json', dsc);
      at.write('dsc/base.ps1', '# Base\nConfiguration Base { File A { Ensure = "Present" } }\n');
    });

    it('are settings of Vagrantfiles, of the text that is not saved', async () => {
      const typed = vagrantfile.replace('boot_timeout = 300', 'boot_ti');
      analyst.setText(at.at('Vagrantfile'), typed);
      const place = positionIn(typed, 'boot_ti');
      const found = await soon('completion', at.at('Vagrantfile'), {
        ...place,
        character: place.character + 'boot_ti'.length,
      });
      assert.ok(found?.items.some(({ label }) => label === 'boot_timeout'));
      assert.deepEqual(found?.range.start, place);
      analyst.setText(at.at('Vagrantfile'), vagrantfile);
      const hover = await soon('documentation', at.at('Vagrantfile'), place);
      assert.match(hover?.contents[0]?.text ?? '', /default 300/);
      assert.deepEqual(hover?.range.start, place);
    });

    it('are options of dsc steps, and what they lead to', async () => {
      const option = positionIn(dsc, 'manifest_file');
      const hover = await soon('documentation', at.at('dsc.json'), option);
      assert.match(hover?.contents[0]?.text ?? '', /manifest\\_file/);
      const found = await soon('definition', at.at('dsc.json'), positionIn(dsc, 'Base"'));
      assert.deepEqual(
        found.map(({ target }) => at.nameOf(target.path)),
        ['dsc/base.ps1'],
      );
      assert.deepEqual(found[0]?.origin.start.line, positionIn(dsc, 'Base"').line);
      const values = await soon('completion', at.at('dsc.json'), positionIn(dsc, 'Base"'));
      assert.deepEqual(
        values?.items.map(({ label }) => label),
        ['Base'],
      );
    });

    it('is nothing in other files, and in such that are not there', async () => {
      const start = { line: 0, character: 0 };
      for (const name of [template, 'notes.json', 'missing.json', 'Vagrantfile.missing'])
        for (const [what, nothing] of [
          ['completion', undefined],
          ['documentation', undefined],
          ['definition', []],
        ] as const)
          assert.deepEqual(await soon(what, at.at(name), start), nothing, `${what} ${name}`);
    });
  });

  describe('what all safe fixes of a file change', () => {
    const edited = async () =>
      (await soon('fixAll', at.at('a.sh'))).map(({ range: { start }, newText }) => [start.line, newText]);
    const shell = JSON.stringify({
      builders: [{ type: 'docker' }],
      provisioners: [{ type: 'shell', script: 'a.sh', binary: true }],
    });

    it('are edits by lines', async () => {
      await write({ 'a.sh': withCrLf, [template]: shell });
      assert.deepEqual(at.rulesIn('a.sh'), ['crlf-shell-script']);
      assert.ok((await edited()).length);
      const all = await soon('fixAll', at.at('a.sh'));
      assert.ok(all.every(({ path }) => at.nameOf(path) === 'a.sh'));
    });

    it('are those of the text that is there now, even where files are linted when somebody asks', async () => {
      await write({ 'a.sh': '#!/bin/sh\n', [template]: shell });
      at.set({ isLive: false });
      assert.deepEqual(await edited(), []);
      analyst.setText(at.at('a.sh'), withCrLf);
      assert.ok((await edited()).length);
    });

    it('are not those of what is accepted, or of what nobody has linted', async () => {
      await write({ 'a.sh': withCrLf, [template]: shell });
      for (const { path, text: list } of ask('newLists').lists) at.write(at.nameOf(path), list);
      await analyst.lintFile(at.at(template));
      assert.deepEqual(await edited(), []);
      assert.deepEqual(await soon('fixAll', at.at('notes.json')), []);
    });
  });

  describe('the steps of a build', () => {
    const ran: RunStep = {
      build: 'virtualbox-iso',
      kind: 'provision',
      text: 'Provisioning with powershell',
      provisioner: 0,
      began: 0,
      ended: 5,
    };

    it('are in order, each at its lines, with how they ran', () => {
      const steps = ask('steps', at.at(template), 'virtualbox-iso', [ran]);
      const kinds = steps.map(({ kind }) => kind);
      assert.ok(kinds.indexOf('connects') < kinds.indexOf('provisioner'), kinds.join(' '));
      const step = steps.find(({ kind }) => kind === 'provisioner');
      assert.deepEqual(step?.ran, [ran]);
      assert.equal(at.nameOf(step.location.path), template);
      assert.ok(step.location.range.start.line >= positionIn(text, 'powershell').line);
    });

    it('are also those of a template that nobody has linted', () => {
      at.write('u.json', text);
      const kinds = (name: string) => ask('steps', at.at(name), 'virtualbox-iso', []).map(({ kind }) => kind);
      assert.deepEqual(kinds('u.json'), kinds(template));
    });

    it('are none of a build or template that is not there', () => {
      assert.deepEqual(ask('steps', at.at(template), 'qemu', []), []);
      assert.deepEqual(ask('steps', at.at('notes.json'), 'virtualbox-iso', []), []);
    });
  });

  it('the scripts of a template are told, each once; and none of what is no template', async () => {
    const two = [
      { type: 'powershell', script },
      { type: 'powershell', scripts: ['other.ps1', script] },
    ];
    await write({ [template]: jsonTemplate({}, ...two), 'other.ps1': '' });
    assert.deepEqual(
      ask('scripts', at.at(template)).map((file) => at.nameOf(file)),
      [script, 'other.ps1'],
    );
    assert.deepEqual(ask('scripts', at.at('notes.json')), []);
  });

  it('the timeline of a template is told as a text, and of nothing else', () => {
    const found = ask('timeline', at.at(template));
    assert.match(found?.text ?? '', /^virtualbox-iso \(/);
    assert.match(found?.text ?? '', /setup\.ps1/);
    assert.equal(found?.folder, at.folder);
    analyst.setText(at.at(template), text.replace(`"${script}"`, '"other.ps1"'));
    assert.match(ask('timeline', at.at(template))?.text ?? '', /other\.ps1/);
    assert.equal(ask('timeline', at.at('notes.json')), undefined);
  });

  describe('where Packer connects in the builds of a template', () => {
    it('are places, each once', () => {
      const found = ask('connections', at.at(template));
      assert.deepEqual(
        found?.targets.map(({ name, location }) => [name, at.nameOf(location.path)]),
        [['virtualbox-iso', answers]],
      );
      const [builder] = (JSON.parse(text) as { builders: object[] }).builders;
      at.write('u.json', JSON.stringify({ builders: [builder, { ...builder, name: 'two' }] }));
      assert.equal(ask('connections', at.at('u.json'))?.targets.length, 1);
    });

    it('are nowhere, with a reason, or unknown of what is no template', () => {
      at.write('u.json', '{"builders": [{"type": "null", "communicator": "none"}]}');
      const found = ask('connections', at.at('u.json'));
      assert.deepEqual([found?.targets, found?.reasons.length], [[], 1]);
      assert.equal(ask('connections', at.at('notes.json')), undefined);
    });
  });

  it('a report is told of all that is found, in the order of the files and their lines', async () => {
    await write({ [script]: 'Restart-Computer # a\r\nRestart-Computer # b\r\n' });
    const { text: report, errors } = ask('report', at.folder, undefined);
    for (const part of [template, script, reboot, 'memory-below-4gb']) assert.ok(report.includes(part), part);
    const lines = stripVTControlCharacters(report).split('\n');
    const headings = lines.filter((line) => [template, script, answers].includes(line.trim()));
    assert.deepEqual(headings, [...headings].sort());
    assert.ok(headings.length > 1);
    const all = [...at.shown.values()].flatMap(({ findings }) => findings);
    assert.equal(
      errors,
      all.some(({ severity }) => severity === 'error'),
    );
    analyst.forgetFile(at.at(template));
    const none = ask('report', at.folder, undefined);
    assert.equal(none.errors, false);
    assert.ok(!none.text.includes(reboot));
  });

  it('a report says whether there are errors', async () => {
    const errors = () => ask('report', at.folder, 80).errors;
    await write({ [template]: jsonTemplate({}, { type: 'powershell', script: 'nosuch.ps1' }) });
    assert.equal(errors(), true);
    await write({ [template]: '{"builders": [{"type": "null", "communicator": "none"}]}' });
    assert.equal(errors(), false);
  });

  describe('the lists that accept what is found', () => {
    it('have all of it, and say how much of it is new', async () => {
      const { added, lists, inTheWay } = ask('newLists');
      const found = [...at.shown.values()].flatMap(({ findings }) => findings);
      assert.equal(added, found.length);
      assert.equal(inTheWay, undefined);
      assert.deepEqual(
        lists.map(({ path }) => at.nameOf(path)),
        ['boxwright-baseline.json'],
      );
      for (const { path, text: list } of lists) at.write(at.nameOf(path), list);
      await analyst.lintFile(at.at(template));
      assert.deepEqual(at.rulesIn(template), []);
      assert.deepEqual({ ...ask('newLists') }, { added: 0, lists });
    });

    it('are not written over something else', async () => {
      await write({ 'boxwright-baseline.json': '"mine"' });
      const { lists, inTheWay } = ask('newLists');
      assert.deepEqual([lists, inTheWay], [[], at.at('boxwright-baseline.json')]);
    });

    it('are none where nothing was linted', () => {
      analyst.forgetFile(at.at(template));
      assert.deepEqual(ask('newLists'), { added: 0, lists: [] });
    });
  });
});
