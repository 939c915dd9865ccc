import path from 'node:path';
import type { Dialect } from '../../../pipeline/template/template';
import { readOnLine } from './onLine';

/** What Packer was pointed at, and the folder in which it was started; both absolute. */
interface Target {
  readonly dialect: Dialect;
  readonly path: string;
  readonly cwd: string;
}

/**
 * Completes the places in Packer's messages, so that the terminal's links and the problem matcher lead there whatever
 * the folder in which Packer runs: file names become absolute, and a place in a JSON template, which Packer gives by line
 * and column alone, gets its file.
 * @returns the line, or it and one more
 */
export function placeProblems(line: string, { cwd, dialect, path: template }: Target): string[] {
  const on = readOnLine(line);
  if (on) return [`  on ${path.resolve(cwd, on.file)}${on.rest}`];
  const [, at, column] = /^At line (\d+), column (\d+) \(offset \d+\):$/.exec(line) ?? [];
  return at !== undefined && dialect === 'json'
    ? [line, `  on ${template} line ${at}, column ${Math.max(1, Number(column))}:`]
    : [line];
}
