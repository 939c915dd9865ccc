import { readFileSync } from 'node:fs';
import path from 'node:path';
import { usage } from '../../../src/cli/usage';
import { baselineText, fingerprinted } from '../../../src/lint/baseline';
import { lintPaths } from '../../../src/lint/lintPaths';
import { formats } from '../../../src/lint/report/formats';
import { rules } from '../../../src/rules/rules';
import { matchesGolden } from '../../support/golden';
import { memoryFiles } from '../../support/memoryFiles';
import { loadTestReader } from '../../support/ruleTests';

/** What docs/stability.md promises: a change here is one that users notice. */
describe('golden: contracts', () => {
  const manifest = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
    contributes: {
      commands: { command: string }[];
      configuration: { properties: Record<string, { type: unknown; default: unknown; enum?: unknown }> }[];
    };
  };
  const schema = JSON.parse(
    readFileSync(path.join(REPO_ROOT, 'schemas/boxwright.schema.json'), 'utf8'),
  ) as Schema;

  it('of the command line: commands, options, exit codes', () =>
    matchesGolden('contracts/commandLine', usage.split('\n')));

  it('of rules: ids, severities and how their fixes are graded', () =>
    matchesGolden(
      'contracts/rules',
      rules.map(({ id, severity, fixes }) => [id, severity, ...fixes].join(' ')),
    ));

  it('of boxwright.json: what may stand in it', () =>
    matchesGolden('contracts/configuration', keysOf(schema)));

  it('of the extension: commands and settings', () =>
    matchesGolden('contracts/extension', [
      ...manifest.contributes.commands.map(({ command }) => command).sort(),
      ...manifest.contributes.configuration
        .flatMap(({ properties }) => Object.entries(properties))
        .map(([name, { type, default: value, enum: values }]) =>
          [name, JSON.stringify(type), JSON.stringify(value), values ? JSON.stringify(values) : ''].join(' '),
        )
        .sort(),
    ]));

  for (const name of Object.keys(formats) as (keyof typeof formats)[])
    it(`of the report ${name}`, async () => {
      const { sources, result } = await linted();
      const options = { rules: asked, version: '1.2.3', color: false, width: undefined };
      const text = formats[name]({ ...result, sources, cwd: '/w' }, options);
      matchesGolden(`contracts/${name}`, text.trimEnd().split('\n'));
    });

  it('of lists of accepted findings', async () => {
    const { sources, result } = await linted();
    const all = [...result.findings, ...(result.suppressed ?? []).map(({ finding }) => finding)];
    const entries = fingerprinted(result.findings, all, '/w/boxwright-baseline.json', sources);
    matchesGolden(
      'contracts/baseline',
      baselineText(entries.map(([, entry]) => entry))
        .trimEnd()
        .split('\n'),
    );
  });

  const asked = rules.filter(({ id }) =>
    ['file-missing', 'iso-checksum-none', 'removed-key', 'shutdown-command-reboots'].includes(id),
  );

  /** With each severity but hint, a fix of each grade, a related place, something suppressed, and two equal lines. */
  async function linted() {
    const sources = memoryFiles(
      {
        '/w/t.json': `{
  "_boxwright": { "disable": ["iso-checksum-none"], "reason": "the lab's own" },
  "builders": [
    {
      "type": "virtualbox-iso",
      "guest_os_type": "Windows2022_64",
      "iso_url": "https://example.com/a.iso",
      "iso_checksum": "none",
      "iso_checksum_type": "none",
      "shutdown_command": "shutdown /r /t 0"
    }
  ],
  "provisioners": [
    { "type": "powershell", "scripts": ["scripts/setup.ps1", "scripts/gone.ps1"] },
    { "type": "powershell", "script": "setup.ps1" },
    { "type": "powershell", "script": "setup.ps1" }
  ]
}
`,
        '/w/scripts/setup.ps1': 'Get-Date\n',
      },
      '/w',
    );
    return { sources, result: await lintPaths(['/w'], sources, asked, loadTestReader) };
  }
});

interface Schema {
  readonly $ref?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly anyOf?: Schema[];
}

/** Each key with its type, those of rules aside. */
function keysOf({ properties, items, anyOf }: Schema, at = ''): string[] {
  const below = Object.entries(properties ?? {}).flatMap(([name, one]) => [
    `${at}${name}: ${JSON.stringify(one.type ?? one.$ref ?? one.enum ?? 'any')}`,
    ...keysOf(one, `${at}${name}.`),
  ]);
  return [
    ...below,
    ...(items ? keysOf(items, `${at}[].`) : []),
    ...(anyOf ?? []).flatMap((one) => keysOf(one, at)),
  ];
}
