#!/usr/bin/env node
import { lint } from './cli/lint';
import { UsageError } from './cli/options';
import { print } from './cli/print';
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

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Reading and writing can fail on the disk's side, too; both are reported in a line, not as a stack.
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`boxwright: ${message}\n`);
    if (error instanceof UsageError) process.stderr.write("Run 'boxwright --help' for usage.\n");
    else if (!(error instanceof UnreadablePath) && process.env['BOXWRIGHT_DEBUG']) console.error(error);
    process.exitCode = 2;
  },
);
