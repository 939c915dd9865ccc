import assert from 'node:assert/strict';
import type { RemoteAccess } from '../../../../src/pipeline/effects/fact';
import { Guest } from '../../../../src/pipeline/timeline/reachability';
import type { Route } from '../../../../src/pipeline/timeline/reachability';

const plain: Route = { kind: 'winrm', port: 5985, ssl: false, ntlm: false };
const tls: Route = { kind: 'winrm', port: 5986, ssl: true, ntlm: false };

type Event = 'restart' | '?restart' | `${'+' | '-' | '?+' | '?-'}${RemoteAccess['part']}${'' | `:${number}`}`;

/** `+x` opens, `-x` closes, `?` in a branch. */
function guest(...events: Event[]): Guest {
  const result = new Guest();
  for (const event of events) {
    if (event === 'restart') result.restart();
    else if (event === '?restart') result.restart(false);
    else {
      const [, perhaps, sign, part, port] = /^(\??)([+-])(\w+)(?::(\d+))?$/.exec(event) ?? assert.fail(event);
      const access = { kind: 'remote', part: part as RemoteAccess['part'], opens: sign === '+' } as const;
      result.apply({ ...access, ...(port && { port: Number(port) }) }, perhaps === '');
    }
  }
  return result;
}

/** What `winrm quickconfig` does. */
const quickconfig = ['+service', '+startup', '+listener:5985', '+firewall:5985'] as const;
const open = [...quickconfig, '+basic', '+unencrypted'] as const;

