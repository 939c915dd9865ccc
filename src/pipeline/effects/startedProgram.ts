import { parseScript } from '../../syntax/script/parseScript';
import type { Argument } from '../../syntax/script/tree';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';
import { knownName, knownText } from './scriptValues';

/** What stands for a part of a command line that only running the script can tell. */
const unknown = '%unknown%';

/**
 * The program that Start-Process starts, also where only running the script tells all of its command line.
 * Undefined for other commands.
 */
export function startedProgram(command: CommandView): CommandView | undefined {
  if (command.name !== 'start-process') return undefined;
  const file = command.argument('FilePath', 'F', 0);
  if (!file) return undefined;
  const list = command.argument('ArgumentList', 'A') ?? command.argument('Args', 'Args', 1);
  const parts = list ? (list.elements ?? [list]) : [];
  const line = [
    quoted(known(file, command) ?? unknown),
    ...parts.map((part) => known(part, command) ?? unknown),
  ];
  const script = parseScript('batch', line.join(' '));
  const started = script.commands[0];
  return started && viewCommand(started, script, 'batch');
}

/** With dynamic parts in between, the literal ends: they hold the options and the file's own name. */
function known(argument: Argument, { script }: CommandView): string | undefined {
  const text = knownText(argument, script);
  if (text !== undefined) return text;
  const { literalPrefix = '', literalSuffix = '' } = knownName(argument, script);
  return literalPrefix || literalSuffix ? `${literalPrefix}${unknown}${literalSuffix}` : undefined;
}

const quoted = (path: string): string => (/\s/.test(path) && !path.startsWith('"') ? `"${path}"` : path);
