import path from 'node:path';
import { createConnection } from 'vscode-languageserver/node';
import { readOptions, UsageError } from '../options';
import { print } from '../print';
import { LanguageServer } from './languageServer';

/** Editors give both, by habit: standard input and output are the only way, and who started it `initialize` says, too. */
const options = {
  help: { type: 'boolean', short: 'h' },
  stdio: { type: 'boolean' },
  clientProcessId: { type: 'string' },
} as const;

/**
 * `boxwright lsp`: the language server, on standard input and output. It ends with the editor: when that says so, closes
 * its end, or is no more.
 * @returns the exit code
 * @throws UsageError
 */
export async function lsp(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, options);
  if (values.help) return print((await import('../usage')).usage);
  if (positionals.length) throw new UsageError('lsp takes no path. The editor names the folders.');
  const connection = createConnection(process.stdin, process.stdout);
  // The command line is its own worker: see cli.ts.
  new LanguageServer(connection, path.join(__dirname, 'cli.js')).listen();
  return new Promise(() => undefined);
}