describe('Guest', () => {
  for (const [name, events, route, reachable, certain] of [
    ['nothing', [], plain, false, true],
    ['quickconfig alone', quickconfig, plain, false, true],
    ['quickconfig with authentication', open, plain, true, true],
    [
      'the parts in any order',
      ['+basic', '+unencrypted', '+firewall', '+listener:5985', '+service'],
      plain,
      true,
      true,
    ],
    ['HTTP for a route over TLS', open, tls, false, true],
    [
      'TLS, which needs no unencrypted messages',
      ['+service', '+listener:5986', '+firewall:5986', '+basic'],
      tls,
      true,
      true,
    ],
    ['NTLM, which needs no Basic', [...quickconfig, '+unencrypted'], { ...plain, ntlm: true }, true, true],
    ['another port', open, { ...plain, port: 55985 }, false, true],
    [
      'a firewall that is off',
      [...quickconfig.filter((e) => !e.startsWith('+fire')), '+firewall', '+basic', '+unencrypted'],
      plain,
      true,
      true,
    ],
    ['a block of the port', [...open, '-firewall:5985'], plain, false, true],
    ['a block of all ports', [...open, '-firewall'], plain, false, true],
    ['a service that is stopped', [...open, '-service'], plain, false, true],
    ['a stopped service after a restart', [...open, '-service', 'restart'], plain, true, true],
    [
      'a stopped service after a restart that perhaps happens',
      [...open, '-service', '?restart'],
      plain,
      true,
      false,
    ],
    [
      'a service that runs until a restart that perhaps happens',
      [...open, '-startup', '?restart'],
      plain,
      true,
      false,
    ],
    ['a disabled service after a restart', [...open, '-service', '-startup', 'restart'], plain, false, true],
    ['a service that is disabled, and runs until the restart', [...open, '-startup'], plain, true, true],
    ['a service that is disabled, after the restart', [...open, '-startup', 'restart'], plain, false, true],
    [
      'a gate that is opened again',
      [...open, '-service', '-startup', 'restart', '+service', '+startup'],
      plain,
      true,
      true,
    ],
    ['a part that a branch opens', [...quickconfig, '+basic', '?+unencrypted'], plain, true, false],
    ['a part that a branch closes', [...open, '?-service'], plain, true, false],
    [
      'a part that is closed for certain after a branch',
      [...open, '?-service', '-service'],
      plain,
      false,
      true,
    ],
    ['SSH', ['+sshd'], { kind: 'ssh' }, true, true],
    ['WinRM for a route over SSH', open, { kind: 'ssh' }, false, true],
    ['SSH in a branch', ['?+sshd'], { kind: 'ssh' }, true, false],
  ] as const)
    it(`${reachable ? 'lets Packer in' : 'keeps Packer out'}${certain ? '' : ' perhaps'} after ${name}`, () => {
      const result = guest(...events).reachability(route);
      assert.equal(result.reachable, reachable);
      assert.equal(result.certain, certain);
    });

  it('may be open by itself, as servers since 2012 are', () => {
    const server = new Guest(true);
    assert.deepEqual(server.reachability(plain).missing, ['basic', 'unencrypted']);
    for (const part of ['basic', 'unencrypted'] as const)
      server.apply({ kind: 'remote', part, opens: true }, true);
    assert.deepEqual(server.reachability(plain), { reachable: true, certain: false, missing: [] });
    assert.equal(server.reachability(tls).reachable, false);
  });

  it('keeps Packer out while its network adapter is off, and lets it past a firewall that is off', () => {
    assert.equal(guest(...open, '-link').reachability(plain).reachable, false);
    assert.equal(guest(...open, '-firewall:5985', '+filter').reachability(plain).reachable, true);
    assert.equal(guest(...open, '+filter', '-filter').reachability(plain).reachable, true);
  });

  it('is kept closed by a rule that blocks, until rules are changed or taken away', () => {
    const rule = (opens: boolean, blocking?: boolean) =>
      ({
        kind: 'remote',
        part: 'firewall',
        port: 5985,
        opens,
        ...(blocking !== undefined && { blocking }),
      }) as const;
    const blocked = new Guest();
    blocked.apply(rule(false, true), true);
    for (const part of ['service', 'listener', 'basic', 'unencrypted'] as const)
      blocked.apply({ kind: 'remote', part, opens: true }, true);
    blocked.apply(rule(true), true);
    assert.deepEqual(blocked.reachability(plain), { reachable: false, certain: true, missing: ['firewall'] });
    blocked.apply(rule(true, false), true);
    assert.equal(blocked.reachability(plain).reachable, true);
  });

  describe('follows rules of the firewall by their names', () => {
    const set = (
      opens: boolean,
      more: { rule?: string; blocking?: boolean; port?: number; byName?: true } = {},
    ) => ({ kind: 'remote', part: 'firewall', opens, port: 5985, ...more }) as const;
    const byName = (opens: boolean, blocking: boolean) =>
      ({ kind: 'remote', part: 'firewall', opens, rule: 'gate', blocking, byName: true }) as const;
    const gate = set(false, { rule: 'gate', blocking: true });
    const cases: readonly (readonly [string, readonly RemoteAccess[], boolean])[] = [
      [
        'one that blocks stays when another one allows',
        [gate, set(true, { rule: 'other', blocking: false })],
        false,
      ],
      ['one that blocks stays when it is switched on', [gate, set(true, { rule: 'gate' })], false],
      ['one that blocks is changed', [gate, set(true, { rule: 'gate', blocking: false })], true],
      ['one that blocks is changed, and only its name is known', [gate, byName(true, false)], true],
      [
        'one that blocks is taken away, and another one allows',
        [set(true), gate, byName(false, false)],
        true,
      ],
      ['a rule that nobody has made is switched off by its name', [set(true), byName(false, false)], true],
      ['a rule without a known name is changed', [gate, set(true, { blocking: false })], true],
    ];
    for (const [name, accesses, reachable] of cases)
      it(name, () => {
        const result = guest('+service', '+listener:5985', '+basic', '+unencrypted');
        for (const access of accesses) result.apply(access, true);
        assert.equal(result.reachability(plain).reachable, reachable);
      });
  });

  it('says what is still closed', () => {
    assert.deepEqual(guest(...quickconfig).reachability(plain).missing, ['basic', 'unencrypted']);
    assert.deepEqual(guest().reachability({ kind: 'ssh' }).missing, ['sshd']);
  });
});
