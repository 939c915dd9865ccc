import assert from 'node:assert/strict';
import { explain } from '../../../src/language/explain/explain';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { jsonReport } from '../../../src/lint/report/json';
import { sarifReport } from '../../../src/lint/report/sarif';
import { stylishReport } from '../../../src/lint/report/stylish';
import { timelineJson } from '../../../src/lint/report/timelineJson';
import { timelineText } from '../../../src/lint/report/timelineText';
import { unixReport } from '../../../src/lint/report/unix';
import { memoryDemand } from '../../../src/pipeline/guest/demand';
import { hide } from '../../../src/pipeline/hiddenValues';
import { readPipeline } from '../../../src/pipeline/pipeline';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { rules } from '../../../src/rules/rules';
import { plannedSteps } from '../../../src/tools/packer/plan/plannedSteps';
import { memoryFiles } from '../../support/memoryFiles';

/** The secret. It stands in every place from which something is told. */
const canary = 'Canary-7f3a/9';

/** What a template does with a value, in either dialect, and with the same text written out. */
const hcl = (declared: string, value: string) => `
${declared}
source "qemu" "x" {
  communicator     = "winrm"
  winrm_username   = "Administrator"
  winrm_password   = ${value}
  iso_url          = "x.iso"
  iso_checksum     = "none"
  memory           = 1024
  floppy_files     = ["\${${value}}/x.ps1", "${canary}/y.ps1"]
  shutdown_command = "shutdown /s /c \\"${canary} \${${value}}\\""
}
build {
  name    = "${canary}"
  sources = ["source.qemu.x"]
  provisioner "powershell" {
    inline = ["Restart-Computer # \${${value}}", "shutdown /r /c '${canary}'", "choco install \${${value}}", "C:\\\\${canary}.exe"]
  }
  provisioner "powershell" { scripts = ["\${${value}}/x.ps1", "${canary}/y.ps1"] }
  provisioner "powershell" { script = "/p/run.ps1" }
  provisioner "file" {
    source      = "\${${value}}/q"
    destination = "C:/${canary}"
  }
}`;
const json = (secrets: readonly string[]) => ({
  variables: { pw: canary },
  'sensitive-variables': secrets,
  builders: [
    {
      type: 'qemu',
      name: canary,
      communicator: 'winrm',
      winrm_username: 'Administrator',
      winrm_password: '{{user `pw`}}',
      iso_url: 'x.iso',
      iso_checksum: 'none',
      memory: 1024,
      floppy_files: ['{{user `pw`}}/x.ps1', `${canary}/y.ps1`],
      shutdown_command: `shutdown /s /c "${canary} {{user \`pw\`}}"`,
    },
  ],
  provisioners: [
    { type: 'powershell', inline: ['choco install {{user `pw`}}', `shutdown /r /c '${canary}'`] },
    { type: 'powershell', scripts: ['{{user `pw`}}/x.ps1', `${canary}/y.ps1`, '/p/run.ps1'] },
  ],
});
const secretFile = JSON.stringify({ pw: canary, os: 'windows' });

const templates: readonly (readonly [what: string, name: string, text: string])[] = [
  [
    'a sensitive variable',
    't.pkr.hcl',
    hcl(`variable "pw" {\n  default   = "${canary}"\n  sensitive = true\n}`, 'var.pw'),
  ],
  [
    'a sensitive local',
    't.pkr.hcl',
    hcl(`local "pw" {\n  expression = "${canary}"\n  sensitive  = true\n}`, 'local.pw'),
  ],
  ['sensitive()', 't.pkr.hcl', hcl(`locals {\n  pw = sensitive("${canary}")\n}`, 'local.pw')],
  ['file()', 't.pkr.hcl', hcl('locals {\n  pw = trimspace(file("pw.txt"))\n}', 'local.pw')],
  ['jsondecode(file())', 't.pkr.hcl', hcl('locals {\n  pw = jsondecode(file("s.json")).pw\n}', 'local.pw')],
  ['sensitive-variables', 't.json', JSON.stringify(json(['pw']), null, 2)],
];

/** All that is told of a template, by where. */
function told(name: string, text: string): Record<string, string> {
  const path = `/p/${name}`;
  const files = memoryFiles(
    {
      [path]: text,
      '/p/s.json': secretFile,
      '/p/pw.txt': `${canary}\n`,
      '/p/run.ps1': `shutdown /r /c "${canary}"\n& "C:\\${canary}.ps1"\nnew-thing ${canary}\n`,
    },
    '/p',
  );
  const template = readTemplate(name === 't.json' ? path : '/p', files) ?? readTemplate(path, files);
  assert.ok(template);
  const { findings, failures } = lintTemplate(template, new Projects(files).ofFolder('/p'));
  assert.deepEqual(failures, []);
  const input = { findings, files: [path], sources: files, cwd: '/p' };
  const pipeline = readPipeline(template, files);
  const hovers = [...text].flatMap((_, offset) => explain(pipeline, path, offset));
  return {
    stylish: stylishReport(input, false),
    unix: unixReport(input),
    json: jsonReport(input, '1'),
    sarif: sarifReport(input, rules, '1'),
    fixes: JSON.stringify(findings.flatMap(({ fixes }) => fixes.map(({ title }) => title))),
    'timeline, text': timelineText(pipeline.timelines, input, false),
    'timeline, JSON': timelineJson(pipeline.timelines, input),
    'Templates view': JSON.stringify([
      template.builds.map(({ shownName }) => shownName),
      pipeline.timelines.flatMap((one) =>
        plannedSteps(one, []).map(({ label, text: whole }) => [label, whole]),
      ),
    ]),
    'demand of memory': JSON.stringify(memoryDemand(template.builds, 0)),
    hovers: JSON.stringify(hovers.map(({ lines }) => lines)),
  };
}

describe('A value that nobody is to see', () => {
  for (const [what, name, text] of templates)
    it(`of ${what} is in nothing that is told`, () => {
      for (const [where, said] of Object.entries(told(name, text)))
        assert.deepEqual([where, ...(said.match(/.{0,60}Canary.{0,20}/g) ?? [])], [where]);
    });

  it('is shown in all these places where it is no secret', () => {
    const said = told('t.json', JSON.stringify(json([]), null, 2));
    for (const where of [
      'stylish',
      'unix',
      'json',
      'sarif',
      'timeline, text',
      'timeline, JSON',
      'Templates view',
      'hovers',
    ])
      assert.ok(said[where]?.includes(canary), `${where}: ${said[where]}`);
  });
});

describe('hide', () => {
  for (const [text, hidden, shown] of [
    ['a hunter2 b', ['hunter2'], 'a ••• b'],
    ['"hunter2"', ['hunter2'], '"•••"'],
    // A short word within another is another word.
    ['/home/vagrantfile vagrant', ['vagrant'], '/home/vagrantfile •••'],
    ['xCorrect-Horse!y', ['Correct-Horse!'], 'x•••y'],
    ['abcdef abc', ['abc', 'abcdef'], '••• •••'],
    ['nothing', ['hunter2'], 'nothing'],
    ['hunter', ['hunter2'], 'hunter'],
    ['a b', [], 'a b'],
  ] as const)
    it(`of '${text}' shows '${shown}'`, () => assert.equal(hide(text, hidden), shown));

  it('costs what the text is long, however much is hidden', () => {
    const hidden = Array.from({ length: 20_000 }, (_, index) => `value-${index}-`);
    assert.equal(hide('no value-x- here '.repeat(20_000), hidden), 'no value-x- here '.repeat(20_000));
  });
});
