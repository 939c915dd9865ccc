import assert from 'node:assert/strict';
import type { Fact, RemoteAccess } from '../../../src/pipeline/effects/fact';
import type { TakeOver } from '../../../src/pipeline/timeline/timeline';
import { describeFact } from '../../../src/words/facts';
import { describeTakeOver } from '../../../src/words/takeOver';

describe('describeFact', () => {
  const cases: readonly (readonly [fact: Fact, text: string])[] = [
    [{ kind: 'reboot', when: 'pending' }, 'leaves a restart pending'],
    [{ kind: 'sysprep', then: 'shutdown' }, 'runs Sysprep, then shuts down'],
    [{ kind: 'sysprep', then: 'quit' }, 'runs Sysprep'],
    [{ kind: 'elevation', certain: true }, 'needs elevation'],
    [{ kind: 'updates' }, 'installs updates'],
    [{ kind: 'remote', part: 'service', opens: true }, 'starts the WinRM service'],
    [{ kind: 'remote', part: 'service', opens: true, bounces: true }, 'restarts the WinRM service'],
    [{ kind: 'remote', part: 'startup', opens: false }, 'turns off the automatic start of the WinRM service'],
    [{ kind: 'remote', part: 'listener', opens: true, port: 5986 }, 'creates a WinRM listener on port 5986'],
    [{ kind: 'remote', part: 'listener', opens: false }, 'removes the WinRM listeners'],
    [{ kind: 'remote', part: 'firewall', opens: true, port: 5985 }, 'opens port 5985 in the firewall'],
    [{ kind: 'remote', part: 'firewall', opens: false }, 'closes the firewall'],
    [{ kind: 'remote', part: 'filter', opens: true }, 'turns off the firewall'],
    [{ kind: 'remote', part: 'link', opens: true, bounces: true }, 'restarts the network adapter'],
    [{ kind: 'remote', part: 'sshdInstalled', opens: true }, 'installs the SSH server'],
  ];
  for (const [fact, text] of cases)
    it(`is '${text}' for ${JSON.stringify(fact)}`, () => assert.equal(describeFact(fact), text));
});

describe('describeTakeOver', () => {
  const winrm = { kind: 'winrm', port: 5985, ssl: false, ntlm: false } as const;
  const never = (...missing: RemoteAccess['part'][]) =>
    describeTakeOver({ kind: 'never', route: winrm, missing });

  it('says what an administrator has to enable where Packer never connects', () => {
    assert.equal(
      never('service', 'listener', 'firewall', 'basic', 'unencrypted'),
      'Packer never connects: nothing enables the WinRM service, a WinRM listener on port 5985, a firewall rule for port 5985, Basic authentication or unencrypted traffic',
    );
    assert.equal(never('link'), 'Packer never connects: nothing enables the network adapter');
    assert.equal(
      describeTakeOver({ kind: 'never', route: { kind: 'ssh' }, missing: ['sshd'] }),
      'Packer never connects: nothing enables the SSH server',
    );
  });

  it('says why where it is not known', () => {
    const why = (reason: Extract<TakeOver, { kind: 'unknown' }>['why']) =>
      describeTakeOver({ kind: 'unknown', why: reason });
    assert.equal(
      why('unreadScript'),
      'Where Packer connects is not known. A script that runs before Packer connects cannot be read.',
    );
    assert.match(why('syntaxError'), /has a syntax error\.$/);
    assert.match(why('noAnswerFile'), /No answer file for Windows Setup was found/);
  });

  it('is short for the other ways', () => {
    assert.equal(describeTakeOver({ kind: 'start' }), 'Packer connects as soon as the guest answers');
    assert.equal(describeTakeOver({ kind: 'none' }), 'Packer does not connect (communicator "none")');
    assert.match(describeTakeOver({ kind: 'none', waits: true }), /the guest must switch itself off$/);
    assert.match(describeTakeOver({ kind: 'none', waits: false }), /it switches the machine off at once/);
  });
});
