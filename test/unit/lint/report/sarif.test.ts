import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { lintPaths } from '../../../../src/lint/lintPaths';
import { acceptFindings } from '../../../../src/lint/acceptFindings';
import { Projects } from '../../../../src/lint/project';
import { jsonReport } from '../../../../src/lint/report/json';
import { sarifReport } from '../../../../src/lint/report/sarif';
import type { Finding } from '../../../../src/rules/finding';
import { rules } from '../../../../src/rules/rules';
import { applyEdits } from '../../../../src/text/textEdit';
import { SourceText } from '../../../../src/text/sourceText';
import { memoryFiles } from '../../../support/memoryFiles';
import { jsonTemplate, loadTestReader } from '../../../support/ruleTests';

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Place {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Region };
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: [Place];
  relatedLocations?: (Place & { id: number; message: { text: string } })[];
  partialFingerprints: Record<string, string>;
  fixes?: {
    description: { text: string };
    artifactChanges: {
      artifactLocation: { uri: string };
      replacements: { deletedRegion: Region; insertedContent?: { text: string } }[];
    }[];
  }[];
}
interface Log {
  runs: [
    {
      tool: {
        driver: {
          version: string;
          rules: { id: string; helpUri: string; defaultConfiguration: { level: string } }[];
        };
      };
      columnKind: string;
      results: Result[];
    },
  ];
}

