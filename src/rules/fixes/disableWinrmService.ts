import type { EffectEvent } from '../../pipeline/timeline/timeline';
import type { Fix } from '../finding';

const commands: Readonly<Record<string, string | undefined>> = {
  powershell: 'Set-Service -Name winrm -StartupType Disabled',
  batch: 'sc.exe config winrm start= disabled',
};

/** Disables the service in the line below the one that stops it; none where that shares its line, or stands in no script. */
export function disableWinrmService({ effect, script }: EffectEvent): Fix[] {
  const command = commands[script.language];
  if (script.path === undefined || command === undefined) return [];
  const { text } = script.text;
  const { start, end } = effect.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [, rest = '', lineEnd = '\n'] = /^([^\r\n]*)(\r?\n)?/.exec(text.slice(end)) ?? [];
  const indent = text.slice(lineStart, start);
  if (indent.trim() !== '' || rest.trim() !== '') return [];
  const span = { start: end, end };
  return [
    {
      title: 'Disable the WinRM service until it is enabled again',
      applicability: 'unsafe',
      edits: [{ path: script.path, span, newText: `${lineEnd}${indent}${command}` }],
    },
  ];
}
