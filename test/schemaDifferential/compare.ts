import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lintPaths } from '../../src/lint/lintPaths';
import { componentOf } from '../../src/pipeline/schema/component';
import type { FactsIndex, FactsKind } from '../../src/pipeline/schema/facts';
import { schemaFile } from '../../src/pipeline/schema/schemaFiles';
import type { ComponentKind } from '../../src/pipeline/packer/pluginTable';
import type { Template } from '../../src/pipeline/template/template';
import { rules } from '../../src/rules/rules';
import { Random } from '../hclDifferential/generate';
import { memoryFiles } from '../support/memoryFiles';
import { exceptionFor } from './exceptions';
import { generate } from './generate';
import type { Generated, Mistake } from './generate';

export interface PackerProgram {
  readonly path: string;
  /** `1.6.6` has the plugins of its time built in. */
  readonly version: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where we and Packer do not agree. */
export interface Disagreement {
  readonly seed: number;
  readonly component: string;
  readonly kind: 'false alarm' | 'missed' | 'other place' | 'refused' | 'exception';
  readonly mistake: Mistake | 'none';
  readonly about: string;
  readonly ours: readonly string[];
  readonly packer: string;
  readonly text: string;
}

export interface Comparison {
  readonly tried: number;
  readonly accepted: number;
  readonly refused: number;
  readonly disagreements: readonly Disagreement[];
}

const ids = new Set([
  'unknown-option',
  'unknown-component',
  'wrong-type',
  'required-missing',
  'conflicting-options',
  'option-newer-than-plugin',
]);
const ownRules = rules.filter(({ id }) => ids.has(id));

const mistakes: readonly (Mistake | 'none')[] = [
  'none',
  'none',
  'misspelt',
  'type',
  'value',
  'duration',
  'missing',
  'group',
  'both',
  'shape',
  'component',
];

const kinds: Readonly<Record<FactsKind, ComponentKind>> = {
  builder: 'builder',
  provisioner: 'provisioner',
  'post-processor': 'postProcessor',
  data: 'dataSource',
};

/** Components that a Packer has built in, as `KIND TYPE`. */
function builtIn(version: string): string[] {
  const { components } = schemaFile<FactsIndex>('index');
  const core = Object.entries(components).flatMap(([kind, types]) =>
    Object.entries(types).flatMap(([type, file]) => (file === 'core' ? [`${kind} ${type}`] : [])),
  );
  if (version !== '1.6.6') return core;
  const { bundled } = schemaFile<{ readonly bundled: Readonly<Record<string, unknown>> }>('language');
  return [...core, ...Object.keys(bundled)].filter((one) => !one.startsWith('data '));
}

/** Asks Packer and our rules about generated templates, two at a time. @param until milliseconds, or how many are tried */
export async function compare(
  program: PackerProgram,
  { seed, until, most }: { seed: number; until: number; most: number },
): Promise<Comparison> {
  const components = builtIn(program.version);
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-schema-'));
  const disagreements: Disagreement[] = [];
  const counts = { tried: 0, accepted: 0, refused: 0 };
  let next = seed;
  const work = async () => {
    while (counts.tried < most && Date.now() < until) {
      const own = next++;
      const random = new Random(own);
      const [kind, type] = random.pick(components).split(' ') as [FactsKind, string];
      const known = componentOf({ dialect: 'json' } as Template, kinds[kind], type, undefined);
      if (!known?.known) continue;
      const mistake = random.pick(mistakes);
      const generated = generate(kind, type, known, own, mistake === 'none' ? undefined : mistake);
      if (!generated) continue;
      const packer = await validate(program, generated, path.join(folder, String(own)));
      counts.tried++;
      counts[packer.accepted ? 'accepted' : 'refused']++;
      const disagreement = await judge(program, own, `${kind} ${type}`, generated, packer);
      if (disagreement) disagreements.push(disagreement);
    }
  };
  await Promise.all([work(), work()]);
  rmSync(folder, { recursive: true });
  return { ...counts, disagreements };
}

interface Verdict {
  readonly accepted: boolean;
  readonly output: string;
}

function validate(
  { path: program, env }: PackerProgram,
  { dialect, text }: Generated,
  name: string,
): Promise<Verdict> {
  const file = `${name}${dialect === 'json' ? '.json' : '.pkr.hcl'}`;
  writeFileSync(file, text);
  return new Promise((resolve) => {
    execFile(
      program,
      ['validate', file],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: path.dirname(file),
          CHECKPOINT_DISABLE: '1',
          PACKER_CONFIG_DIR: path.dirname(file),
          ...env,
        },
        timeout: 60_000,
      },
      (error, stdout, stderr) => {
        rmSync(file);
        resolve({ accepted: !error, output: stdout + stderr });
      },
    );
  });
}

/** Refusals that are about names and types. Others are about files, accounts and other computers. */
const aboutOptions =
  /Unsupported argument|Unsupported block type|unknown configuration key|Unknown \S+ type|Incorrect attribute value type|Inappropriate value for|expected type|cannot parse|unconvertible|invalid duration|missing unit|Insufficient|Duplicate \w+ block/i;

async function judge(
  { version }: PackerProgram,
  seed: number,
  component: string,
  generated: Generated,
  { accepted, output }: Verdict,
): Promise<Disagreement | undefined> {
  const { dialect, text, mistake, about = '', line } = generated;
  const file = dialect === 'json' ? 't.json' : 't.pkr.hcl';
  const files = { [`/project/${file}`]: text, '/project/boxwright.json': `{"packerVersion": "${version}"}` };
  const { findings } = await lintPaths(['/project'], memoryFiles(files, '/project'), ownRules, () =>
    Promise.reject(new Error('no Vagrantfile')),
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  const found = (kind: Disagreement['kind']): Disagreement => {
    const one = {
      seed,
      component,
      mistake: mistake ?? ('none' as const),
      about,
      ours: errors.map(({ rule, message }) => `${rule}: ${message}`),
      packer: output,
      text,
    };
    return { ...one, kind: exceptionFor({ ...one, kind, version }) ? 'exception' : kind };
  };
  if (accepted) return errors.length ? found('false alarm') : undefined;
  if (!mistake) {
    // What the generator leaves out by mistake is refused by both.
    if (
      errors.some(({ message }) =>
        [...message.matchAll(/'([\w.]+)'/g)].some(([, name = '']) => output.includes(name)),
      )
    )
      return undefined;
    if (errors.length) return found('false alarm');
    return aboutOptions.test(output) ? found('refused') : undefined;
  }
  if (!errors.length) return found('missed');
  if (line === undefined) return undefined;
  const lines = errors.map(({ location }) => text.slice(0, location.span.start).split('\n').length - 1);
  // An item of a list in JSON stands below the name.
  return lines.some((one) => one >= line && one <= line + 2) ? undefined : found('other place');
}
