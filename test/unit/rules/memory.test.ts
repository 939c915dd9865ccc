import assert from 'node:assert/strict';
import { lint } from '../../support/templates';

const windows = (settings: Record<string, unknown>) => ({
  type: 'virtualbox-iso',
  guest_os_type: 'Windows2012_64',
  ...settings,
});

describe('memory-below-setup-minimum', () => {
  const id = 'memory-below-setup-minimum';

  for (const [name, source, severity, at] of [
    ['512 MB', windows({ memory: 512 }), 'error', '512'],
    ['800 MB in quotes', windows({ memory: '800' }), 'error', '"800"'],
    ['nothing set', windows({}), 'error', '"virtualbox-iso"'],
    ['nothing set for qemu', { type: 'qemu', floppy_files: ['Autounattend.xml'] }, 'error', '"qemu"'],
    ['nothing set for Hyper-V, which gives 1 GB', windows({ type: 'hyperv-iso' }), 'warning', '"hyperv-iso"'],
    [
      'what vboxmanage sets',
      windows({ memory: 4096, vboxmanage: [['modifyvm', '{{.Name}}', '--memory', '512']] }),
      'error',
      '"512"',
    ],
  ] as const)
    it(`finds ${name}`, () => {
      const found = lint({ builders: [source] }, {}, id);
      assert.deepEqual(
        found.map((finding) => [finding.severity, finding.at]),
        [[severity, at]],
      );
    });

  for (const [name, source] of [
    ['more than Setup needs', windows({ memory: 801 })],
    ['a Linux guest', { type: 'virtualbox-iso', guest_os_type: 'Debian_64', memory: 512 }],
    [
      'Windows Server 2008, which gets by with it',
      windows({ memory: 512, guest_os_type: 'windows7srv-64', vm_name: 'win2008r2' }),
    ],
    ['an imported machine', windows({ type: 'virtualbox-ovf' })],
    ['an existing disk', { type: 'qemu', disk_image: true, floppy_files: ['Autounattend.xml'] }],
    ['an unknown number', windows({ memory: '{{env `MEMORY`}}' })],
    ['a Nano Server with the 1 GB of Hyper-V', windows({ type: 'hyperv-iso', vm_name: 'nano-2016' })],
  ] as const)
    it(`says nothing of ${name}`, () => assert.deepEqual(lint({ builders: [source] }, {}, id), []));
});

describe('memory-below-4gb', () => {
  const id = 'memory-below-4gb';

  it('is one diagnosis for the template, at the first place, with all builds', () => {
    const found = lint(
      {
        builders: [
          windows({ memory: 2048 }),
          windows({ type: 'vmware-iso', memory: 1024 }),
          windows({ name: 'big', memory: 4096 }),
        ],
      },
      {},
      id,
    );
    assert.equal(found.length, 1);
    assert.equal(found[0]?.at, '2048');
    assert.match(found[0].message, /'virtualbox-iso' \(2048 MB\), 'vmware-iso' \(1024 MB\)\.$/);
    assert.doesNotMatch(found[0].message, /big/);
    assert.equal(found[0].severity, 'warning');
  });

  it('is worth a note only for editions without a desktop', () => {
    for (const name of ['win2012r2-standardcore', 'nano', '2012_r2core', 'server-core-2022'])
      assert.deepEqual(
        lint({ builders: [windows({ memory: 2048, vm_name: name })] }, {}, id).map(
          ({ severity }) => severity,
        ),
        ['info'],
        name,
      );
    assert.equal(
      lint({ builders: [windows({ memory: 2048, vm_name: 'score' })] }, {}, id)[0]?.severity,
      'warning',
    );
  });

  it('knows the default of a builder where Setup gets by with it', () => {
    const found = (vm_name: string, type = 'hyperv-iso') =>
      lint({ builders: [{ ...windows({ vm_name, iso_url: 'x.iso' }), type }] }, {}, id);
    const [core, ...others] = found('win2019-core');
    assert.deepEqual(others, []);
    assert.equal(core?.severity, 'info');
    assert.match(core.message, /'hyperv-iso' \(1024 MB, the default of hyperv-iso\)\.$/);
    assert.equal(core.at, '"hyperv-iso"');
    assert.match(core.fixes[0]?.edits[0]?.newText ?? '', /"memory": 4096/);
    // Of these memory-below-setup-minimum speaks.
    assert.deepEqual(found('win2019'), []);
    assert.deepEqual(found('win2019-core', 'virtualbox-iso'), []);
  });

  it('leaves what Setup itself can not run with to its own rule', () => {
    assert.deepEqual(lint({ builders: [windows({ memory: 512 })] }, {}, id), []);
  });

  for (const [name, source] of [
    ['4096', windows({ memory: 4096 })],
    ['Linux', { type: 'qemu', memory: 2048 }],
    ['darwin', { type: 'parallels-iso', guest_os_type: 'darwin', memory: 2048 }],
    ['an unknown number', windows({ memory: '{{user `x`}}' })],
  ] as const)
    it(`says nothing of ${name}`, () => assert.deepEqual(lint({ builders: [source] }, {}, id), []));
});
