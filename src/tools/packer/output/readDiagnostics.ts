import type { ToolResult } from '../../toolCommand';
import { readOnLine } from './onLine';

/** One thing that Packer says of a template. */
export interface PackerDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** As Packer prints it: relative to the folder in which it was started. Undefined: the template as a whole. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in bytes as Packer counts. Packer prints one for JSON syntax errors alone. */
  readonly column?: number;
  /** The build that can't be prepared. */
  readonly build?: string;
}

/*
 * What Packer prints, by its version and the template's dialect, is recorded in test/fixtures/packer. There are
 * two forms: blocks that begin with `Error: ` or `Warning: ` and may name a file and a line, and for JSON
 * templates that can't be parsed one message with `At line 4, column 4`, which newer versions introduce with
 * `Original error: `.
 */
/** 1.6.6 writes question marks for what has no severity, as a plugin of an HCL2 template that does not load. */
const block = /^(Error|Warning|\?{7}): ?(.*)$/;
const parseFailure = /^(?:Failed to parse template|Error parsing template|Original error): (.*)$/;
const jsonPlace = /^At line (\d+), column (\d+) \(offset \d+\):$/;

/** Reads the output of `packer validate`; a failure whose output is of no known form becomes one error. */
export function readDiagnostics({ exitCode, stdout, stderr }: ToolResult): PackerDiagnostic[] {
  const lines = stdout.split(/\r?\n/);
  const found = splitBlocks(lines).flatMap(readBlock);
  const hasErrors = found.some(({ severity }) => severity === 'error');
  if (exitCode === 0 || hasErrors) return found;
  const message = collapse([...lines, ...stderr.split(/\r?\n/)]) || 'Packer failed without an error message.';
  return [...found, { severity: 'error', message }];
}

function splitBlocks(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    if (block.test(line) || parseFailure.test(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
}

function readBlock([head = '', ...body]: readonly string[]): PackerDiagnostic[] {
  const failure = parseFailure.exec(head);
  return failure ? readParseFailure(failure[1] ?? '', body) : readBlockOf(block.exec(head), body);
}

/** `Failed to parse template: Error parsing JSON: …` with a place, or with a list of mistakes without one. */
function readParseFailure(summary: string, body: readonly string[]): PackerDiagnostic[] {
  const at = body.map((line) => jsonPlace.exec(line)).find((match) => match !== null);
  if (at)
    return [
      {
        severity: 'error',
        message: summary,
        line: Math.max(1, Number(at[1])),
        column: Math.max(1, Number(at[2])),
      },
    ];
  const listed = readList(body);
  if (listed.length) return listed.map((message) => ({ severity: 'error', message }));
  return [{ severity: 'error', message: collapse([summary, ...body]) }];
}

function readBlockOf(match: RegExpExecArray | null, body: readonly string[]): PackerDiagnostic[] {
  const severity = match?.[1] === 'Warning' ? 'warning' : 'error';
  const summary = match?.[2] ?? '';
  const at = body.map(readOnLine).find((found) => found !== undefined);
  const build = /(?:prepare|initialize|preparing) build:? "(.+?)"/.exec(summary)?.[1];
  const rest = {
    severity,
    ...(at && { file: at.file, line: at.line }),
    ...(build && { build }),
  } as const;
  const detail = at ? withoutExcerpt(body) : body;
  const listed = readList(detail);
  // "2 error(s) occurred:" is a list of mistakes, each of which stands for itself. Others are of what the head says.
  const head = detail.some((line) => /errors?(\(s\))? occurred:/.test(line)) || build ? '' : summary;
  if (listed.length)
    return listed.map((message) => ({ ...rest, message: [head, message].filter(Boolean).join(': ') }));
  const explanation = collapse(detail);
  // A build that can't be prepared is named by the place of the message; only the reason is left to say.
  if (build && explanation) return [{ ...rest, message: explanation }];
  return [{ ...rest, message: [summary.replace(/[.:]$/, ''), explanation].filter(Boolean).join(': ') }];
}

/** The items of a `* mistake` list, each of which may be wrapped over lines and ends at an empty one. */
function readList(lines: readonly string[]): string[] {
  const items: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    const item = /^\s*\* (.*)$/.exec(line);
    if (item) items.push((open = [item[1] ?? '']));
    else if (!line.trim()) open = undefined;
    else open?.push(line);
  }
  return items.map(collapse);
}

/** What follows the excerpt of the template: the place, numbered lines, or word that there are none. */
const withoutExcerpt = (lines: readonly string[]): string[] =>
  lines.filter(
    (line) => !readOnLine(line) && !/^ *\d+: /.test(line) && line.trim() !== '(source code not available)',
  );

/** One line: Packer wraps at 80 columns. */
const collapse = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ').trim();
