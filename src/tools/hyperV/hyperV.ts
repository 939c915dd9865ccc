/*
 * PowerShell's Hyper-V module as a client. Source: learn.microsoft.com/powershell/module/hyper-v.
 */
import type { ToolCommand } from '../toolCommand';

/** A machine as Hyper-V knows it. */
export interface HyperVMachine {
  /** A GUID, in small letters. */
  readonly id: string;
  readonly name: string;
  /** Like `Running`, `Off`, `Saved`, `OffCritical`. */
  readonly state: string;
  /** Where its configuration lies; absolute. */
  readonly folder: string;
  /** Its disks, each absolute. */
  readonly disks: readonly string[];
  /** When it was made, milliseconds since 1970; undefined where that is not told. */
  readonly created: number | undefined;
  /** How long it has been running, milliseconds; 0 where it does not. */
  readonly uptime: number;
}

/** Why Hyper-V could not be asked, or did not do what it was told to. */
export type HyperVFailure =
  /** The module is not installed, or this edition of Windows has none. */
  | { readonly kind: 'noModule' }
  /** The user is neither an administrator nor a Hyper-V Administrator. */
  | { readonly kind: 'noRights' }
  /** There is no such machine any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'other'; readonly message: string };

export class HyperVFailed extends Error {
  constructor(readonly failure: HyperVFailure) {
    super(failure.kind === 'other' ? failure.message : failure.kind);
  }
}

const powerShell = <T>(
  cwd: string,
  parse: (stdout: string) => T | undefined,
  ...statements: readonly string[]
): ToolCommand<T> => ({
  tool: 'powershell',
  cwd,
  parse: ({ exitCode, stdout, stderr }) => {
    const read = exitCode === 0 ? parse(stdout) : undefined;
    if (read === undefined) throw new HyperVFailed(readFailure(stderr || stdout));
    return read;
  },
  args: [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    [
      "$ErrorActionPreference = 'Stop'",
      'try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }',
      ...statements,
    ].join('; '),
  ],
});

/** Lists all machines. Numbers of 64 bits are printed as texts. @throws HyperVFailed */
export const listMachines = (cwd: string): ToolCommand<HyperVMachine[]> =>
  powerShell(
    cwd,
    readMachines,
    [
      'Get-VM | ForEach-Object { [pscustomobject]@{',
      'id = [string]$_.Id; name = $_.Name; state = [string]$_.State; folder = $_.Path;',
      'created = [string]$_.CreationTime.ToFileTimeUtc(); uptime = [string]$_.Uptime.Ticks;',
      'disks = @($_.HardDrives | ForEach-Object { $_.Path }) } } | ConvertTo-Json -Compress -Depth 3',
    ].join(' '),
  );

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Switches a machine off, as by its plug, and removes it; its disks stay.
 * @throws RangeError for what is no id: it becomes a part of a script; HyperVFailed
 */
export function removeMachine(cwd: string, { id }: Pick<HyperVMachine, 'id'>): ToolCommand<true> {
  if (!guid.test(id)) throw new RangeError(`${id} is not the id of a machine`);
  return powerShell(
    cwd,
    () => true,
    `$vm = Get-VM -Id '${id}'`,
    "if ($vm.State -ne 'Off') { Stop-VM -VM $vm -TurnOff -Force -WarningAction SilentlyContinue }",
    'Remove-VM -VM $vm -Force',
  );
}

/**
 * Reads what {@link listMachines} prints: nothing for no machine, an object for one, a list for several.
 * @returns undefined for what is none of these
 */
function readMachines(stdout: string): HyperVMachine[] | undefined {
  if (!stdout.trim()) return [];
  try {
    const printed: unknown = JSON.parse(stdout);
    return (Array.isArray(printed) ? printed : [printed]).flatMap(readMachine);
  } catch {
    return undefined;
  }
}

function readMachine(printed: unknown): HyperVMachine[] {
  const { id, name, state, folder, disks, created, uptime } = Object(printed) as Readonly<
    Record<string, unknown>
  >;
  if (typeof id !== 'string' || !guid.test(id) || typeof name !== 'string') return [];
  return [
    {
      id: id.toLowerCase(),
      name,
      state: typeof state === 'string' ? state : '',
      folder: typeof folder === 'string' ? folder : '',
      created: typeof created === 'string' ? fileTime(created) : undefined,
      uptime: typeof uptime === 'string' ? Number(uptime) / ticksPerMs || 0 : 0,
      // A list of one is printed without its brackets by Windows PowerShell.
      disks: [disks].flat().filter((disk): disk is string => typeof disk === 'string'),
    },
  ];
}

/** A FILETIME counts tenths of microseconds since 1601. */
const ticksPerMs = 10_000;
const fileTimeEpochMs = 11_644_473_600_000;

function fileTime(ticks: string): number | undefined {
  const time = Math.round(Number(ticks) / ticksPerMs - fileTimeEpochMs);
  return time > 0 ? time : undefined;
}

/** By the names of errors, which are the same in every language of Windows, and by the words of English ones. */
const failures: readonly (readonly [RegExp, Exclude<HyperVFailure['kind'], 'other'>])[] = [
  [/CommandNotFoundException|'Get-VM' is not recognized|module 'Hyper-V' could not be loaded/i, 'noModule'],
  [/UnauthorizedAccess|AccessDenied|do not have the required permission/i, 'noRights'],
  [/ObjectNotFound|InvalidParameter,Microsoft\.HyperV|unable to find a virtual machine/i, 'gone'],
];

/** What PowerShell prints when it fails, as the reason. @param stderr wrapped at the width of a console */
function readFailure(stderr: string): HyperVFailure {
  const text = stderr.replace(/\r?\n\s*/g, ' ').trim();
  const [, kind] = failures.find(([pattern]) => pattern.test(text)) ?? [];
  if (kind) return { kind };
  const [message = text] = /^.*?(?= At line:\d+| \+ CategoryInfo|$)/.exec(text) ?? [];
  return { kind: 'other', message: message.replace(/^[\w-]+ : /, '').trim() };
}
