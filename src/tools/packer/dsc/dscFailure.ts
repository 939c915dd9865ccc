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

/** A line of a tool's output that tells what went wrong. */
interface Message {
  readonly says: RegExp;
  readonly kind: DscFailureKind;
  /** What it is about, as the first group; the whole line where there is none. */
  readonly subject?: RegExp;
}

/** Without the name of the tool. */
const line = /^(?:go: )?(.*)/;

/**
 * What tools say of what went wrong, most telling first. Sources: measured with Go 1.26 and Git 2.39; strings of both, and
 * of Windows.
 */
const messages: readonly Message[] = [
  {
    says: /no space left on device|not enough space on the disk|disk quota exceeded/i,
    kind: 'diskFull',
    subject: /(no space left on device|not enough space on the disk|disk quota exceeded)/i,
  },
  {
    says: /go\.mod requires go >= \S+ \(running go/,
    kind: 'goTooOldForSource',
    subject: /go\.mod requires go >= (\S+)/,
  },
  {
    says: /^(?:\S+: )?(?:verifying \S+: checksum mismatch$|SECURITY ERROR)/,
    kind: 'checksum',
    subject: /^(?:\S+: )?((?:verifying|SECURITY ERROR).*)/,
  },
  { says: /missing go\.sum entry|updates to go\.(?:mod|sum) needed/, kind: 'checksum' },
  {
    says: /^error: invalid path |unable to checkout working tree|hasDotdot|hasDotgit|gitmodules/,
    kind: 'unsafe',
  },
  {
    says: /(?:transport|protocol) '[^']+' not allowed/,
    kind: 'unsafe',
    subject: /(?:transport|protocol) '([^']+)'/,
  },
  {
    says: /: module lookup disabled by GOPROXY=off/,
    kind: 'offline',
    subject: /(?:^|[\s"])([\w./-]+@v[\w.+-]+): module lookup/,
  },
  {
    says: /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|network is unreachable/,
    kind: 'offline',
    subject: /(?:^|[\s"])([\w./~!-]+@v[\w.+-]+)/,
  },
  {
    says: /Could not resolve host: |Failed to connect to |Could not connect to /i,
    kind: 'offline',
    subject: /(?:Could not resolve host: |Failed to connect to |Could not connect to )(\S+?)[;,.]?(?:\s|$)/i,
  },
  {
    says: /unable to access|Could not read from remote repository/,
    kind: 'offline',
    subject: /(?:unable to access|Could not read from remote repository)[^']*'?([^']*)'?/,
  },
  {
    says: /no such host|refused|unreachable|timeout/,
    kind: 'offline',
    subject: /(?:dial tcp|lookup) ([^\s:]+)/,
  },
  { says: /40[1-4] |410 /, kind: 'refused' },
  {
    says: /not our ref|couldn't find remote ref|unadvertised object/,
    kind: 'noCommit',
    subject: /(?:not our ref|couldn't find remote ref|unadvertised object) ?(\S*)/,
  },
  {
    says: /: (?:permission denied|access is denied|read-only file system)/i,
    kind: 'noPermission',
    subject: /(?:mkdir|open|write|unlinkat|unlink):? ?'?([^':]*)/i,
  },
];

/** @param otherwise the kind of what has no message of its own */
export function failureOf(output: string, otherwise: DscFailureKind): DscFailure {
  const lines = output.split(/\r?\n/);
  for (const { says, kind, subject = line } of messages)
    for (const [index, text] of lines.entries()) {
      const found = says.test(text) ? subject.exec(text) : null;
      if (!found) continue;
      // What a server answers stands below.
      const next = lines[index + 1] ?? '';
      const more = kind === 'refused' && /^\s+server response:/.test(next) ? next : '';
      return new DscFailure(kind, `${found[1] ?? ''}${more}`.trim().replace(/\s+/g, ' '));
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
