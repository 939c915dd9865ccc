import assert from 'node:assert/strict';
import type { Analyst } from '../../../src/analysis/analyst';
import { questions } from '../../../src/analysis/questions';
import { Analysed } from '../../support/analysed';
import { answerFile, jsonTemplate } from '../../support/ruleTests';

const smallMachine = `Vagrant.configure("2") do |config|
  config.vm.guest = :windows
  config.vm.provider("virtualbox") { |box| box.memory = 1024 }
end
`;

const smallHcl = (name: string, variable: string) => `variable "${variable}" {
  default = 2048
}
source "qemu" "${name}" {
  memory           = var.${variable}
  os_type          = "Windows"
  communicator     = "winrm"
  winrm_password   = "x"
  shutdown_command = "shutdown /s"
}
build {
  sources = ["qemu.${name}"]
}
`;

describe('the analysis', () => {
  let at: Analysed;
  let analyst: Analyst;
  const template = 't.json';
  const script = 'setup.ps1';
  const answers = 'Autounattend.xml';
  const reboot = 'reboot-in-provisioner';
  const small = 'memory-below-4gb';

  beforeEach(() => {
    at = new Analysed({
      [template]: jsonTemplate({ memory: 2048 }, { type: 'powershell', script }),
      [script]: 'Get-Item .\r\n',
      [answers]: answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] }),
      'notes.json': '{}',
    });
    ({ analyst } = at);
  });
  afterEach(() => at.dispose());

  const lint = (name = template) => analyst.lintFile(at.at(name));
  const keys = () => analyst.linter.keys.map((key) => at.nameOf(key)).sort();
  /** The names of the templates that were told, and of those that are gone. */
  const templates = (told = at.told()) => {
    const all = told.flatMap((news) => news.templates);
    const names = (gone: boolean) =>
      all.filter((one) => 'gone' in one === gone).map(({ path }) => at.nameOf(path));
    return { there: names(false), gone: names(true) };
  };

  it('has to be told what it goes by before all else', async () => {
    const { Analyst: Anew } = await import('../../../src/analysis/analyst');
    const anew = new Anew(() => undefined);
    assert.throws(() => anew.files(), /set up/);
    anew.dispose();
  });

  describe('lints a file', () => {
    it('and says where what it finds stands, and what was read for it', async () => {
      at.write(script, 'Get-Item .\r\nRestart-Computer\r\n');
      assert.equal(await lint(), true);
      const [finding] = at.shown.get(script)?.findings ?? [];
      assert.equal(finding?.rule, reboot);
      assert.deepEqual(finding.location.range.start, { line: 1, character: 0 });
      assert.ok(at.rulesIn(template).includes(small));
      const [subject, ...others] = at.told().flatMap(({ subjects }) => subjects);
      assert.deepEqual(others, []);
      assert.ok(subject && !('gone' in subject));
      assert.deepEqual([at.nameOf(subject.key), subject.kind, subject.builds], [template, 'template', 1]);
      for (const name of [template, script, answers]) assert.ok(subject.read.includes(at.at(name)), name);
    });

    it('and says so where there is nothing to lint', async () => {
      assert.equal(await lint('notes.json'), false);
      assert.equal(await lint('nosuch.ps1'), false);
      assert.deepEqual(keys(), []);
      assert.deepEqual(
        at.told().flatMap(({ found }) => found),
        [],
      );
    });

    it('with what leads to it', async () => {
      await lint();
      at.write(script, 'Restart-Computer\r\n');
      await lint(script);
      assert.deepEqual(at.rulesIn(script), [reboot]);
    });

    it('a Vagrantfile too, for which a parser is loaded first', async () => {
      at.write('Vagrantfile', smallMachine);
      assert.equal(await lint('Vagrantfile'), true);
      assert.ok(at.rulesIn('Vagrantfile').includes('vagrant-memory-below-4gb'));
    });

    it('and says what begins and ends', async () => {
      await lint();
      assert.deepEqual(at.progress, [{ at: at.at(template) }, { at: undefined }]);
    });

    it('by the values that its template is given', async () => {
      const text = jsonTemplate({ memory: '{{user `memory`}}' });
      at.write(template, text.replace('{', '{"variables": {"memory": ""}, '));
      await lint();
      assert.ok(!at.rulesIn(template).includes(small));
      at.set({ given: new Map([[at.at(template), { variables: { memory: '2048' } }]]) });
      await lint();
      assert.ok(at.rulesIn(template).includes(small));
    });

    it('and asks for the Packer of this machine only where a rule goes by it', async () => {
      const asks = () => at.told().some(({ asksForPacker }) => asksForPacker);
      await lint();
      assert.equal(asks(), false);
      at.write(template, jsonTemplate({}, { type: 'dsc', manifest_file: 'Site.ps1' }));
      at.write('Site.ps1', 'Node localhost {}\n');
      await lint();
      assert.equal(asks(), true);
    });
  });

  it('tells what it finds in a file only where that is something else', async () => {
    at.write(script, 'Restart-Computer\r\n');
    await lint();
    const found = () => at.told().flatMap((news) => news.found.map(({ path }) => at.nameOf(path)));
    const first = found();
    assert.ok(first.includes(template) && first.includes(script));
    await lint();
    assert.deepEqual(found(), []);
    at.write(script, '\r\nRestart-Computer\r\n');
    await lint();
    assert.deepEqual(found(), [script], 'it stands somewhere else now');
    at.write(script, '');
    await lint();
    assert.deepEqual(found(), [script]);
    assert.deepEqual(at.rulesIn(script), []);
  });

  it('tells apart what is accepted', async () => {
    at.write(script, 'Restart-Computer\r\n');
    await lint();
    const { lists } = questions.newLists(analyst);
    for (const { path, text } of lists) at.write(at.nameOf(path), text);
    await lint();
    const { findings, accepted } = at.shown.get(script) ?? {};
    assert.deepEqual([findings, accepted?.map(({ rule }) => rule)], [[], [reboot]]);
    at.write(script, 'Restart-Computer\r\nRestart-Computer # again\r\n');
    await lint();
    assert.deepEqual(at.rulesIn(script), [reboot], 'what is new is not');
  });

  describe('knows texts that are not saved', () => {
    const text = () => analyst.files().read(at.at(script));

    it('until what is on the disk holds again', async () => {
      analyst.setText(at.at(script), 'Get-Item .\r\nRestart-Computer\r\n');
      await lint();
      assert.deepEqual(at.rulesIn(script), [reboot]);
      analyst.setText(at.at(script), undefined);
      await lint();
      assert.deepEqual(at.rulesIn(script), []);
      assert.equal(text(), 'Get-Item .\r\n');
    });

    it('and follows several changes in one event, one after the other', () => {
      analyst.setText(at.at(script), 'one\r\ntwo\r\nthree\r\n');
      // As editors tell them: from the end to the beginning, so that no offset depends on another change.
      analyst.editText(at.at(script), [
        { offset: 10, length: 5, text: '3\r\n3' },
        { offset: 5, length: 0, text: '2' },
        { offset: 0, length: 3, text: '' },
      ]);
      assert.equal(text(), '\r\n2two\r\n3\r\n3\r\n');
      analyst.editText(at.at(script), [
        { offset: 0, length: 2, text: 'é\r\n' },
        { offset: 3, length: 1, text: '' },
      ]);
      assert.equal(text(), 'é\r\ntwo\r\n3\r\n3\r\n');
    });

    it('and finds in them what stands there now', async () => {
      analyst.setText(at.at(script), 'a\r\nRestart-Computer\r\n');
      await lint();
      analyst.editText(at.at(script), [{ offset: 0, length: 1, text: 'a\r\nb' }]);
      await lint();
      assert.deepEqual(
        at.shown.get(script)?.findings.map(({ location }) => location.range),
        [{ start: { line: 2, character: 0 }, end: { line: 2, character: 16 } }],
      );
    });

    it('and takes no change of a text of which it knows nothing', () =>
      assert.throws(() => analyst.editText(at.at(script), []), /setup\.ps1/));
  });

  describe('knows what was linted before a text changed', () => {
    beforeEach(() => lint());

    it('and lints it first where somebody asks', () => {
      assert.equal(analyst.isCurrent(at.at(script)), true);
      analyst.setText(at.at(script), 'Restart-Computer\r\n');
      assert.deepEqual(
        analyst.foundIn(at.at(script))?.findings.map(({ rule }) => rule),
        [reboot],
      );
      assert.deepEqual(at.rulesIn(script), [reboot], 'that is told, too');
    });

    it('and says nothing of it where files are not linted as they are typed', () => {
      at.set({ isLive: false });
      assert.equal(analyst.isCurrent(at.at(script)), true);
      analyst.setText(at.at(script), 'Restart-Computer\r\n');
      assert.equal(analyst.isCurrent(at.at(script)), false);
      assert.equal(analyst.foundIn(at.at(script)), undefined);
      assert.equal(analyst.foundIn(at.at(template)), undefined, 'it goes by the script');
      assert.deepEqual(at.rulesIn(script), []);
      assert.equal(analyst.foundIn(at.at(script), true)?.findings.length, 1, 'unless it has to');
    });

    it('and does not put off what is due', () => {
      at.write(script, 'Restart-Computer\r\n');
      analyst.schedule(at.at(script), 1_000_000);
      assert.equal(analyst.foundIn(at.at(script))?.findings.length, 1);
      assert.equal(at.told().at(-1)?.busy, false);
    });
  });

  describe('lints later', () => {
    const busy = () => at.told().map((news) => news.busy);

    it('a file and what leads to it, and is busy until then', async () => {
      await lint();
      at.write(script, 'Restart-Computer\r\n');
      at.told();
      await at.untilIdle(() => analyst.schedule(at.at(script), 0));
      assert.deepEqual(busy(), [true, false]);
      assert.deepEqual(at.rulesIn(script), [reboot]);
    });

    it('nothing of what it does not know', () => {
      analyst.schedule(at.at('notes.txt'), 0);
      analyst.scheduleAll(0);
      analyst.scheduleKnown(at.at(template), 0);
      analyst.scheduleAffected([at.at(script)], [], 0);
      assert.deepEqual(busy(), []);
    });

    for (const [what, schedule] of [
      ['all that it knows', () => analyst.scheduleAll(0)],
      ['what it knows', () => analyst.scheduleKnown(at.at(template), 0)],
      ['what looks for files that came', () => analyst.scheduleAffected([at.at(script)], [], 0)],
      ['what looks for files that went', () => analyst.scheduleAffected([], [at.at(script)], 0)],
    ] as const)
      it(what, async () => {
        await lint();
        at.write(script, 'Restart-Computer\r\n');
        await at.untilIdle(schedule);
        assert.deepEqual(at.rulesIn(script), [reboot]);
      });

    it('nothing that does not look for what came', async () => {
      await lint();
      at.told();
      analyst.scheduleAffected([at.at('docs', 'a.txt')], [], 0);
      assert.deepEqual(busy(), []);
    });

    it('and does not put off by what came what is about to be linted', async () => {
      await lint();
      at.write(script, 'Restart-Computer\r\n');
      await at.untilIdle(() => {
        analyst.schedule(at.at(template), 0);
        analyst.scheduleAffected([at.at(script)], [], 1_000_000);
      });
      assert.deepEqual(at.rulesIn(script), [reboot]);
    });

    it('a Vagrantfile once its parser is there', async () => {
      at.write('Vagrantfile', smallMachine);
      await at.untilIdle(() => analyst.schedule(at.at('Vagrantfile'), 0));
      // What it waits for is loaded once for all.
      await analyst.linter.loadReader();
      await new Promise(setImmediate);
      assert.ok(at.rulesIn('Vagrantfile').includes('vagrant-memory-below-4gb'));
    });

    it('and says so where the parser cannot be loaded', async () => {
      at.write('Vagrantfile', smallMachine);
      analyst.linter.loadReader = () => Promise.reject(new Error('damaged'));
      await at.untilIdle(() => analyst.schedule(at.at('Vagrantfile'), 0));
      await new Promise(setImmediate);
      const [failure] = at.told().flatMap(({ failures }) => failures);
      assert.equal(failure?.key, at.at('Vagrantfile'));
      assert.match(failure.error, /damaged/);
      assert.deepEqual(keys(), []);
    });
  });

  describe('looks at a file without linting it', () => {
    it('and tells the template that it is, as it is now', () => {
      analyst.note(at.at(template));
      const told = at.told();
      assert.deepEqual(templates(told), { there: [template], gone: [] });
      const [one] = told.flatMap((news) => news.templates);
      assert.ok(one && !('gone' in one));
      assert.deepEqual(
        [one.dialect, one.folder, one.baseFolder, one.files],
        ['json', at.folder, at.folder, [{ path: at.at(template) }]],
      );
      const [build, ...others] = one.builds;
      assert.deepEqual(others, []);
      assert.deepEqual([build?.name, build?.provisioners], ['virtualbox-iso', [{ type: 'powershell' }]]);
      assert.deepEqual(build?.typeLocation.range.start, { line: 3, character: 14 });
      assert.deepEqual([keys(), [...at.shown.keys()]], [[], []]);
    });

    it('and tells what it asks for data, whatever is set there', () => {
      at.write(
        'ami.pkr.hcl',
        'data "amazon-ami" "base" {\n  owners = ["${var.owner}"]\n  filters = { name = "x" }\n}\n',
      );
      analyst.note(at.at('ami.pkr.hcl'));
      const [outline] = at.told().flatMap((news) => news.templates);
      assert.ok(outline && !('gone' in outline));
      assert.deepEqual(
        outline.dataSources?.map(({ type }) => type),
        ['amazon-ami'],
      );
    });

    it('and tells when it is none any more, once', () => {
      analyst.note(at.at(template));
      at.told();
      at.write(template, '{}');
      analyst.note(at.at(template));
      assert.deepEqual(templates(), { there: [], gone: [template] });
      analyst.note(at.at(template));
      assert.deepEqual(templates(), { there: [], gone: [] });
    });

    it('and says nothing of what is no template', () => {
      at.write('Vagrantfile', smallMachine);
      for (const name of ['Vagrantfile', 'notes.json', script, answers, 'nosuch.json'])
        analyst.note(at.at(name));
      assert.deepEqual(templates(), { there: [], gone: [] });
    });
  });

  describe('of a folder of HCL2 files', () => {
    const [a, b] = ['hcl/a.pkr.hcl', 'hcl/b.pkr.hcl'];
    beforeEach(() => {
      at.write(a, smallHcl('a', 'one'));
      at.write(b, smallHcl('b', 'two'));
    });

    for (const [how, look] of [
      ['looks', (name: string) => Promise.resolve(analyst.note(at.at(name)))],
      ['lints', (name: string) => lint(name)],
    ] as const)
      it(`tells another reading, where it ${how}`, async () => {
        await look(b);
        assert.deepEqual(templates(), { there: ['hcl'], gone: [] });
        at.write(b, smallHcl('b', 'one'));
        await look(b);
        const separate = templates();
        assert.deepEqual([[...new Set(separate.there)].sort(), separate.gone], [[a, b], ['hcl']]);
        at.write(b, smallHcl('b', 'two'));
        await look(b);
        const whole = templates();
        assert.deepEqual([[...new Set(whole.there)], whole.gone.sort()], [['hcl'], [a, b]]);
      });
  });

  describe('forgets', () => {
    const gone = () =>
      at
        .told()
        .flatMap(({ subjects }) => subjects.flatMap((one) => ('gone' in one ? [at.nameOf(one.key)] : [])));
    beforeEach(async () => {
      at.write(script, 'Restart-Computer\r\n');
      at.write('sub/u.json', jsonTemplate({ memory: 1024, floppy_files: [] }));
      await lint();
      await lint('sub/u.json');
      at.told();
    });

    it('what is of no interest, with what it has found', () => {
      analyst.forgetFile(at.at(template));
      assert.deepEqual([at.rulesIn(template), at.rulesIn(script)], [[], []]);
      assert.ok(at.rulesIn('sub/u.json').length);
      assert.deepEqual(keys(), ['sub/u.json']);
      const told = at.told();
      assert.deepEqual(templates(told).gone, [template]);
      assert.deepEqual(
        told.flatMap(({ subjects }) => subjects),
        [{ key: at.at(template), gone: true }],
      );
    });

    it('what is gone, and what was in a folder that is', () => {
      at.remove(template);
      at.remove('sub');
      analyst.forgetGone([at.at(template), at.at('sub')]);
      assert.deepEqual(gone().sort(), ['sub/u.json', template]);
      assert.deepEqual([keys(), at.rulesIn(template), at.rulesIn('sub/u.json')], [[], [], []]);
    });

    it('nothing that is there again, or beside it', () => {
      analyst.forgetGone([at.at(template), at.at('su')]);
      assert.deepEqual(gone(), []);
      assert.deepEqual(keys(), ['sub/u.json', template]);
    });

    it('also a template that was only looked at', () => {
      at.write('v.json', jsonTemplate({}));
      analyst.note(at.at('v.json'));
      at.told();
      at.remove('v.json');
      analyst.forgetGone([at.at('v.json')]);
      assert.deepEqual(templates().gone, ['v.json']);
    });
  });

  describe('passes over the workspace', () => {
    const lone = 'other/Autounattend.xml';
    let seen: string[];
    const pass = async (which: 'all' | 'new' | 'none', names: readonly string[], id = 1) => {
      analyst.beginPass(id);
      await analyst.lookAt(
        id,
        which,
        names.map((name) => at.at(name)),
        (key) => seen.push(at.nameOf(key)),
      );
      analyst.endPass(id, which);
    };
    const all = [template, 'notes.json', answers, 'other/Autounattend.xml'];
    beforeEach(() => {
      seen = [];
      at.write(script, 'Restart-Computer\r\n');
      at.write(lone, answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] }));
    });

    it('linting all, then the answer files that no template uses', async () => {
      await pass('all', all);
      assert.deepEqual(seen, [template, answers, lone]);
      assert.deepEqual(keys(), [lone, template]);
      assert.deepEqual(at.rulesIn(script), [reboot]);
      assert.ok(at.rulesIn(lone).length);
    });

    it('saying nothing of answer files as long as templates may come', async () => {
      analyst.beginPass(1);
      await analyst.lookAt(1, 'all', [at.at(lone)]);
      assert.deepEqual(keys(), []);
      await analyst.lookAt(1, 'all', [at.at(template)]);
      analyst.endPass(1, 'all');
      assert.deepEqual(keys(), [lone, template]);
    });

    it('busy from the beginning to the end', async () => {
      analyst.beginPass(1);
      analyst.beginPass(2);
      assert.equal(at.told().at(-1)?.busy, true);
      await analyst.lookAt(1, 'all', [at.at(template)]);
      analyst.endPass(1, 'all');
      assert.ok(at.told().every(({ busy }) => busy));
      analyst.endPass(2, 'all');
      assert.equal(at.told().at(-1)?.busy, false);
    });

    it('looking at each once, in whatever portions it comes', async () => {
      analyst.beginPass(1);
      for (let count = 0; count < 2; count++)
        await analyst.lookAt(1, 'all', [at.at(template)], (key) => seen.push(at.nameOf(key)));
      assert.deepEqual(seen, [template]);
      analyst.endPass(1, 'all');
    });

    it('linting again only what is not known yet', async () => {
      await lint();
      at.progress.length = 0;
      at.write('u.json', jsonTemplate({ memory: 1024 }));
      await pass('new', [template, 'u.json']);
      const begun = () => at.progress.flatMap((one) => (one.at === undefined ? [] : [at.nameOf(one.at)]));
      assert.deepEqual(begun(), ['u.json']);
      await pass('all', [template, 'u.json']);
      assert.deepEqual(begun(), ['u.json', template, 'u.json']);
    });

    it('only looking what is there', async () => {
      at.write('Vagrantfile', smallMachine);
      await pass('none', [...all, 'Vagrantfile']);
      assert.deepEqual(seen, [template, answers, lone, 'Vagrantfile']);
      assert.deepEqual([keys(), at.progress, [...at.shown.keys()]], [[], [], []]);
      assert.deepEqual(templates(), { there: [template], gone: [] });
    });

    it('as a whole only where this analysis has begun it', async () => {
      // The one before it was lost meanwhile, and has taken with it what was seen.
      await analyst.lookAt(1, 'all', [at.at(template)]);
      assert.equal(analyst.endPass(1, 'all'), false);
      await lint(lone);
      assert.deepEqual(keys(), []);
      analyst.beginPass(2);
      assert.equal(analyst.endPass(2, 'all'), true);
    });

    it('until it is cancelled', async () => {
      at.write('u.json', jsonTemplate({ memory: 1024 }));
      analyst.beginPass(1);
      await analyst.lookAt(1, 'all', [at.at(template)]);
      analyst.cancelPass(1);
      await analyst.lookAt(1, 'all', [at.at('u.json'), at.at(lone)], (key) => seen.push(key));
      assert.equal(analyst.endPass(1, 'all'), false);
      assert.deepEqual([seen, keys()], [[], [template]]);
      assert.equal(at.told().at(-1)?.busy, false);
      // Nobody knows which answer files stand alone.
      await lint(lone);
      assert.deepEqual(keys(), [template]);
    });

    it('of which it was told', async () => {
      await analyst.lookAt(9, 'all', [at.at(template)], (key) => seen.push(key));
      analyst.cancelPass(9);
      assert.deepEqual([seen, keys(), at.told()], [[], [], []]);
    });
  });

  describe('leaves alone what hung it', () => {
    beforeEach(() => analyst.drop([at.at(template)]));

    it('and says nothing of it', async () => {
      assert.equal(await lint(), false);
      await at.untilIdle(() => analyst.schedule(at.at(template), 0));
      assert.deepEqual([at.progress, keys(), [...at.shown.keys()]], [[], [], []]);
    });

    it('and lints the rest', async () => {
      at.write('u.json', jsonTemplate({ memory: 1024 }));
      assert.equal(await lint('u.json'), true);
      assert.ok(at.rulesIn('u.json').length);
    });

    for (const [what, change] of [
      ['a text beside it', () => analyst.setText(at.at(script), '')],
      ['a file on the disk', () => analyst.diskChanged([at.at(template)])],
    ] as const)
      it(`until something changes: ${what}`, async () => {
        change();
        assert.equal(await lint(), true);
        assert.ok(at.rulesIn(template).includes(small));
      });

    it('while something else changes', async () => {
      analyst.diskChanged([at.at('..', 'a.json')]);
      assert.equal(await lint(), false);
    });
  });

  it('does nothing more at the end', async () => {
    analyst.schedule(at.at(template), 0);
    at.told();
    analyst.dispose();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise(setImmediate);
    assert.deepEqual(at.told(), []);
  });
});
