import assert from 'node:assert/strict';
import { communicatorOf } from '../../../../src/pipeline/template/communicator';
import type { Communicator } from '../../../../src/pipeline/template/communicator';
import { durationOf, parseDuration } from '../../../../src/pipeline/template/duration';
import { builder } from './read';

const minutes = 60_000;

const short = (communicator: Communicator) => ({
  kind: communicator.kind,
  port: communicator.port.value,
  ssl: communicator.useSsl.value,
  ntlm: communicator.useNtlm.value,
  insecure: communicator.insecure.value,
  user: communicator.username.value?.text,
  password: communicator.passwordSet,
  timeout: communicator.timeout.value,
});

const ssh = {
  kind: 'ssh',
  port: 22,
  ssl: false,
  ntlm: false,
  insecure: false,
  user: undefined,
  password: false,
  timeout: 5 * minutes,
};
const winrm = { ...ssh, kind: 'winrm', port: 5985, timeout: 30 * minutes };

describe('communicatorOf', () => {
  for (const [source, expected] of [
    [{ type: 'virtualbox-iso' }, ssh],
    [{ type: 'virtualbox-windows-iso' }, { ...winrm, timeout: 20 * minutes }],
    [
      { type: 'vmware-windows-vmx', winrm_wait_timeout: '1h' },
      { ...winrm, timeout: 60 * minutes },
    ],
    [{ type: 'virtualbox-windowsy' }, ssh],
    [
      { type: 'qemu', ssh_port: '2222', ssh_wait_timeout: '1h', ssh_username: 'v' },
      { ...ssh, port: 2222, timeout: 60 * minutes, user: 'v' },
    ],
    [{ type: 'qemu', communicator: 'winrm' }, winrm],
    [
      { type: 'qemu', communicator: 'winrm', winrm_use_ssl: 'true' },
      { ...winrm, ssl: true, port: 5986 },
    ],
    [
      { type: 'qemu', communicator: 'winrm', winrm_use_ssl: '{{user `x`}}' },
      { ...winrm, ssl: undefined, port: undefined },
    ],
    [
      {
        type: 'qemu',
        communicator: 'winrm',
        winrm_username: 'vagrant',
        winrm_password: 'vagrant',
        winrm_timeout: '6h',
      },
      { ...winrm, user: 'vagrant', password: true, timeout: 360 * minutes },
    ],
    [{ type: 'qemu', communicator: 'winrm', winrm_password: '' }, winrm],
    [
      { type: 'qemu', communicator: 'winrm', winrm_timeout: '{{user `t`}}' },
      { ...winrm, timeout: undefined },
    ],
    [
      { type: 'azure-arm', communicator: 'winrm' },
      { ...winrm, ntlm: true },
    ],
    [{ type: 'azure-arm' }, { ...ssh, kind: 'both', port: undefined, ntlm: true, timeout: undefined }],
    [{ type: 'docker' }, { ...ssh, kind: 'other', port: undefined, timeout: undefined }],
    [
      { type: 'null', communicator: 'none' },
      { ...ssh, kind: 'none', port: undefined, timeout: undefined },
    ],
    [
      { type: 'qemu', communicator: '{{user `c`}}' },
      { ...ssh, kind: 'unknown', port: undefined, timeout: undefined },
    ],
  ] as const)
    it(`reads ${JSON.stringify(source)}`, () =>
      assert.deepEqual(short(communicatorOf(builder(source))), expected));

  it('says where each setting stands, and nowhere the password', () => {
    const communicator = communicatorOf(
      builder({
        type: 'qemu',
        communicator: 'winrm',
        winrm_port: 55985,
        winrm_password: 'topsecret',
        host_port_min: 2200,
      }),
    );
    assert.ok(communicator.location && communicator.port.location && communicator.passwordLocation);
    assert.equal(communicator.hostPorts.minimum.value, 2200);
    assert.equal(communicator.timeout.location, undefined);
    assert.ok(!JSON.stringify(communicator).includes('topsecret'));
  });
});

describe('parseDuration', () => {
  for (const [text, expected] of [
    ['5m', 5 * minutes],
    ['1h30m', 90 * minutes],
    ['1.5s', 1500],
    ['.5s', 500],
    ['-1s', -1000],
    ['0', 0],
    ['2h45m30s10ms', 165 * minutes + 30_010],
    ['1µs', 0.001],
    ['30', undefined],
    ['1d', undefined],
    ['', undefined],
    ['h', undefined],
    ['1..5s', undefined],
    ['5m ', undefined],
  ] as const)
    it(`reads '${text}'`, () => assert.equal(parseDuration(text), expected));

  it('takes a number without quotes for nanoseconds, as Packer does', () => {
    const location = { path: '', span: { start: 0, end: 0 } };
    assert.equal(durationOf({ kind: 'number', value: 1_000_000, location }), 1);
    assert.equal(durationOf(undefined), undefined);
  });
});
