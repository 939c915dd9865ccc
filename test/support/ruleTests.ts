import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyFixes } from '../../src/lint/applyFixes';
import { lintPaths } from '../../src/lint/lintPaths';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { loadVagrantfileReader } from '../../src/pipeline/vagrantfile/vagrantfileReader';
import type { VagrantfileReader } from '../../src/pipeline/vagrantfile/vagrantfileReader';
import type { Applicability, Finding, Severity } from '../../src/rules/finding';
import { rules } from '../../src/rules/rules';
import { memoryFiles } from './memoryFiles';

/** Files of a small project by their paths in it. Where something must be found, it stands between « and ». */
export type Project = Readonly<Record<string, string>>;

export interface Found {
  readonly files: Project;
  /** Of all findings; the rule's own unless given. */
  readonly severity?: Severity;
  readonly message?: RegExp;
  /** What the fixes make of the files that they change; `false` where none can be offered. */
  readonly fixed?: Project | false;
}

/** The project's folder. */
const root = '/project';

let reader: Promise<VagrantfileReader> | undefined;

/** Reads Vagrantfiles in tests. */
export const loadTestReader = (): Promise<VagrantfileReader> =>
  (reader ??= loadVagrantfileReader(readFileSync(PRISM_WASM)));

/**
 * Tests one rule: what it must find, exactly at the marked places; what it must not; and that after its fixes it is
 * silent, and all files can still be read.
 * @param found titles to projects; at least three
 * @param silent titles to projects with no finding; at least three
 */
export function testRule(
  id: string,
  { found, silent }: { found: Readonly<Record<string, Found>>; silent: Readonly<Record<string, Project>> },
): void {
  const rule = rules.find((other) => other.id === id);
  describe(id, () => {
    it('has at least three of each', () => {
      assert.ok(rule, `There is no rule ${id}.`);
      assert.ok(Object.keys(found).length >= 3 && Object.keys(silent).length >= 3);
    });

    for (const [title, { files, severity, message, fixed }] of Object.entries(found))
      describe(`finds ${title}`, () => {
        const { texts, marks } = unmark(files);
        it('at its place', async () => {
          const findings = await lintProject(texts, id);
          const places = findings.map(({ location: { path, span } }) => ({ path, ...span }));
          assert.ok(marks.length > 0, 'nothing is marked');
          assert.deepEqual(shown(places, texts), shown(marks, texts));
          for (const finding of findings) {
            assert.equal(finding.severity, severity ?? rule?.severity, finding.message);
            if (message) assert.match(finding.message, message);
          }
        });
        if (rule?.fixes.length)
          it(fixed === false ? 'without a fix' : 'and mends it', async () => {
            const findings = await lintProject(texts, id);
            if (fixed === false) return assert.ok(findings.every(({ fixes }) => fixes.length === 0));
            for (const { fixes } of findings)
              for (const { applicability } of fixes)
                assert.ok(rule.fixes.includes(applicability), `${id} has a fix that is ${applicability}`);
            const mended = await fixAll(texts, 'unsafe', id);
            for (const [name, text] of Object.entries(fixed ?? {}))
              assert.equal(mended[`${root}/${name}`], text);
            assert.deepEqual(
              (await lintProject(mended, id)).map((finding) => finding.message),
              [],
            );
            assert.deepEqual(newProblems(mended, texts), []);
          });
      });

    it('has safe fixes that bring nothing new', async () => {
      const projects = [...Object.values(found).map(({ files }) => files), ...Object.values(silent)];
      for (const files of projects) await assertNothingNew(unmark(files).texts);
    });

    for (const [title, files] of Object.entries(silent))
      it(`says nothing of ${title}`, async () => {
        const findings = await lintProject(unmark(files).texts, id);
        assert.deepEqual(
          findings.map(({ message, location }) => `${location.path}: ${message}`),
          [],
        );
      });
  });
}

/** Lints all of a project in memory. @param texts by absolute path */
export async function lintProject(texts: Project, id?: string): Promise<readonly Finding[]> {
  const { findings } = await lintPaths(
    [root],
    memoryFiles(texts, root),
    id === undefined ? rules : rules.filter((rule) => rule.id === id),
    loadTestReader,
  );
  return findings;
}

interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** The texts, by absolute path, and the places that were marked in them. */
export function unmark(files: Project): { texts: Record<string, string>; marks: Place[] } {
  const texts: Record<string, string> = {};
  const marks: Place[] = [];
  for (const [name, marked] of Object.entries(files)) {
    const path = `${root}/${name}`;
    let text = '';
    for (const part of marked.split(/(«[^»]*»)/)) {
      const inner = /^«([^»]*)»$/.exec(part)?.[1];
      if (inner !== undefined) marks.push({ path, start: text.length, end: text.length + inner.length });
      text += inner ?? part;
    }
    texts[path] = text;
  }
  return { texts, marks };
}

