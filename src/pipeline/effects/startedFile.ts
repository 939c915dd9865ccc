import { baseName } from '../../syntax/script/programName';
import type { EmbeddedScript } from '../../syntax/script/embedded';
import { catalogueFacts } from './catalogueFacts';
import { viewCommand } from './commandView';
import type { CommandView } from './commandView';
import { scannedPath } from './driveScan';
import { commandEffect } from './scriptEffect';
import type { CommandEffect } from './scriptEffect';
import { knownScriptFacts } from './scriptNames';

/** A variable of the batch script around PowerShell stands in its text like any other characters. */
const dynamic = /%[^%\s]+%|%~?[a-z]*\d|%%|%~?[a-z]+[:\\/]|\$[\w{(]/i;

/**
 * What a command does that runs a script file which its arguments name.
 * @param text of the script in which the command stands
 */
export function startedFile(
  { language, file, origin }: EmbeddedScript,
  view: CommandView,
  text: string,
): CommandEffect {
  const { command, script } = view;
  const at = command.args.findIndex(({ span }) => span.start <= origin.start && origin.end <= span.end);
  const argument = command.args[at];
  const word =
    argument?.elements?.find(({ span }) => span.start === origin.start) ?? argument ?? command.name;
  // `call winrm.cmd quickconfig`, `powershell -File SysprepInstance.ps1`: files that the catalogue has.
  const started = viewCommand(
    { ...command, name: word, args: argument ? command.args.slice(at + 1) : command.args },
    script,
    view.language,
  );
  const own = catalogueFacts(started);
  if (own.length) return commandEffect(own);
  const written = text.slice(origin.start, origin.end).replace(/^(["'])(.*)\1$/s, '$2');
  // The folder of the batch script itself, which ends with a backslash.
  const beside = /^%~dp0\\?([^\\/%]+?)$/i.exec(written)?.[1];
  const path = scannedPath(file ?? written) ?? (file !== undefined && dynamic.test(file) ? undefined : file);
  const name = (beside ?? baseName(word))?.replace(/^(?:%[^%\s]+%|%~[a-z]*\d)/i, '');
  const reputed = knownScriptFacts(file ?? name ?? '');
  const shares = view.command.invocation === '.' || /^(?:\.|source)$/.test(view.name);
  return commandEffect([], {
    file: {
      language,
      path,
      name,
      ...(reputed.length && { reputed }),
      ...(shares && { shares }),
    },
  });
}
