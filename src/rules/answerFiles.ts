import type { AnswerFile } from '../pipeline/answerFile/answerFile';
import { answerFileOf } from '../pipeline/template/media';
import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { SourceText } from '../text/sourceText';

/** An answer file with the builds that start from it. */
export interface UsedAnswerFile {
  readonly file: AnswerFile;
  readonly builds: readonly Build[];
  readonly timelines: readonly Timeline[];
}

/**
 * Every answer file that some build starts from, once; without those of which nobody can tell what belongs to what, as a
 * tag has no other half: Windows Setup does not read them either.
 */
export function answerFilesOf({ timelines }: Pipeline): UsedAnswerFile[] {
  const byPath = new Map<string, Timeline[]>();
  for (const timeline of timelines) {
    const path = timeline.answerFile?.path;
    if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), timeline]);
  }
  return [...byPath.values()].flatMap((using): UsedAnswerFile[] => {
    const file = using[0]?.answerFile;
    return file && !isTorn(file) ? [{ file, builds: using.map(({ build }) => build), timelines: using }] : [];
  });
}

/**
 * Every file that Windows Setup takes for an answer file in some build, once, whether it is one or not; without those that
 * cannot be read, of which nothing can be said.
 */
export function answerFilePathsOf({
  timelines,
  files,
}: Pipeline): { path: string; builds: readonly Build[] }[] {
  const byPath = new Map<string, Build[]>();
  for (const { answerFile, build, media } of timelines) {
    const path = answerFile?.path ?? hostPathOf(answerFileOf(media));
    if (path !== undefined && files.read(path) !== undefined)
      byPath.set(path, [...(byPath.get(path) ?? []), build]);
  }
  return [...byPath].map(([path, builds]) => ({ path, builds }));
}

const hostPathOf = (file: ReturnType<typeof answerFileOf>): string | undefined =>
  file && file !== 'unknown' && 'path' in file ? file.path : undefined;

/** Whether a tag or quote of an answer file has no other half. */
const isTorn = ({ problems }: AnswerFile): boolean => problems.some(({ spreads }) => spreads);

/** The text of an answer file, for what is written into it. */
export const sourceOf = ({ files }: Pipeline, path: string): SourceText =>
  new SourceText(path, files.read(path) ?? '');

/** Whether something else is put in place of a text, or of a part of it, before Setup sees it. */
export const isPlaceholder = (text: string): boolean => /[${}]|%\w+%|<%|@\w+@|^_\w+_$|\[\[/.test(text);