const shown = (places: readonly Place[], texts: Project): string[] =>
  places.map(({ path, start, end }) => `${path}:${start}: ${texts[path]?.slice(start, end)}`).sort();

export async function fixAll(texts: Project, most: Applicability, id?: string): Promise<Project> {
  let current = texts;
  for (let round = 0; round < 10; round++) {
    const now = current;
    const changed = applyFixes(await lintProject(now, id), (path) => now[path], most);
    if (!changed.size) return current;
    current = { ...now, ...Object.fromEntries(changed) };
  }
  return current;
}

/**
 * Once all safe fixes are applied, no rule finds what it did not find before, and all files can still be read.
 * @param texts by absolute path, below /project
 */
export async function assertNothingNew(texts: Project): Promise<void> {
  const before = await lintProject(texts);
  const fixed = await fixAll(texts, 'safe');
  if (fixed === texts) return;
  const known = new Set(before.map(nameOf));
  const added = (await lintProject(fixed)).map(nameOf).filter((name) => !known.has(name));
  assert.deepEqual(added, [], JSON.stringify(fixed, undefined, 2));
  assert.deepEqual(newProblems(fixed, texts), []);
}

/** What is found, wherever in its file: a fix moves what stands below it. */
const nameOf = ({ rule, location, message }: Finding): string => `${location.path}: ${rule}: ${message}`;

/** What can't be read any more. */
function newProblems(texts: Project, before: Project): string[] {
  const known = problemsOf(before);
  return problemsOf(texts).filter((problem) => !known.includes(problem));
}

const problemsOf = (texts: Project): string[] => {
  const files = memoryFiles(texts, root);
  return Object.keys(texts)
    .filter((path) => /\.(json|hcl)$/.test(path))
    .flatMap((path) => readTemplate(path, files)?.problems.map(({ message }) => message) ?? []);
};

/** Commands of an answer file, by the list in which they stand. */
export interface Commands {
  readonly windowsPE?: readonly string[];
  readonly specialize?: readonly string[];
  readonly firstLogon?: readonly string[];
}

/** An answer file that runs some commands, in their order. What has to be escaped in XML is escaped here. */
export function answerFile({ windowsPE, specialize, firstLogon }: Commands, more = ''): string {
  const items = (commands: readonly string[] = [], item: string, command: string) =>
    commands
      .map(
        (text, index) =>
          `        <${item} wcm:action="add">\n          <Order>${index + 1}</Order>\n          <${command}>${escapeXml(text)}</${command}>\n        </${item}>\n`,
      )
      .join('');
  const component = (name: string, content: string) =>
    `    <component name="${name}" processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS">\n${content}    </component>\n`;
  const list = (name: string, content: string) =>
    content ? `      <${name}>\n${content}      </${name}>\n` : '';
  const pass = (name: string, content: string) =>
    content ? `  <settings pass="${name}">\n${content}  </settings>\n` : '';
  const run = (commands: readonly string[] | undefined) =>
    list('RunSynchronous', items(commands, 'RunSynchronousCommand', 'Path'));
  const autoLogon =
    '      <AutoLogon>\n        <Enabled>true</Enabled>\n        <Username>vagrant</Username>\n      </AutoLogon>\n';
  return `<?xml version="1.0" encoding="utf-8"?>\n<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">\n${
    windowsPE ? pass('windowsPE', component('Microsoft-Windows-Setup', run(windowsPE))) : ''
  }${specialize ? pass('specialize', component('Microsoft-Windows-Deployment', run(specialize))) : ''}${pass(
    'oobeSystem',
    component(
      'Microsoft-Windows-Shell-Setup',
      autoLogon + list('FirstLogonCommands', items(firstLogon, 'SynchronousCommand', 'CommandLine')) + more,
    ),
  )}</unattend>\n`;
}

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The text of a JSON template with one Windows machine that Packer reaches by WinRM. Marks survive. */
export const jsonTemplate = (builder: object, ...provisioners: readonly object[]): string =>
  `${JSON.stringify(
    {
      builders: [
        {
          type: 'virtualbox-iso',
          guest_os_type: 'Windows2019_64',
          iso_url: 'http://example.com/windows.iso',
          iso_checksum: 'sha256:0000000000000000000000000000000000000000000000000000000000000000',
          communicator: 'winrm',
          winrm_username: 'vagrant',
          winrm_password: 'vagrant',
          memory: 4096,
          floppy_files: ['Autounattend.xml'],
          shutdown_command: 'shutdown /s /t 10',
          ...builder,
        },
      ],
      ...(provisioners.length && { provisioners }),
    },
    null,
    2,
  )}\n`;
