import { encrypted, plain } from './catalogue/ports';
import { installs, remote, updates } from './catalogue/row';
import type { Fact } from './fact';

const opensWinrm: readonly Fact[] = [
  remote('service', true),
  remote('startup', true),
  remote('listener', true, { port: plain }),
  remote('firewall', true, { port: plain }),
  remote('basic', true),
  remote('unencrypted', true),
];

/** Scripts with names that many projects have, and what they do there. */
export const scriptNameHints: readonly (readonly [name: RegExp, facts: readonly Fact[]])[] = [
  [
    /^(?:disable|stop|block)-?_?(?:win-?rm|psremoting|remoting)\b/,
    [remote('service', false), remote('startup', false)],
  ],
  [
    /^(?:\d+[-_.])?(?:enable|setup|set-?up|configure|config|provision|install|start|bootstrap)?-?_?win-?_?rm(?:[-_]?(?:setup|config|enable|https?))?\b/,
    opensWinrm,
  ],
  [/^(?:enable|setup|configure|config)-?_?(?:ps)?remoting\b/, opensWinrm],
  [
    /^(?:(?:install|setup|configure|enable|provision)-?_?)?(?:win32-?)?(?:open)?ssh(?:d|-?server)?\b|openssh/,
    [installs, remote('sshdInstalled', true), remote('sshdStartup', true), remote('sshd', true)],
  ],
  [/^(?:win(?:dows)?-?_?updates?|install-?_?(?:windows-?)?updates?)\b/, [updates]],
];

/** A public script that is run by name from everywhere. It allows Basic, but nothing unencrypted. */
const configureForAnsible: readonly Fact[] = [
  { kind: 'selfSignedCertificate' },
  remote('service', true, { bounces: true }),
  remote('startup', true),
  remote('listener', true, { port: plain }),
  remote('listener', true, { port: encrypted }),
  remote('basic', true),
  remote('firewall', true, { port: plain }),
  remote('firewall', true, { port: encrypted }),
];

/** What a well-known script does, which no project writes itself; empty for all others. */
export const knownScriptFacts = (path: string): readonly Fact[] =>
  /(?:^|[\\/])configureremotingforansible\.ps1$/i.test(path.replace(/[?#].*$/s, ''))
    ? configureForAnsible
    : [];

/**
 * What a script does as far as its name tells. A hint for a script that can't be read: what can be read says
 * better what it does.
 */
export function scriptNameFacts(path: string): readonly Fact[] {
  const known = knownScriptFacts(path);
  if (known.length) return known;
  const name = /[^\\/]*$/.exec(path)?.[0].toLowerCase() ?? '';
  return scriptNameHints.find(([pattern]) => pattern.test(name))?.[1] ?? [];
}
