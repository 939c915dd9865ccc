import { parseScript } from '../../syntax/script/parseScript';
import type { ScriptLanguage } from '../../syntax/script/tree';
import { Placing } from '../effects/placing';
import { isWindowsGuest } from '../guest/windowsGuest';
import { communicatorOf } from '../template/communicator';
import type { Build } from '../template/template';

/** In which language something is written; `other`: in one that is not read. */
export type WrittenIn = ScriptLanguage | 'other';

const shells = /^(?:sh|bash|dash|ash|ksh\d*|mksh|zsh|busybox)$/;
const otherShells =
  /^(?:csh|tcsh|fish|nu|xonsh|python[\d.]*|perl[\d.]*|ruby[\d.]*|node|php\d*|lua[\d.]*|tclsh[\d.]*|expect|awk|gawk|osascript|swift|ansible-playbook|pypy\d*|guile|make)$/;

/** What an interpreter reads, by its name or path; undefined for a program that is none. */
function readBy(program: string): WrittenIn | undefined {
  const name = program.replace(/^.*[\\/]/s, '').replace(/\.exe$/i, '');
  if (shells.test(name)) return 'shell';
  if (/^(?:pwsh|powershell)$/i.test(name)) return 'powershell';
  return otherShells.test(name) ? 'other' : undefined;
}

/** What the first line of a script says, `#!/usr/bin/env python3`; undefined where it says nothing. */
function ofFirstLine(text: string): WrittenIn | undefined {
  const [, line] = /^#!\s*([^\r\n]*)/.exec(text) ?? [];
  const words = line?.trim().split(/\s+/) ?? [];
  const program = /(?:^|\/)env$/.test(words[0] ?? '')
    ? words.slice(1).find((word) => !word.startsWith('-') && !word.includes('='))
    : words[0];
  // An interpreter that is in no list is none of those that are read.
  return program ? (readBy(program) ?? 'other') : undefined;
}

/** What starts a script in an `execute_command`: the words before its path, options left out. */
function runnersIn(executeCommand: string): string[] {
  const parts = executeCommand.split(/\{\{\s*\.(?:Path|Command)\s*\}\}/);
  return parts.slice(0, -1).flatMap((before) => {
    const [last = '', ...words] = before.split(/\s+/).reverse();
    // What stands right before the path is part of it, but for a quote.
    if (!/^["']?$/.test(last)) return [];
    const word = words.find((one) => !one.startsWith('-'));
    const program = word?.split(/[;&|"'()]/).at(-1);
    return program ? [program] : [];
  });
}

/**
 * The language of a script of a `shell` step: an interpreter in execute_command is handed the file; else the system starts
 * it, and looks at its first line.
 */
export function shellScriptLanguage(
  text: string,
  { executeCommand, shebang }: { readonly executeCommand: string; readonly shebang?: string },
): WrittenIn {
  const runners = runnersIn(executeCommand).map(readBy);
  const last = runners.findLast((found) => found !== undefined);
  return last ?? ofFirstLine(shebang === undefined ? text : `#!${shebang}`) ?? 'shell';
}

const placeholder = '/boxwright-script';

/** Whether an `execute_command` runs the script in some guests only: `test -e /etc/x && sh {{ .Path }}`. */
export function runsPerhaps(executeCommand: string): boolean {
  if (!/\{\{\s*\.Path\s*\}\}/.test(executeCommand)) return false;
  const line = executeCommand.replace(/\{\{\s*\.Path\s*\}\}/g, placeholder).replace(/\{\{[^{}]*\}\}/g, '');
  const script = parseScript('shell', line);
  const running = script.commands.findLast(({ span }) =>
    line.slice(span.start, span.end).includes(placeholder),
  );
  return running !== undefined && !new Placing(script).isCertain(running);
}

/** Words of Windows alone: switches with a slash, drives, its own programs and kinds of files. */
const ofWindows =
  /\bshutdown(?:\.exe)?\s+\/|\b[a-z]:[\\/]|%\w+%|\.(?:exe|bat|cmd|ps1)\b|\bpowershell\b|\bcmd\s+\/c|\b(?:stop|restart)-computer\b|\bsysprep\b/i;

/** Whether a command switches off as Windows is switched off, with dashes: `shutdown -s -t 5 -f`. */
function hasDashes(command: string): boolean {
  const at = /\bshutdown(?:\.exe)?\s+-[srtfg]\b/i.exec(command);
  const [rest = ''] = at ? command.slice(at.index).split(/[;&|\n]/) : [];
  return /\s-[tf]\b/i.test(rest);
}

/** What reads the `shutdown_command` of a build. */
export const shutdownLanguage = (build: Build, command: string): ScriptLanguage =>
  isWindowsGuest(build) ||
  communicatorOf(build).kind === 'winrm' ||
  ofWindows.test(command) ||
  hasDashes(command)
    ? 'batch'
    : 'shell';
