/** Why packer-dsc could not be installed. */
export type DscFailureKind =
  | 'offline'
  | 'refused'
  | 'noCommit'
  | 'unsafe'
  | 'diskFull'
  | 'noPermission'
  | 'linkedFolder'
  | 'goTooOldForSource'
  | 'checksum'
  | 'build'
  | 'layout'
  | 'api'
  | 'notPlugin'
  | 'noVersion'
  | 'proof'
  | 'zip'
  | 'git';

/** Installing stopped; nothing of it was left. */
export class DscFailure extends Error {
  constructor(
    readonly kind: DscFailureKind,
    /** What it is about: a module, a path, a version; or what a tool said. */
    readonly subject: string,
  ) {
    super(`${kind}: ${subject}`);
  }
}

/**
 * What tools say of what went wrong, most telling first; the first group is what it is about. Sources: measured with
 * Go 1.26 and Git 2.39; strings of both, and of Windows.
 */
const told: readonly (readonly [RegExp, DscFailureKind])[] = [
  [/(no space left on device|not enough space on the disk|disk quota exceeded)/i, 'diskFull'],
  [/go\.mod requires go >= (\S+) \(running go/, 'goTooOldForSource'],
  [/^(?:\S+: )?(verifying \S+: checksum mismatch|SECURITY ERROR.*)$/m, 'checksum'],
  [/^(?:go: )?(.*(?:missing go\.sum entry|updates to go\.(?:mod|sum) needed).*)$/m, 'checksum'],
  [
    /^(error: invalid path .*|.*unable to checkout working tree.*|.*hasDotdot.*|.*hasDotgit.*|.*gitmodules.*)$/m,
    'unsafe',
  ],
  [/(?:transport|protocol) '([^']+)' not allowed/, 'unsafe'],
  [/(?:^|[\s"])([\w./-]+@v[\w.+-]+): module lookup disabled by GOPROXY=off/m, 'offline'],
  [
    /([\w./~!-]+@v[\w.+-]+)[^\n]*(?:dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|network is unreachable)/,
    'offline',
  ],
  [
    /(?:Could not resolve host: |Failed to connect to |Could not connect to )(\S+?)[;,.]?(?:\s|$)/i,
    'offline',
  ],
  [/(?:unable to access|Could not read from remote repository)[^\n']*'?([^'\n]*)'?/, 'offline'],
  [/(?:dial tcp|lookup) ([^\s:]+)[^\n]*(?:no such host|refused|unreachable|timeout)/, 'offline'],
  [/^(?:go: )?((?:[^\n]*: )?[^\n]*(?:40[1-4] |410 )[^\n]*(?:\n\s+server response:[^\n]*)?)/m, 'refused'],
  [/(?:not our ref|couldn't find remote ref|unadvertised object) ?(\S*)/, 'noCommit'],
  [
    /(?:mkdir|open|write|unlink\S*):? ?'?([^':\n]*)'?: (?:permission denied|access is denied|read-only file system)/i,
    'noPermission',
  ],
];

/** @param otherwise the kind of what has no pattern of its own */
export function failureOf(output: string, otherwise: DscFailureKind): DscFailure {
  for (const [pattern, kind] of told) {
    const found = pattern.exec(output);
    if (found) return new DscFailure(kind, (found[1] ?? '').trim().replace(/\s+/g, ' '));
  }
  return new DscFailure(otherwise, lastLines(output));
}

const systemKinds: Readonly<Record<string, DscFailureKind>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EROFS: 'noPermission',
};

/** A refusal of the file system as a failure of installing; others as they are. */
export function asFailure(error: unknown): unknown {
  const {
    code = '',
    path = '',
    dest = '',
  } = (error ?? {}) as { code?: string; path?: string; dest?: string };
  const kind = systemKinds[code];
  return kind && !(error instanceof DscFailure) ? new DscFailure(kind, dest || path) : error;
}

/** Enough to see what is wrong. */
const lastLines = (output: string): string => output.trim().split('\n').slice(-6).join('\n').slice(-600);
