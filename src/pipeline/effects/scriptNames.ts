import { encrypted, plain } from './catalogue/ports';
import { installs, remote, updates } from './catalogue/row';
import type { Fact } from './fact';
import { lastPart } from '../../text/edges';

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

/** It allows Basic, but nothing unencrypted: https://docs.ansible.com/ansible/latest/os_guide/windows_winrm.html */
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

/** Public scripts that are run by name, or by address, from everywhere. */
const knownScripts: readonly (readonly [path: RegExp, facts: readonly Fact[]])[] = [
  [/(?:^|[\\/])configureremotingforansible\.ps1$/, configureForAnsible],
  // https://docs.chocolatey.org/en-us/choco/setup/
  [/chocolatey\.org\/install\.ps1$/, [installs]],
  // https://boxstarter.org/installboxstarter
  [/(?:boxstarter\.org|\/buildscripts)\/bootstrapper\.ps1$/, [installs]],
];

/** What a well-known script does, which no project writes itself; empty for all others. */
export function knownScriptFacts(path: string): readonly Fact[] {
  const plain = path.toLowerCase().replace(/[?#].*$/s, '');
  return knownScripts.find(([pattern]) => pattern.test(plain))?.[1] ?? [];
}

/**
 * What a script does as far as its name tells. A hint for a script that can't be read: what can be read says
 * better what it does.
 */
export function scriptNameFacts(path: string): readonly Fact[] {
  const known = knownScriptFacts(path);
  if (known.length) return known;
  const name = lastPart(path).toLowerCase();
  return scriptNameHints.find(([pattern]) => pattern.test(name))?.[1] ?? [];
}
