#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { keepCompiled } from './cli/keepCompiled';
import { UsageError } from './cli/options';
import { OutputError, print, printError } from './cli/print';

/** Each command loads what it needs. */
async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === 'lint' || command === 'timeline') keepCompiled();
  if (command === 'lint') return (await import('./cli/lint')).lint(rest);
  if (command === 'timeline') return (await import('./cli/timeline')).printTimeline(rest);
  if (command === 'lsp') return (await import('./cli/lsp/lsp')).lsp(rest);
  if (command === 'rules' && rest.length === 0) return (await import('./cli/rules')).listRules();
  if (command === '--version' || command === '-v') return print(`${VERSION}\n`);
  if (command === '--help' || command === '-h' || command === 'help')
    return print((await import('./cli/usage')).usage);
  throw new UsageError(command === undefined ? 'Missing command.' : `Unknown command '${command}'.`);
}

process.stderr.on('error', () => undefined);

/** The language server starts this file in a thread of its own for the analysis, which is so there once. */
const started = isMainThread ? main(process.argv.slice(2)) : import('./analysis/worker').then(() => 0);

started.then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Reading and writing can fail on the disk's side, too; both are reported in a line, not as a stack.
    process.exitCode = 2;
    if (error instanceof OutputError && error.readerIsGone) return;
    printError(`boxwright: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) printError("Run 'boxwright --help' for usage.");
    else if (process.env['BOXWRIGHT_DEBUG']) console.error(error);
  },
);