/** The published schema. */
const schema = JSON.parse(
  readFileSync(
    path.join(REPO_ROOT, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
) as object;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const read = (text: string): Log['runs'][0] => {
  const log: unknown = JSON.parse(text);
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  assert.ok(!validate({ ...(log as object), version: '2' }), 'the schema does not check anything');
  return (log as Log).runs[0];
};

describe('the SARIF report', () => {
  const script = 'Set-Item a\r\n  Restart-Computer -Force\r\nSet-Item b\r\n';
  const template = jsonTemplate(
    { memory: 2048 },
    { type: 'powershell', script: 'scripts/größe #1.ps1' },
    { type: 'powershell', inline: ['Restart-Computer -Force'] },
    { type: 'powershell', inline: ['Restart-Computer -Force'] },
  );
  const project = { '/project/windows.json': template, '/project/scripts/größe #1.ps1': script };

  const lint = async (texts: Readonly<Record<string, string>>, cwd = '/project', selected = rules) => {
    const sources = memoryFiles(texts, '/project');
    const result = await lintPaths(['/project'], sources, selected, loadTestReader);
    return read(sarifReport({ ...result, sources, cwd }, selected, '1.2.3'));
  };
  const of = (rule: string, { results }: Log['runs'][0]) => results.filter(({ ruleId }) => ruleId === rule);

  it('tells of all rules, each with its page', async () => {
    const { tool, columnKind } = await lint(project);
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(tool.driver.version, '1.2.3');
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    for (const { id, helpUri } of tool.driver.rules)
      assert.equal(helpUri, `https://github.com/boxwright/boxwright/blob/v1.2.3/docs/rules/${id}.md`);
    const levels = new Set(tool.driver.rules.map(({ defaultConfiguration }) => defaultConfiguration.level));
    for (const level of levels) assert.ok(['error', 'warning', 'note'].includes(level), level);
  });

  it('places findings by lines and columns, in files that are named as in a URL', async () => {
    const { results, tool } = await lint(project);
    const inScript = results.find(({ locations }) => locations[0].physicalLocation.region.startLine === 2);
    assert.ok(inScript);
    assert.deepEqual(inScript.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'scripts/gr%C3%B6%C3%9Fe%20%231.ps1', uriBaseId: '%SRCROOT%' },
          region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 26 },
        },
      },
    ]);
    assert.equal(tool.driver.rules[inScript.ruleIndex]?.id, inScript.ruleId);
    const [related] = inScript.relatedLocations ?? [];
    assert.ok(related);
    assert.equal(related.id, 1);
    assert.equal(related.physicalLocation.artifactLocation.uri, 'windows.json');
    assert.ok(inScript.message.text.includes(`[${related.message.text}](1)`));
  });

  it('names files from the root of the repository, wherever it is asked', async () => {
    assert.deepEqual((await lint(project, '/project/scripts')).results, (await lint(project)).results);
  });

  it('names what lies outside by its whole URL', () => {
    const finding: Finding = {
      rule: 'file-missing',
      severity: 'hint',
      message: 'Not [here].',
      location: { path: '/else/a b.ps1', span: { start: 0, end: 0 } },
      related: [],
      fixes: [],
    };
    const sources = memoryFiles({ '/else/a b.ps1': '' }, '/project');
    const report = sarifReport({ findings: [finding], files: [], sources, cwd: '/project' }, [], '1');
    const [result] = read(report).results;
    assert.deepEqual(result?.locations[0].physicalLocation, {
      artifactLocation: { uri: pathToFileURL('/else/a b.ps1').href },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    });
    assert.equal(result.level, 'note');
    assert.equal(result.message.text, 'Not [here].');
  });

  describe('its fingerprints', () => {
    const print = (result: Result | undefined) => result?.partialFingerprints['boxwrightLine/v1'];

    it('stay when a line moves or is indented anew', async () => {
      const id = 'reboot-in-provisioner';
      const moved = {
        ...project,
        '/project/scripts/größe #1.ps1': `# new\r\n\r\n${script.replace('  Restart', '\tRestart')}`,
      };
      const prints = of(id, await lint(project)).map(print);
      assert.deepEqual(of(id, await lint(moved)).map(print), prints);
    });

    it('are all different, also of equal lines', async () => {
      const { results } = await lint(project);
      const prints = results.map(print);
      assert.equal(new Set(prints).size, prints.length);
      assert.ok(of('reboot-in-provisioner', { results } as Log['runs'][0]).length >= 3);
      assert.ok(prints.some((one) => one?.endsWith(':1')));
    });

    it('have the same numbers in every report and list, whatever is suppressed', async () => {
      const texts = {
        '/project/windows.json': jsonTemplate({}, { type: 'powershell', script: 'a.ps1' }),
        '/project/a.ps1':
          '# boxwright-disable-next-line reboot-in-provisioner\nRestart-Computer\nGet-Date\nRestart-Computer\nGet-Date\n',
      };
      const sources = memoryFiles(texts, '/project');
      const result = await lintPaths(['/project'], sources, rules, loadTestReader);
      const input = { ...result, sources, cwd: '/project' };
      const inJson = JSON.parse(jsonReport(input, '1')) as {
        findings: { rule: string; fingerprint: string }[];
      };
      const inSarif = of('reboot-in-provisioner', read(sarifReport(input, rules, '1'))).map(print);
      const shownOnes = inJson.findings.filter(({ rule }) => rule === 'reboot-in-provisioner');
      assert.equal(inSarif.length, 2);
      assert.deepEqual(
        shownOnes.map(({ fingerprint }) => fingerprint),
        inSarif.slice(1),
      );
      const projects = new Projects(sources);
      const [list] = acceptFindings(result, projects);
      const accepted = list?.entries.find(({ rule }) => rule === 'reboot-in-provisioner');
      assert.equal(accepted?.fingerprint, inSarif[1]);
    });

    it('change with the text of the line', async () => {
      const [before] = of('memory-below-4gb', await lint(project));
      const changed = { ...project, '/project/windows.json': template.replace('2048', '3072') };
      const [after] = of('memory-below-4gb', await lint(changed));
      assert.ok(before && after);
      assert.notEqual(print(before), print(after));
    });
  });

  it('has the fixes as replacements that do what the fix does', async () => {
    const [memory] = of('memory-below-4gb', await lint(project));
    const [fix] = memory?.fixes ?? [];
    const [change] = fix?.artifactChanges ?? [];
    assert.ok(fix && change);
    assert.notEqual(fix.description.text, '');
    assert.equal(change.artifactLocation.uri, 'windows.json');
    const source = new SourceText('/project/windows.json', template);
    const edits = change.replacements.map(({ deletedRegion: at, insertedContent }) => ({
      span: {
        start: source.offsetAt({ line: at.startLine - 1, character: at.startColumn - 1 }),
        end: source.offsetAt({ line: at.endLine - 1, character: at.endColumn - 1 }),
      },
      newText: insertedContent?.text ?? '',
    }));
    assert.equal(applyEdits(template, edits), template.replace('2048', '4096'));
  });

  it('is valid for all that the rules can find', async () => {
    const names = ['windows-2022.json', 'Autounattend.xml', 'Vagrantfile', 'scripts/tls.ps1'];
    const texts = Object.fromEntries(
      names.map((name) => [
        `/project/${name}`,
        readFileSync(path.join(REPO_ROOT, 'examples/windows-2022', name), 'utf8'),
      ]),
    );
    assert.ok((await lint(texts)).results.length > 5);
  });
});
