import { readVagrantfile } from '../../src/pipeline/vagrantfile/readVagrantfile';
import { applyFixes } from '../../src/lint/applyFixes';
import { judgeFile } from '../../src/lint/judgeFile';
import { lintSubject } from '../../src/lint/lintSubject';
import { Projects } from '../../src/lint/project';
import { formats } from '../../src/lint/report/formats';
import { timelineJson } from '../../src/lint/report/timelineJson';
import { timelineText } from '../../src/lint/report/timelineText';
import { subjectAt } from '../../src/lint/subject';
import { readPipeline } from '../../src/pipeline/pipeline';
import type { Finding } from '../../src/rules/finding';
import type { Rule } from '../../src/rules/rule';
import { rules } from '../../src/rules/rules';
import type { RubyParser } from '../../src/syntax/ruby/loadRuby';
import { SourceText } from '../../src/text/sourceText';
import { memoryFiles } from '../support/memoryFiles';
import { outputs } from './outputs';
import type { Random } from './samples';
import { roles } from './roles';
import { targets } from './targets';
import { hostile } from './mutate';
import { samples } from './samples';

/*
 * How time grows with size. What is measured is a slope: 1 for time that grows with the text, 2 for its square. A text is
 * one piece again and again, as nothing else shows so well what is done for each pair of them.
 */

/** Allowed, whatever the piece. */
export const steepest = 1.2;

/** UTF-16 units, about. */
const sizes = { small: 64 * 1024, large: 1024 * 1024 } as const;

/** What takes less for the large text is no trouble, however it grows. Milliseconds. */
const negligible = 150;

/** One thing that is done with texts, in parts that are measured each. */
export interface Grower {
  readonly name: string;
  /** Makes the same text, longer. */
  prepare(random: Random): (size: number) => Work;
}

/** The parts by their names, which are done in this order. */
type Work = () => Generator<readonly [part: string, run: () => unknown]>;

export function growers(ruby: RubyParser): Grower[] {
  return [...parserGrowers(ruby), ...roleGrowers(ruby), ...outputGrowers()];
}

const one = (name: string, run: () => unknown): Work =>
  function* () {
    yield [name, run];
  };

/** Every parser, with pieces that mean something in its language. */
const parserGrowers = (ruby: RubyParser): Grower[] =>
  targets(ruby).map((target) => ({
    name: target.name,
    prepare(random) {
      const sample = samples[target.name](random);
      const text = hostile(random, sample, target.tokens, sizes.large);
      return (size) => {
        const part = text.slice(0, Math.round((text.length * size) / sizes.large));
        return one('parse', () => target.parse(part));
      };
    },
  }));

/** Every part of a project that somebody else may have written, with all that is asked of it. */
const roleGrowers = (ruby: RubyParser): Grower[] =>
  roles.map((role) => ({
    name: role.name,
    prepare(random) {
      const make = role.prepare(random);
      return (size) => {
        const { files, main } = make(size);
        return () => lintParts(files, main, ruby);
      };
    },
  }));

function* lintParts(
  texts: Readonly<Record<string, string>>,
  main: string,
  ruby: RubyParser,
): Generator<readonly [string, () => unknown]> {
  const files = memoryFiles(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text])),
    '/p',
  );
  const projects = new Projects(files);
  const project = projects.ofFolder('/p');
  const path = `/p/${main}`;
  let subject: ReturnType<typeof subjectAt>;
  yield ['read', () => (subject = subjectAt(path, project))];
  if (!subject) return;
  const found: Finding[] = [];
  const read = new Set<string>();
  const around = { files, parse: (text: string) => ruby.parse(text) };
  const reader = (source: SourceText) => readVagrantfile(ruby.parse(source.text), source, around);
  const lint = (selected: readonly Rule[]) => {
    if (!subject) return;
    const result = lintSubject(subject, project, { rules: selected, reader });
    for (const finding of result.findings) found.push(finding);
    for (const file of result.files) read.add(file);
    for (const { message } of result.failures) throw new Error(message);
  };
  if (subject.kind === 'template') {
    const { template } = subject;
    let pipeline: ReturnType<typeof readPipeline> | undefined;
    yield ['pipeline', () => (pipeline = readPipeline(template, files))];
    yield [
      'timelineText',
      () => pipeline && timelineText(pipeline.timelines, { sources: files, cwd: '/p' }, false),
    ];
    yield ['timelineJson', () => pipeline && timelineJson(pipeline.timelines, { sources: files, cwd: '/p' })];
    for (const rule of rules)
      if (rule.check)
        yield [
          rule.id,
          () => {
            if (pipeline)
              for (const report of rule.check?.(pipeline, project.configuration.options) ?? []) void report;
          },
        ];
  } else if (subject.kind === 'vagrantfile')
    yield [
      'vagrantfile',
      () => readVagrantfile(ruby.parse(texts[main] ?? ''), new SourceText(path, texts[main] ?? ''), around),
    ];
  yield ['lint', () => lint(rules)];
  let shown: Finding[] = [];
  yield [
    'files',
    () =>
      (shown = [...read].flatMap((file) => [
        ...judgeFile(
          file,
          found.filter(({ location }) => location.path === file),
          projects,
        ).findings,
      ])),
  ];
  const input = { findings: shown, files: [...read], sources: files, cwd: '/p' };
  for (const [name, format] of Object.entries(formats))
    yield [
      name,
      () => format({ ...input, findings: shown }, { rules, version: '1', color: false, width: 80 }),
    ];
  yield ['fix', () => applyFixes(shown, (file) => files.read(file), 'unsafe')];
}

const outputGrowers = (): Grower[] =>
  outputs.map(({ name, pieces, read }) => ({
    name,
    prepare(random) {
      const sample = random.pick(pieces);
      const text = hostile(
        random,
        sample,
        [...pieces, ...pieces.flatMap((piece) => piece.split(/\b/))],
        sizes.large,
      );
      return (size) => {
        const part = text.slice(0, Math.round((text.length * size) / sizes.large));
        return one('read', () => read(part));
      };
    },
  }));

export interface Steep {
  readonly part: string;
  readonly slope: number;
  /** For the large text. Milliseconds. */
  readonly time: number;
}

/** The parts that grow faster than they may. @param begin is told which part is measured now */
export function steepParts(
  grower: Grower,
  random: Random,
  begin: (part: string) => void = () => undefined,
): Steep[] {
  const make = grower.prepare(random);
  const times = (size: number) => {
    const measured = new Map<string, number>();
    for (const [part, run] of make(size)()) {
      begin(part);
      measured.set(part, timeOf(run));
    }
    return measured;
  };
  const large = times(sizes.large);
  const slow = [...large].filter(([, time]) => time > negligible);
  if (!slow.length) return [];
  // Of several attempts the best: what grows faster than the text never has one.
  let steep: Steep[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const small = times(sizes.small);
    const again = attempt ? times(sizes.large) : large;
    steep = slow.flatMap(([part]) => {
      const time = again.get(part) ?? 0;
      const slope = Math.log(time / Math.max(1, small.get(part) ?? 0)) / Math.log(sizes.large / sizes.small);
      return slope > steepest ? [{ part, slope, time }] : [];
    });
    if (!steep.length) break;
  }
  return steep;
}

/** Of the clock and of the processor the lower one, in milliseconds: other work on the machine shall not count. */
function timeOf(run: () => unknown): number {
  const start = performance.now();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
