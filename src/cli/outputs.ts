import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wantsColor } from '../lint/report/color';
import { formatNames, formats } from '../lint/report/formats';
import type { FormatName, ReportOptions } from '../lint/report/formats';
import type { ReportInput } from '../lint/report/report';
import { UnreadablePath } from '../lint/lintPaths';
import type { Rule } from '../rules/rule';
import { isAmongPaths } from '../text/pathKey';
import { PathSet } from '../text/pathMap';
import { writeFileAtomically } from '../tools/writeFileAtomically';
import { oneOf, UsageError } from './options';
import { print } from './print';

/** A report that goes into a file. */
interface Output {
  readonly format: FormatName;
  /** Absolute. */
  readonly file: string;
}

/** @param written like `sarif=boxwright.sarif` @throws UsageError */
export function outputsOf(written: readonly string[], cwd: string): Output[] {
  const outputs = written.map((one) => {
    const at = one.indexOf('=');
    if (at < 0 || at === one.length - 1) throw new UsageError(`--output must be FORMAT=FILE, not '${one}'.`);
    const format = oneOf('The format of --output', one.slice(0, at), formatNames);
    const file = path.resolve(cwd, one.slice(at + 1));
    if (!existsSync(path.dirname(file)))
      throw new UsageError(`The folder of '${one.slice(at + 1)}' does not exist.`);
    return { format, file };
  });
  if (new PathSet(outputs.map(({ file }) => file)).size < outputs.length)
    throw new UsageError('Two reports of --output cannot be in the same file.');
  return outputs;
}

/** Prints a report of one lint, and writes others of it into files. @throws UnreadablePath where that is a linted file */
export async function report(
  input: ReportInput,
  selected: readonly Rule[],
  format: FormatName,
  outputs: readonly Output[],
): Promise<void> {
  for (const { file } of outputs)
    if (isAmongPaths(file, input.files))
      throw new UnreadablePath(`'${input.sources.shown(file)}' is linted, so no report replaces it.`);
  const options: ReportOptions = { rules: selected, version: VERSION, color: false, width: undefined };
  // Files first: they are whole, even where nobody reads the output to its end.
  for (const output of outputs) write(output.file, formats[output.format](input, options));
  const color = wantsColor(process.stdout, process.env);
  // The terminal of VS Code wraps by itself, and its problem matchers read whole lines.
  const width = process.env['TERM_PROGRAM'] === 'vscode' ? undefined : process.stdout.columns;
  await print(formats[format](input, { ...options, color, width }));
}

/** As a whole or not at all, so that an earlier report stays where there is no space; not to a device or a pipe. */
function write(file: string, text: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats || stats.isFile()) writeFileAtomically(file, text);
  else writeFileSync(file, text);
}
