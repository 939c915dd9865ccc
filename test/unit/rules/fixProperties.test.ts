import assert from 'node:assert/strict';
import { readEffects } from '../../../src/pipeline/effects/readEffects';
import { removedKeys } from '../../../src/pipeline/template/removedKeys';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { setting, text } from '../../../src/pipeline/value';
import type { MapValue } from '../../../src/pipeline/value';
import { wholeFile } from '../../../src/text/embeddedText';
import { builderTypes } from '../../support/componentTypes';
import { memoryFiles } from '../../support/memoryFiles';
import { fixAll } from '../../support/ruleTests';

/*
 * What holds of fixes whatever they are asked about: all combinations are tried, not examples.
 */

/** The settings of the builder in a project of one file. */
function sourceOf(files: Readonly<Record<string, string>>): MapValue {
  const [path = ''] = Object.keys(files);
  const [build] = readTemplate(path, memoryFiles(files, '/project'))?.builds ?? [];
  assert.ok(build);
  return build.source;
}

type Plain = string | number | boolean | undefined;

function plain(source: MapValue, name: string): Plain {
  const value = setting(source, name);
  return value?.kind === 'string'
    ? value.text
    : value?.kind === 'number' || value?.kind === 'boolean'
      ? value.value
      : undefined;
}

/** A project with a builder of these settings, in the order given, in both dialects. */
const projects = (
  type: string,
  settings: readonly (readonly [string, Plain])[],
): Record<string, string>[] => {
  const set = settings.filter(([, value]) => value !== undefined);
  const entries = set.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const lines = set.map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`);
  return [
    {
      '/project/t.json': `{ "builders": [{ "type": "${type}", ${['"ssh_username": "a"', ...entries].join(', ')} }] }\n`,
    },
    {
      '/project/t.pkr.hcl': `source "${type}" "s" {\n  ssh_username = "a"\n${lines.join('')}}\n\nbuild {\n  sources = ["source.${type}.s"]\n}\n`,
    },
  ];
};

describe('A fix of an old name that still works', () => {
  const values: Readonly<Record<string, readonly Plain[]>> = {
    ssh_wait_timeout: [undefined, '60m', '5m', '0s', ''],
    ssh_skip_nat_mapping: [undefined, true, false],
    ssh_host_port_min: [undefined, 2222, 0, 4000],
    ssh_host_port_max: [undefined, 2222, 0, 4000],
  };
  /** The SDK and the builders take the old one where it says something. */
  const says = (value: Plain): boolean => value !== undefined && !/^(?:|0s?|false)$/.test(String(value));

  for (const { key, types, replacement, stillRead } of removedKeys) {
    if (!stillRead || replacement.kind !== 'renamed') continue;
    const { to } = replacement;
    const type = builderTypes.find((one) => types.test(one)) ?? '';
    it(`never changes what is in force: ${key}`, async () => {
      const tried = values[key] ?? assert.fail(`no values of ${key}`);
      const pairs = tried.flatMap((old) => tried.map((other) => [old, other] as const));
      for (const [old, other] of pairs) {
        const [first, second] = [[key, old] as const, [to, other] as const];
        for (const files of [...projects(type, [first, second]), ...projects(type, [second, first])]) {
          const fixed = await fixAll(files, 'unsafe', 'removed-key');
          assert.equal(inForce(sourceOf(fixed)), inForce(sourceOf(files)), JSON.stringify(files));
        }
      }

      function inForce(source: MapValue): Plain {
        const own = plain(source, key);
        const found = says(own) ? own : plain(source, to);
        return says(found) ? found : undefined;
      }
    });
  }
});

describe('A fix of a shutdown_command', () => {
  const around: readonly ((command: string) => string)[] = [
    (command) => command,
    (command) => `sudo ${command}`,
    (command) => `echo 'a' | sudo -S ${command}`,
    (command) => `su - root -c '${command}'`,
    (command) => `sync; ${command}`,
  ];
  const commands = [
    'reboot',
    '/sbin/reboot',
    'shutdown -r now',
    '/sbin/shutdown -r now',
    'shutdown --reboot now',
    'shutdown -r +0',
    'systemctl reboot',
    'init 6',
  ];
  /** What switches each system off, and nothing else may be written. */
  const guests: Readonly<Record<string, RegExp>> = {
    debian: /^(?:shutdown (?:-P|-h) \S+|poweroff|systemctl poweroff|init 0)$/,
    freebsd: /^(?:shutdown -p \S+|init 0)$/,
    openbsd: /^(?:shutdown -p \S+|init 0)$/,
  };

  for (const [guest, has] of Object.entries(guests))
    it(`writes only what ${guest} has, and switches off`, async () => {
      for (const command of commands)
        for (const inside of around) {
          const written = inside(command);
          const [, files = {}] = projects('qemu', [
            ['vm_name', guest],
            ['shutdown_command', written],
          ]);
          const fixed =
            text(sourceOf(await fixAll(files, 'unsafe', 'shutdown-command-reboots')), 'shutdown_command')
              ?.text ?? '';
          if (fixed === written) continue;
          const [before = '', after = ''] = inside('\0').split('\0');
          const own = fixed.slice(before.length, fixed.length - after.length);
          assert.equal(inside(own), fixed);
          assert.match(own.replace(/^\/sbin\//, ''), has, fixed);
          assert.deepEqual(
            readEffects('shell', wholeFile('/x', fixed)).flatMap(({ fact }) =>
              fact.kind === 'reboot' ? [fact.when] : [],
            ),
            ['off'],
            fixed,
          );
        }
    });
});
