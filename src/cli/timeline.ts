import { realpathSync } from 'node:fs';
import path from 'node:path';
import { DiskFiles } from '../lint/diskFiles';
import { subjectsAt, UnreadablePath } from '../lint/lintPaths';
import { Projects } from '../lint/project';
import { wantsColour } from '../lint/report/colour';
import { timelineJson } from '../lint/report/timelineJson';
import { timelineText } from '../lint/report/timelineText';
import { readPipeline } from '../pipeline/pipeline';
import type { Timeline } from '../pipeline/timeline/timeline';
import { quotedList } from '../words/lists';
import { commonOptions, oneOf, readOptions, UsageError } from './options';
import { print } from './print';
import { usage } from './usage';

const options = { ...commonOptions, only: { type: 'string', multiple: true } } as const;

/**
 * `boxwright timeline`: prints what runs in each build of a template, in order, and where Packer connects.
 * @returns the exit code
 * @throws UsageError, UnreadablePath
 */
export function printTimeline(argv: readonly string[]): number {
  const { values, positionals } = readOptions(argv, options);
  if (values.help) return print(usage);
  const format = oneOf('--format', values.format ?? 'text', ['text', 'json'] as const);
  const [given, ...others] = positionals;
  if (given === undefined || others.length) throw new UsageError('timeline requires one template.');
  const cwd = realpathSync(process.cwd());
  const sources = new DiskFiles();
  const [template] = [...subjectsAt(path.resolve(cwd, given), new Projects(sources))].flatMap((subject) =>
    subject.kind === 'template' ? [subject.template] : [],
  );
  if (!template) throw new UnreadablePath(`No Packer template found in '${given}'.`);
  const { timelines } = readPipeline(template, sources);
  const shown = values.only ? values.only.map((name) => timelineOf(name, timelines)) : timelines;
  const input = { sources, cwd };
  return print(
    format === 'json'
      ? timelineJson(shown, input)
      : timelineText(shown, input, wantsColour(process.stdout, process.env)),
  );
}

function timelineOf(name: string, timelines: readonly Timeline[]): Timeline {
  const found = timelines.find(({ build }) => build.name === name);
  if (found) return found;
  const names = quotedList(timelines.map(({ build }) => build.name));
  throw new UsageError(
    `Unknown build '${name}'. ${names ? `The template has ${names}.` : 'The template has no builds.'}`,
  );
}
