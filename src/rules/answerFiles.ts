import type { AnswerFile } from '../pipeline/answerFile/answerFile';
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

/** Every answer file that some build starts from, once. */
export function answerFilesOf({ timelines }: Pipeline): UsedAnswerFile[] {
  const byPath = new Map<string, Timeline[]>();
  for (const timeline of timelines) {
    const path = timeline.answerFile?.path;
    if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), timeline]);
  }
  return [...byPath.values()].flatMap((using): UsedAnswerFile[] => {
    const file = using[0]?.answerFile;
    return file ? [{ file, builds: using.map(({ build }) => build), timelines: using }] : [];
  });
}

/** The text of an answer file, for what is written into it. */
export const sourceOf = ({ files }: Pipeline, path: string): SourceText =>
  new SourceText(path, files.read(path) ?? '');

/** Whether something else is put in place of a text, or of a part of it, before Setup sees it. */
export const isPlaceholder = (text: string): boolean => /[${}]|%\w+%|<%|@\w+@|^_+\w+_+$|\[\[/.test(text);
