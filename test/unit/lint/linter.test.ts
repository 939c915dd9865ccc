import assert from 'node:assert/strict';
import { explainAt } from '../../../src/language/explain/explainAt';
import { templateMarks } from '../../../src/language/takeOver/templateMarks';
import { Linter } from '../../../src/lint/linter';
import type { LintInputs, LintOutcome } from '../../../src/lint/lintProtocol';
import { findingKey } from '../../../src/rules/finding';
import type { Unread } from '../../../src/text/fileSource';
import { PathSet } from '../../../src/text/pathMap';
import { memoryFiles } from '../../support/memoryFiles';
import { answerFile, jsonTemplate, loadTestReader } from '../../support/ruleTests';
import { unreadable } from '../../support/unreadable';

describe('Linter', () => {
  const template = '/p/t.json';
  const script = '/p/setup.ps1';
  const answers = '/p/Autounattend.xml';
  const vagrantfile = '/p/Vagrantfile';
  const smallMachine = `Vagrant.configure("2") do |config|
  config.vm.guest = :windows
  config.vm.provider("virtualbox") { |box| box.memory = 1024 }
end
`;
  let disk: Record<string, string>;
  let linter: Linter;

  beforeEach(() => {
    disk = {
      [template]: jsonTemplate({ memory: 2048 }, { type: 'powershell', script: 'setup.ps1' }),
      [script]: 'Restart-Computer -Force\n',
      [answers]: answerFile({ firstLogon: ['shutdown /r /t 0', 'winrm quickconfig -q'] }),
    };
    linter = new Linter(loadTestReader, ({ unsaved }) =>
      memoryFiles({ ...disk, ...Object.fromEntries(unsaved) }, '/p'),
    );
  });

  const inputs = (more: Partial<LintInputs> = {}): LintInputs => ({
    roots: ['/p'],
    unsaved: new Map(),
    packer: undefined,
    given: new Map(),
    ...more,
  });
  const lint = (key: string, more?: Partial<LintInputs>) => linter.lint(key, inputs(more));
  const rulesIn = ({ files }: Pick<LintOutcome, 'files'>, path: string) =>
    files.find((file) => file.path === path)?.findings.map(({ rule }) => rule);

  describe('of a file that may set variables', () => {
    const values = '/p/values.json';
    const other = '/p/other/other.json';
    const concerned = (path: string) => linter.keysOf(path, inputs());
    beforeEach(() => {
      disk[template] = JSON.stringify({
        variables: { unused: '' },
        builders: [{ type: 'null', communicator: 'none' }],
      });
      disk[values] = '{ "a": "1" }';
      disk[other] = '{ "builders": [] }';
      assert.deepEqual(rulesIn(lint(template), template), ['unused-variable']);
    });

    it('asks only for what it says of variables', () => {
      disk[values] = '{   "a": "2" }';
      assert.ok(!concerned(values).includes(template));
      disk[values] = '{ "a": "{{user `unused`}}" }';
      assert.ok(concerned(values).includes(template));
      assert.deepEqual(rulesIn(lint(template), template), []);
    });

    it('asks nothing of what is typed into a template of another folder', () => {
      disk[other] = '{ "builders": [], "variables": { "b": "{{user `unused`}}" } }';
      assert.ok(!concerned(other).includes(template));
      disk[other] = '{ "b": "{{user `unused`}}" }';
      assert.ok(concerned(other).includes(template));
    });

    it('says so where it cannot be read', () => {
      linter = new Linter(loadTestReader, () => unreadable(memoryFiles(disk, '/p'), { [values]: 'denied' }));
      assert.deepEqual(rulesIn(lint(template), values), ['not-checked']);
    });

    it('hears of one that comes, and of nothing else that does', () => {
      const affected = (path: string) => linter.affectedBy(new PathSet([path]), new PathSet([]), inputs());
      disk['/p/more.json'] = '{}';
      disk['/p/notes.txt'] = '';
      assert.deepEqual(affected('/p/more.json'), [template]);
      assert.deepEqual(affected('/p/notes.txt'), []);
    });
  });

  it('shows what a template leads to and cannot be read, until it can', () => {
    let unread: Record<string, Unread> = { [script]: 'denied' };
    linter = new Linter(loadTestReader, () => unreadable(memoryFiles(disk, '/p'), unread));
    assert.deepEqual(rulesIn(lint(template), script), ['not-checked']);
    unread = {};
    assert.deepEqual(linter.keysLeadingTo(script), [template]);
    assert.deepEqual(rulesIn(lint(template), script), ['reboot-in-provisioner']);
  });

  it('takes plain data and gives plain data', async () => {
    disk[vagrantfile] = smallMachine;
    await linter.loadReader();
    const given = structuredClone(inputs({ unsaved: new Map([[script, 'Restart-Computer\n']]) }));
    const outcomes = [template, vagrantfile].map((key) => linter.lint(key, given));
    assert.ok(outcomes.every(({ files }) => files.some(({ findings }) => findings.length)));
    const memory = disk[template]?.indexOf('2048') ?? 0;
    const asked = {
      outcomes,
      explained: explainAt(linter.detailsFor(template, given), template, memory),
      marks: templateMarks(linter.detailsFor(template, given), template),
      leading: linter.keysLeadingTo(script),
      found: linter.findingsIn([template, script], given),
    };
    assert.ok(asked.explained.length && asked.marks.length && asked.leading.length);
    assert.deepEqual(structuredClone(asked), asked);
  });

  it('tells all files of a subject, each with all that is shown in it', () => {
    const outcome = lint(template);
    assert.deepEqual(outcome.files.map(({ path }) => path).sort(), [answers, script, template].sort());
    assert.ok(rulesIn(outcome, template)?.includes('memory-below-4gb'));
    assert.ok(rulesIn(outcome, script)?.includes('reboot-in-provisioner'));
    assert.deepEqual(linter.keysLeadingTo(script), [template]);
  });

  it('reads unsaved texts in place of what is saved', () => {
    assert.deepEqual(rulesIn(lint(template, { unsaved: new Map([[script, 'Get-Item .\n']]) }), script), []);
  });

  it('leaves out what comments suppress', () => {
    disk[script] = `# boxwright-disable-next-line reboot-in-provisioner\n${disk[script]}`;
    assert.deepEqual(rulesIn(lint(template), script), []);
  });

  it('shows once what several templates bring in a file that they share', () => {
    disk['/p/u.json'] = disk[template] ?? '';
    lint(template);
    const both = rulesIn(lint('/p/u.json'), script)?.filter((rule) => rule === 'reboot-in-provisioner');
    assert.equal(both?.length, 1);
    linter.forget(template, inputs());
    assert.ok(rulesIn(linter.forget('/p/u.json', inputs()), script)?.length === 0);
  });

  it('tells of the files that a subject no longer leads to', () => {
    lint(template);
    disk[template] = jsonTemplate({});
    assert.deepEqual(rulesIn(lint(template), script), []);
  });

  it('tells the configuration among the files that were read', () => {
    disk['/p/boxwright.json'] = '{"rules": {"memory-below-4gb": "off"}}';
    assert.ok(!rulesIn(lint(template), template)?.includes('memory-below-4gb'));
    assert.deepEqual(linter.keysLeadingTo('/p/boxwright.json'), [template]);
  });

  describe('is affected by what comes and goes', () => {
    const affected = (came: readonly string[], gone: readonly string[] = []) =>
      linter.affectedBy(new PathSet(came), new PathSet(gone), inputs());

    it('where it has looked for that', () => {
      lint(template);
      assert.deepEqual(affected([script]), [template]);
      assert.deepEqual(affected([], [script]), [template]);
      assert.deepEqual(affected([], ['/p']), [template], 'a folder around it');
      assert.deepEqual(affected(['/p/docs/readme.txt'], ['/p/docs/old.txt', '/p/src']), []);
      assert.deepEqual(affected([]), []);
    });

    it('also where it was not there', () => {
      disk[template] = jsonTemplate(
        { floppy_files: ['floppy/a.cmd'] },
        { type: 'powershell', script: 'x/gone.ps1' },
      );
      lint(template);
      for (const path of ['/p/x/gone.ps1', '/p/floppy/a.cmd'])
        assert.deepEqual(affected([path]), [template], path);
    });

    it('where it has looked into a folder, or what another name may be meant for is there now', () => {
      disk[template] = jsonTemplate({ floppy_files: ['floppy/*.cmd'] });
      disk['/p/floppy/a.cmd'] = '';
      lint(template);
      assert.deepEqual(affected(['/p/floppy/b.cmd']), [template]);
      assert.deepEqual(affected(['/p/scripts/b.cmd']), []);
    });

    it('where a script that is missing is spelled in other capitals, and not for other files around it', () => {
      disk['/p/deep/there.ps1'] = '';
      disk['/p/deep/t.json'] = jsonTemplate(
        {},
        { type: 'powershell', scripts: ['there.ps1', 'nothing.ps1'] },
      );
      lint('/p/deep/t.json');
      assert.deepEqual(affected(['/p/readme.md']), []);
      assert.deepEqual(affected(['/p/Nothing.ps1']), ['/p/deep/t.json']);
    });

    it('wherever it is a configuration, which names files and packages', () => {
      disk['/p/boxwright.json'] = '{}';
      lint('/p/boxwright.json');
      assert.deepEqual(affected(['/p/docs/readme.txt']), ['/p/boxwright.json']);
    });
  });

  it('forgets what is gone or ignored', () => {
    lint(template);
    disk['/p/boxwright.json'] = '{"ignore": ["t.json"]}';
    assert.deepEqual(rulesIn(lint(template), template), []);
    assert.equal(linter.has(template), false);
    assert.deepEqual([...linter.files], []);
  });

  it('knows what was changed since it was linted', () => {
    lint(template);
    assert.deepEqual(linter.staleKeys(script), []);
    linter.markChanged(script);
    assert.deepEqual(linter.staleKeys(template), [template]);
    lint(template);
    assert.deepEqual(linter.staleKeys(script), []);
  });

  describe('keeps what it knows', () => {
    /** Does something between two lints. @returns whether the second one asked the rules */
    const isLintedAgain = (change: () => void, more?: Partial<LintInputs>) => {
      lint(template);
      const before = linter.linted(template);
      change();
      const { keys, files } = lint(template, more);
      assert.equal(keys.includes(template), linter.linted(template) !== before);
      assert.ok(files.some(({ path }) => path === script));
      return keys.includes(template);
    };

    it('as long as all that it asked for is the same', () => {
      assert.ok(!isLintedAgain(() => undefined));
      assert.ok(!isLintedAgain(() => (disk['/p/readme.md'] = 'x')));
      assert.ok(!isLintedAgain(() => (disk['/p/sub/other.ps1'] = 'x')));
      assert.ok(!isLintedAgain(() => linter.markChanged(script)));
      assert.deepEqual(linter.staleKeys(script), []);
    });

    it('and nothing else', () => {
      assert.ok(isLintedAgain(() => (disk[script] = 'Get-Item .')));
      assert.ok(isLintedAgain(() => delete disk[script]));
      assert.ok(isLintedAgain(() => (disk[script] = 'Get-Item .')));
      assert.ok(isLintedAgain(() => (disk['/p/boxwright.json'] = '{}')));
      assert.ok(isLintedAgain(() => (disk['/p/boxwright-baseline.json'] = '{}')));
      assert.ok(isLintedAgain(() => undefined, { packer: { version: '1.11.0' } }));
      assert.ok(isLintedAgain(() => undefined, { given: new Map([[template, { variables: { a: 'b' } }]]) }));
      assert.ok(isLintedAgain(() => undefined, { unsaved: new Map([[script, 'Restart-Computer']]) }));
    });

    it('but shows what is suppressed now, and what other templates find', () => {
      lint(template);
      disk['/p/u.json'] = jsonTemplate({}, { type: 'powershell', script: 'setup.ps1', elevated_user: 'x' });
      const shown = (outcome: LintOutcome) =>
        outcome.files.find(({ path }) => path === script)?.findings[0]?.related.length;
      const alone = shown(lint(template)) ?? 0;
      lint('/p/u.json');
      assert.ok((shown(lint(template)) ?? 0) > alone);
      disk['/p/u.json'] = '{}';
      lint('/p/u.json');
      assert.equal(shown(lint(template)), alone);
    });

    it('reads again what language features ask about, where that is not kept', () => {
      for (let count = 0; count < 40; count++) {
        disk[`/p/many/${count}.json`] = jsonTemplate({ memory: 1000 + count });
        lint(`/p/many/${count}.json`);
      }
      for (const count of [0, 39, 0]) {
        const [details] = linter.detailsFor(`/p/many/${count}.json`, inputs());
        assert.equal(details?.pipeline?.timelines.length, 1);
        assert.ok(details.findings.length);
      }
    });
  });

  it('keeps the findings of the same text the same', () => {
    const keys = () => lint(template).files.flatMap(({ findings }) => findings.map(findingKey));
    const first = keys();
    assert.ok(first.length > 1);
    assert.equal(new Set(first).size, first.length);
    assert.deepEqual(keys(), first);
  });

  describe('of answer files', () => {
    /** Whether something is said of the file that concerns no template. */
    const isAlone = ({ files }: Pick<LintOutcome, 'files'>) =>
      files.some(
        ({ path, findings }) =>
          path === answers &&
          findings.some(({ related }) => !related.some(({ message }) => message.startsWith('Affects'))),
      );

    it('says nothing before all templates are read', () => {
      linter.noteAnswerFile(answers);
      assert.deepEqual(lint(answers).files, []);
      assert.deepEqual(linter.lintLoneAnswerFiles(inputs()).files, []);
      linter.setTemplatesRead();
      assert.equal(isAlone(linter.lintLoneAnswerFiles(inputs())), true);
    });

    it('leaves it to the template that begins to use one, and takes over from one that ceases to', () => {
      linter.noteAnswerFile(answers);
      linter.setTemplatesRead();
      assert.equal(isAlone(linter.lintLoneAnswerFiles(inputs())), true);
      const begins = lint(template);
      assert.equal(isAlone(begins), false);
      assert.equal(linter.has(answers), false);
      assert.equal(isAlone(linter.forget(template, inputs())), true);
    });
  });

  describe('of a folder of HCL2 files', () => {
    const folder = '/p/hcl';
    const [a, b] = [`${folder}/a.pkr.hcl`, `${folder}/b.pkr.hcl`];
    const small = (name: string, variable: string) =>
      `variable "${variable}" {
  default = 2048
}
source "qemu" "${name}" {
  memory           = var.${variable}
  iso_url          = "http://example.com/windows.iso"
  iso_checksum     = "file:http://example.com/sums"
  winrm_username   = "vagrant"
  communicator     = "winrm"
  winrm_password   = "x"
  shutdown_command = "shutdown /s"
}
build {
  sources = ["qemu.${name}"]
}
`;
    const choose = (separate: boolean) =>
      (disk['/p/boxwright.json'] = JSON.stringify({ separateTemplates: { hcl: separate } }));

    beforeEach(() => {
      disk = { [a]: small('a', 'one'), [b]: small('b', 'two') };
    });

    it('is one template, or as many as files, as they are read now', () => {
      assert.deepEqual(linter.keysOf(b, inputs()), [folder]);
      lint(folder);
      assert.equal(linter.linted(folder)?.builds, 2);
      disk[b] = small('b', 'one');
      assert.deepEqual(linter.keysOf(b, inputs()), [b, folder]);
      const outcome = lint(b);
      assert.deepEqual([...outcome.keys].sort(), [folder, a, b]);
      assert.deepEqual([...linter.keys].sort(), [a, b]);
      assert.deepEqual(rulesIn(outcome, a), ['memory-below-4gb']);
      assert.deepEqual(rulesIn(outcome, b)?.sort(), ['memory-below-4gb', 'separate-templates']);
    });

    it('becomes one again when the last name that was there twice goes', () => {
      disk[b] = small('b', 'one');
      for (const key of [a, b]) lint(key);
      disk[a] = small('a', 'three');
      const [key] = linter.keysOf(a, inputs());
      assert.equal(key, folder);
      const outcome = lint(folder);
      assert.deepEqual(linter.keys, [folder]);
      assert.deepEqual(rulesIn(outcome, b), []);
      assert.deepEqual(rulesIn(outcome, a), ['memory-below-4gb']);
    });

    it('loses a file without a word of it', () => {
      disk[b] = small('b', 'one');
      for (const key of [a, b]) lint(key);
      delete disk[b];
      const outcome = lint(b);
      assert.deepEqual(linter.keys, [folder]);
      assert.deepEqual(rulesIn(outcome, b), []);
    });

    it('is read as the project has chosen', () => {
      lint(folder);
      choose(true);
      const outcome = lint(folder);
      assert.deepEqual([...linter.keys].sort(), [a, b]);
      assert.deepEqual(rulesIn(outcome, a), ['memory-below-4gb']);
      choose(false);
      lint(a);
      assert.deepEqual(linter.keys, [folder]);
    });

    it('is not linted whole at each key stroke in one of its templates', () => {
      disk[b] = small('b', 'one');
      for (const key of [a, b]) lint(key);
      disk[a] = `# new\n${disk[a]}`;
      assert.deepEqual(lint(a).keys, [a]);
      // The hint names a place in the file that was changed.
      assert.deepEqual(linter.keysOf(a, inputs()), [a, b]);
      assert.deepEqual(linter.keysOf(b, inputs()), [b]);
    });

    it('leaves alone what the project or Git ignores', () => {
      lint(folder);
      disk['/p/boxwright.json'] = JSON.stringify({ separateTemplates: { hcl: true }, ignore: ['b.pkr.hcl'] });
      lint(folder);
      assert.deepEqual(linter.keys, [a]);
    });
  });

  it('goes by the values that a template is given, and by files that the project names', () => {
    disk = {
      [template]: jsonTemplate({ memory: '{{user `memory`}}' }).replace(
        '{',
        '{"variables": {"memory": ""}, ',
      ),
    };
    const isSmall = (more?: Partial<LintInputs>) =>
      rulesIn(lint(template, more), template)?.includes('memory-below-4gb');
    assert.equal(isSmall(), false);
    assert.equal(isSmall({ given: new Map([[template, { variables: { memory: '2048' } }]]) }), true);
    assert.equal(isSmall({ given: new Map([['/p/other.json', { variables: { memory: '2048' } }]]) }), false);
    disk['/p/boxwright.json'] = '{"varFiles": {"t.json": "lab.json"}}';
    disk['/p/lab.json'] = '{"memory": "1024"}';
    assert.equal(isSmall(), true);
    assert.deepEqual(linter.keysLeadingTo('/p/lab.json'), [template]);
    assert.equal(isSmall({ given: new Map([[template, { varFiles: [] }]]) }), false);
  });

  it('says which Vagrantfiles wait for their parser', async () => {
    disk[vagrantfile] = smallMachine;
    assert.deepEqual(lint(vagrantfile).waiting, [vagrantfile]);
    assert.equal(linter.has(vagrantfile), false);
    await linter.loadReader();
    const outcome = lint(vagrantfile);
    assert.deepEqual(outcome.waiting, []);
    assert.ok(rulesIn(outcome, vagrantfile)?.includes('vagrant-memory-below-4gb'));
  });

  it('asks for the Packer of this machine only where a rule goes by it', () => {
    assert.equal(lint(template).asksForPacker, false);
    disk[template] = jsonTemplate({}, { type: 'dsc', manifest_file: 'Site.ps1' });
    disk['/p/Site.ps1'] = 'Node localhost {}\n';
    const unloadable = (outcome: LintOutcome) =>
      rulesIn(outcome, template)?.includes('dsc-plugin-unloadable');
    const unknown = lint(template);
    assert.equal(unknown.asksForPacker, true);
    assert.equal(unloadable(lint(template, { packer: { version: '1.16.0', plugins: ['dsc'] } })), false);
    assert.equal(unloadable(lint(template, { packer: { version: '1.11.0', plugins: [] } })), true);
  });

  it('says what it could not lint, and goes on with the rest', () => {
    let broken = false;
    linter = new Linter(loadTestReader, () => {
      const files = memoryFiles(disk, '/p');
      const read = (path: string) => {
        if (broken && path === script) throw new Error('broken');
        return files.read(path);
      };
      return { ...files, read };
    });
    linter.noteAnswerFile(answers);
    linter.setTemplatesRead();
    lint(template);
    broken = true;
    const outcome = lint(template);
    assert.deepEqual(
      outcome.failures.map(({ key, error }) => [key, (error as Error).message]),
      [[template, 'broken']],
    );
    assert.equal(linter.has(template), false);
    assert.deepEqual(rulesIn(outcome, template), []);
    assert.ok(rulesIn(outcome, answers)?.length, 'the answer file stands alone now');
  });
});
