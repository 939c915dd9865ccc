#!/usr/bin/env node
import { lint } from './cli/lint';
import { UsageError } from './cli/options';
import { OutputError, print, printError } from './cli/print';
import { listRules } from './cli/rules';
import { printTimeline } from './cli/timeline';
import { usage } from './cli/usage';
import { UnreadablePath } from './lint/lintPaths';

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === 'lint') return lint(rest);
  if (command === 'timeline') return printTimeline(rest);
  if (command === 'rules' && rest.length === 0) return listRules();
  if (command === '--version' || command === '-v') return print(`${VERSION}\n`);
  if (command === '--help' || command === '-h' || command === 'help') return print(usage);
  throw new UsageError(command === undefined ? 'Missing command.' : `Unknown command '${command}'.`);
}

process.stderr.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Reading and writing can fail on the disk's side, too; both are reported in a line, not as a stack.
    process.exitCode = 2;
    if (error instanceof OutputError && error.readerIsGone) return;
    printError(`boxwright: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) printError("Run 'boxwright --help' for usage.");
    else if (!(error instanceof UnreadablePath) && process.env['BOXWRIGHT_DEBUG']) console.error(error);
  },
);
