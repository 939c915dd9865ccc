import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = 'test/fixtures/golden';

/**
 * Compares what a table says with its golden file, test/fixtures/golden/<name>.txt. Each row has lines of its own there,
 * so that a change of any row can be read in a review. `npm run golden` accepts what the tables say now.
 */
export function matchesGolden(name: string, lines: readonly string[]): void {
  const file = path.join(REPO_ROOT, folder, `${name}.txt`);
  const now = lines.map((line) => line.replaceAll('\n', '\\n').replaceAll('\t', '\\t').trimEnd());
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${now.join('\n')}\n`);
    return;
  }
  const changes = changesBetween(linesOf(file), now);
  if (!changes.length) return;
  assert.fail(
    [
      `${folder}/${name}.txt is not what the table says now:`,
      ...changes.slice(0, 30),
      ...(changes.length > 30 ? [`… and ${String(changes.length - 30)} more lines`] : []),
      'Is this what you meant? Then accept it with "npm run golden", and commit the file.',
    ].join('\n'),
  );
}

/** The lines of test/fixtures/golden/inputs/<name>.txt, without empty ones and comments, which begin with `#`. */
export const goldenInputs = (name: string): string[] =>
  linesOf(path.join(REPO_ROOT, folder, 'inputs', `${name}.txt`)).filter(
    (line) => line && !line.startsWith('#'),
  );

/**
 * A row, or a part of it, on one line: patterns as they are written, `…` for functions, which the file shows by what they
 * make of inputs.
 */
export function shownRow(value: unknown): string {
  if (typeof value === 'function') return '…';
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(shownRow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, part]) => `${name}: ${shownRow(part)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? value : String(value);
}

/** Asserts that each pattern fits some of the inputs and not others, or its row would not be tried. */
export function eachIsTried(
  patterns: readonly { test(input: string): boolean; toString(): string }[],
  inputs: readonly string[],
): void {
  for (const pattern of patterns) {
    assert.ok(
      inputs.some((input) => pattern.test(input)),
      `${String(pattern)} fits none of the inputs`,
    );
    assert.ok(!inputs.every((input) => pattern.test(input)), `${String(pattern)} fits all of the inputs`);
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').replace(/\r/g, '').replace(/\n$/, '').split('\n');
  } catch {
    return []; // a golden file that is not there yet is as good as an empty one
  }
}

/** Lines that went and came, with the places where they stand; nothing where all is the same. */
function changesBetween(before: readonly string[], after: readonly string[]): string[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (!gone.length && !come.length) return [];
  const only = (lines: readonly string[], others: readonly string[], mark: string) => {
    const left = [...others];
    return lines.flatMap((line, index) => {
      const at = left.indexOf(line);
      if (at < 0) return [`${mark} ${String(start + index + 1)}: ${line}`];
      left.splice(at, 1);
      return [];
    });
  };
  const lines = [...only(gone, come, '-'), ...only(come, gone, '+')];
  return lines.length ? lines : [`the order of the lines from ${String(start + 1)} on`];
}
