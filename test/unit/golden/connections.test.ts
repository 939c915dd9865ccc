import assert from 'node:assert/strict';
import { communicatorOf } from '../../../src/pipeline/template/communicator';
import type { Configured } from '../../../src/pipeline/template/communicator';
import { pipelineOf } from '../../support/templates';
import { builderTypes } from '../../support/componentTypes';
import { matchesGolden } from '../../support/golden';
import { builder } from '../pipeline/template/read';

const connections: readonly object[] = [
  {},
  { communicator: 'ssh' },
  { communicator: 'winrm' },
  { communicator: 'winrm', winrm_use_ssl: true },
  { communicator: 'none' },
  { communicator: 'other' },
  { communicator: '{{ user `x` }}' },
  { communicator: '' },
];

const names = [
  ...['winrm_port', 'ssh_port', 'host_port_min', 'ssh_host_port_min', 'host_port_max', 'ssh_host_port_max'],
  ...['winrm_host', 'ssh_host', 'winrm_username', 'ssh_username', 'winrm_password', 'ssh_password'],
  ...['winrm_timeout', 'ssh_timeout', 'ssh_wait_timeout', 'pause_before_connecting', 'skip_nat_mapping'],
  ...['ssh_skip_nat_mapping', 'winrm_use_ssl', 'winrm_use_ntlm', 'winrm_insecure', 'port', 'timeout'],
];

describe('golden: how Packer connects', () => {
  it('has the same defaults for every builder', () =>
    matchesGolden(
      'connectionOfBuilder',
      builderTypes.flatMap((type) => [
        type,
        ...connections.map((source) => `  ${JSON.stringify(source)}: ${connection({ type, ...source })}`),
      ]),
    ));

  it('reads the same settings', () =>
    matchesGolden(
      'connectionSettings',
      ['ssh', 'winrm'].flatMap((communicator) =>
        names.map((name) => {
          const value = /port/.test(name)
            ? 7
            : /timeout|pause/.test(name)
              ? '7s'
              : /use|skip|insecure/.test(name)
                ? true
                : 'x';
          return `${communicator} ${name}: ${connection({ type: 'qemu', communicator, [name]: value })}`;
        }),
      ),
    ));
});

describe('golden: what a flag says', () => {
  it('is read the same', () =>
    matchesGolden(
      'flags',
      [
        true,
        false,
        'true',
        'True',
        'TRUE',
        't',
        '1',
        'false',
        'FALSE',
        'f',
        '0',
        'no',
        'yes',
        '',
        1,
        0,
        null,
      ].map((flag) => {
        const { useSsl, port, skipNatMapping } = communicatorOf(
          builder({ type: 'qemu', communicator: 'winrm', winrm_use_ssl: flag, skip_nat_mapping: flag }),
        );
        return `${JSON.stringify(flag)}: ${[useSsl.value, skipNatMapping.value, port.value].map(String).join(', ')}`;
      }),
    ));
});

describe('golden: what a builder starts with', () => {
  it('is the same for every builder', () =>
    matchesGolden(
      'startOfBuilder',
      builderTypes.flatMap((type) => {
        const start = (source: object) => {
          const [timeline] = pipelineOf({ builders: [{ type, ...source }] }).timelines;
          assert.ok(timeline);
          const { takeOver, media } = timeline;
          const floppy = media.floppy.tree.complete ? 'floppy known' : 'floppy unknown';
          return `${takeOver.kind}${'why' in takeOver ? ` (${takeOver.why})` : ''}, ${floppy}`;
        };
        return [
          type,
          `  ssh ${start({ communicator: 'ssh' })}`,
          `  winrm ${start({ communicator: 'winrm' })}`,
          `  winrm and user data ${start({ communicator: 'winrm', user_data: '<powershell>exit</powershell>' })}`,
          `  with files on a floppy disk ${start({ communicator: 'ssh', floppy_content: { 'a.txt': 'a' } })}`,
        ];
      }),
    ));
});

/** Only what is known: values, and whether they are set. */
function connection(source: Record<string, unknown>): string {
  const { kind, hostPorts, ...rest } = communicatorOf(builder(source));
  const fields = { ...rest, minimum: hostPorts.minimum, maximum: hostPorts.maximum };
  const known = Object.entries(fields).flatMap(([name, field]) => {
    const value =
      typeof field === 'object' && 'value' in field ? (field as Configured<unknown>).value : undefined;
    const shown = typeof value === 'object' ? 'set' : (value as string | number | boolean | undefined);
    if (name === 'passwordSet') return field === true ? name : [];
    return shown === undefined || shown === false || shown === 0 ? [] : `${name} ${String(shown)}`;
  });
  return [kind, ...known].join(', ');
}
