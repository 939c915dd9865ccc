import type { ScriptLanguage } from '../../../syntax/script/tree';
import type { InboxModule } from './cmdlets.generated';
import type * as Cmdlets from './cmdlets.json';
import { batchCommands, openEnded, programs, toolsOfOthers, windowsScripts } from './programs';

/** What PowerShell reads as commands and are words of its language. */
const jumps = ['return', 'throw', 'exit', 'break', 'continue', 'cd..', 'prompt'];

const started = [...programs, ...windowsScripts, ...toolsOfOthers];

/** The names by language, of commands that do no more than they say; made when they are first asked for. */
const known: Record<ScriptLanguage, () => ReadonlySet<string>> = {
  powershell: once(() => {
    const names = new Set([...started, ...jumps]);
    // Half as large as all rules: the bundle reads it where a script is judged, and not before.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { modules } = require('./cmdlets.json') as typeof Cmdlets;
    for (const { cmdlets } of Object.values<InboxModule>(modules))
      for (const [noun, verbs] of Object.entries(cmdlets))
        for (const verb of verbs.split(' ')) names.add(`${verb}-${noun}`.toLowerCase());
    for (const name of openEnded.cmdlets) names.delete(name);
    return names;
  }),
  batch: once(() => new Set([...started, ...batchCommands])),
  // What Linux guests run is not asked for.
  shell: once(() => new Set()),
};

/**
 * Whether a command is one of Windows, or as well known, and does nothing that its text does not show. Of all others, and
 * of those of Windows that run what stands elsewhere, nobody knows what they do.
 * @param name in lower case, without `.exe`, and not an alias
 */
export const isOfWindows = (language: ScriptLanguage, name: string): boolean =>
  known[language]().has(name) || /\.(?:msc|cpl)$/.test(name);

/** Whether a program is one that Windows brings, or as well known, whatever it runs: none of them is an installer. */
export const isProgramOfWindows = (name: string): boolean => programNames().has(name);

const programNames = once(() => new Set([...started, ...batchCommands, ...openEnded.programs, ...shells]));

const shells = ['cmd', 'powershell', 'pwsh', 'cscript', 'wscript', 'bash', 'wsl'];

function once<Result>(compute: () => Result): () => Result {
  let result: { readonly value: Result } | undefined;
  return () => (result ??= { value: compute() }).value;
}
