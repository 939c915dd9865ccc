import type { AnswerFile } from '../pipeline/answerFile/answerFile';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { EffectEvent, StepScript, Timeline } from '../pipeline/timeline/timeline';
import { setting, strings } from '../pipeline/value';
import type { Fix, Severity } from './finding';
import type { Rule } from './rule';
import { effectsOf } from './timelineQueries';

export const wmicRemoved: Rule = {
  id: 'wmic-removed',
  severity: 'warning',
  category: 'commands',
  since: '0.1.0',
  summary: 'A command uses wmic, which newer releases of Windows do not include.',
  tag: 'deprecated',
  fixes: ['safe'],
  *check(pipeline) {
    for (const timeline of pipeline.timelines) {
      const events = effectsOf(timeline, 'wmic');
      const severity = events.length ? severityOf(timeline) : undefined;
      if (!severity) continue;
      for (const event of events)
        yield {
          builds: [timeline.build],
          severity,
          message:
            'Windows 11 24H2 and later and Windows Server 2025 do not include wmic: this command fails there. Use PowerShell cmdlets instead.',
          location: event.effect.location,
          fixes: inPowerShell(pipeline, event),
        };
    }
  },
};

/** Undefined where the guest has wmic, or nobody can tell. */
function severityOf({ build, answerFile, steps }: Timeline): Severity | undefined {
  if (!isWindowsGuest(build) || steps.some(({ scripts }) => scripts.some(addsWmic))) return undefined;
  const release = windowsReleaseOf(build) ?? releaseIn(answerFile);
  if (release?.version === '2025') return 'warning';
  if (release?.family !== 'client' || release.version !== '11') return undefined;
  const names = namesOf(build);
  if (names.some((name) => /24h2|25h2|26100|26200/i.test(name))) return 'warning';
  return names.some((name) => /2[123]h2|22000|22621|22631/i.test(name)) ? undefined : 'info';
}

/** What an answer file calls the image that it installs; undefined where it names none, or two. */
function releaseIn(
  file: AnswerFile | undefined,
): { family: 'server' | 'client'; version: string } | undefined {
  const named = (file?.images ?? []).flatMap(({ key, text }) => {
    const [, server, version] = /^Windows (Server )?(\d+)\b/i.exec(text) ?? [];
    return /^\/image\/name\s*$/i.test(key) && version !== undefined
      ? [{ family: server ? ('server' as const) : ('client' as const), version }]
      : [];
  });
  const [first] = named;
  return named.every(({ version }) => version === first?.version) ? first : undefined;
}

const namesOf = (build: Build): string[] => [
  build.name,
  ...['iso_url', 'iso_urls', 'iso_path', 'iso_paths', 'iso_file', 'vm_name'].flatMap((name) =>
    strings(setting(build.source, name)).map(({ text }) => text),
  ),
];

/** It can be added: `Add-WindowsCapability -Online -Name WMIC~~~~`. */
const addsWmic = ({ text, calls }: StepScript): boolean =>
  /\bwmic~~~~/i.test(text.text) || calls.some(({ script }) => script && addsWmic(script));

/** The use that is in most answer files: a password that does not expire. */
const neverExpires =
  /^(?:\S{0,200}cmd(?:\.exe)?\s{1,9}\/c\s{1,9})?\S{0,200}wmic(?:\.exe)?\s{1,9}useraccount\s{1,9}where\s{1,9}(?:"name='([\w.-]{1,99})'"|name="([\w.-]{1,99})"|"name=\\"([\w.-]{1,99})\\"")\s{1,9}set\s{1,9}"?PasswordExpires=FALSE"?$/i;

function inPowerShell({ files }: Pipeline, { script, effect }: EffectEvent): Fix[] {
  const command = script.text.text.slice(effect.span.start, effect.span.end).trim();
  const user = neverExpires.exec(command)?.slice(1).find(Boolean);
  if (user === undefined || script.language === 'shell') return [];
  const { path, span } = effect.location;
  const written = files.read(path)?.slice(span.start, span.end) ?? '';
  // In HCL2 the place of a command with escapes in it is the whole string.
  const quote = /^".*"$/s.test(written) ? '"' : '';
  if (!written.startsWith(quote + command.slice(0, 3))) return [];
  const cmdlet = `Set-LocalUser -Name ${user} -PasswordNeverExpires $true`;
  // Without quotes of its own it needs no escape in XML, JSON or HCL.
  const text = script.language === 'powershell' ? cmdlet : `powershell -Command ${cmdlet}`;
  return [
    {
      title: 'Use Set-LocalUser instead',
      applicability: 'safe',
      edits: [{ path, span, newText: quote + text + quote }],
    },
  ];
}
