import assert from 'node:assert/strict';
import { runsPerhaps, shellScriptLanguage } from '../../../../src/pipeline/timeline/shellLanguage';
import { pipelineOf } from '../../../support/templates';

describe('the language of a shell step', () => {
  for (const [executeCommand, firstLine, language] of [
    ['', '', 'shell'],
    ['', '#!/bin/bash -eux', 'shell'],
    ['', '#!/usr/bin/env bash', 'shell'],
    ['', '#!/usr/bin/env -S python3 -u', 'other'],
    ['', '#!/usr/bin/python3.11', 'other'],
    ['', '#!/usr/bin/expect -f', 'other'],
    ['', '#! /usr/bin/perl -w', 'other'],
    ['', '#!/usr/local/bin/something', 'other'],
    ['', '#!/usr/bin/env pwsh', 'powershell'],
    ['sudo -E sh {{ .Path }}', '#!/usr/bin/perl', 'shell'],
    ["{{ .Vars }} sudo -S bash -eux '{{ .Path }}'", '', 'shell'],
    ['chmod +x {{ .Path }}; {{ .Vars }} {{ .Path }}', '#!/usr/bin/ruby', 'other'],
    ['{{ .Vars }} python3 {{ .Path }}', '', 'other'],
    ['sudo {{ .Path }}', '', 'shell'],
  ] as const)
    it(`is ${language} for '${firstLine}' run by '${executeCommand}'`, () =>
      assert.equal(shellScriptLanguage(`${firstLine}\nreboot\n`, { executeCommand }), language));

  it('is that of inline_shebang for lines', () => {
    const of = (shebang: string) => shellScriptLanguage('reboot', { executeCommand: '', shebang });
    assert.equal(of('/bin/sh -e'), 'shell');
    assert.equal(of('/usr/bin/python3'), 'other');
  });
});

describe('a conditional execute_command', () => {
  for (const [command, perhaps] of [
    ['chmod +x {{ .Path }}; {{ .Vars }} {{ .Path }}', false],
    ['sudo sh {{ .Path }} && rm {{ .Path }}', false],
    ['test -e /etc/redhat-release && sudo sh {{ .Path }}', true],
    ['if [ -e /x ]; then sh {{ .Path }}; fi', true],
    ['which bash || {{ .Path }}', true],
    ["sudo -n true && sudo sh -c '{{ .Vars }} {{ .Path }}'", false],
    ['', false],
  ] as const)
    it(`'${command}' runs ${perhaps ? 'perhaps' : 'for certain'}`, () =>
      assert.equal(runsPerhaps(command), perhaps));
});

describe('timelines of Linux', () => {
  const facts = (
    builder: object,
    provisioners: readonly object[] = [],
    files: Record<string, string> = {},
  ) => {
    const [timeline] = pipelineOf({ builders: [builder], provisioners }, files).timelines;
    return timeline?.events.map((event) =>
      event.kind === 'effect' && event.effect.fact.kind === 'reboot'
        ? `${event.effect.fact.when}${event.always ? '' : '?'}`
        : event.kind,
    );
  };
  const qemu = (shutdown: string) => ({ type: 'qemu', ssh_username: 'a', shutdown_command: shutdown });

  for (const [command, expected] of [
    ['sudo shutdown -r now', ['now']],
    ["echo 'packer' | sudo -S /sbin/shutdown -hP now", ['off']],
    ["echo '{{ user `gone` }}' | sudo -S reboot", ['now']],
    ["su - root -c 'systemctl poweroff'", ['off']],
    ['shutdown /s /t 10', ['off']],
    ['shutdown -s -t 10', ['off']],
  ] as const)
    it(`reads the shutdown_command '${command}' in the shell of the guest`, () =>
      assert.deepEqual(facts(qemu(command)), expected));

  it('does not read scripts in other languages', () => {
    const files = { '/project/a.pl': '#!/usr/bin/perl\nreboot\n', '/project/b.sh': '#!/bin/sh\nreboot\n' };
    const step = { type: 'shell', scripts: ['a.pl', 'b.sh'] };
    assert.deepEqual(facts({ type: 'null' }, [step], files), ['unread', 'now']);
  });

  it('takes a step for perhaps where its execute_command asks', () =>
    assert.deepEqual(
      facts({ type: 'null' }, [
        { type: 'shell', inline: ['reboot'], execute_command: 'test -e /x && sh {{ .Path }}' },
      ]),
      ['now?'],
    ));
});

describe('files that only set variables', () => {
  const called = (line: string) => {
    const steps = [{ type: 'shell', inline: [line] }];
    const [timeline] = pipelineOf({ builders: [{ type: 'null' }], provisioners: steps }, {}).timelines;
    return timeline?.events.map(({ kind }) => kind);
  };
  for (const line of [
    '. /etc/os-release',
    'source ~/.zprofile',
    '. "$HOME/.cargo/env"',
    '. venv/bin/activate',
  ])
    it(`${line} is not worth a word`, () => assert.deepEqual(called(line), []));
  it('others are', () => assert.deepEqual(called('. ./own.sh'), ['unread']));
});

describe('where Packer works without a network', () => {
  for (const [type, within] of [
    ['docker', 'container'],
    ['lxd', 'container'],
    ['amazon-chroot', 'chroot'],
    ['virtualbox-ovf', undefined],
  ] as const)
    it(`is ${within ?? 'nothing'} for ${type}`, () => {
      const [timeline] = pipelineOf({ builders: [{ type }], provisioners: [] }, {}).timelines;
      assert.deepEqual(timeline?.takeOver, { kind: 'start', ...(within && { within }) });
    });

  it('is a network for a container with SSH', () => {
    const builders = [{ type: 'docker', communicator: 'ssh' }];
    assert.deepEqual(pipelineOf({ builders, provisioners: [] }, {}).timelines[0]?.takeOver, {
      kind: 'start',
    });
  });
});
