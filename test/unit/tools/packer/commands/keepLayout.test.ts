import assert from 'node:assert/strict';
import { keepLayout } from '../../../../../src/tools/packer/commands/keepLayout';

describe("the changes of packer fix in a template's own layout", () => {
  const fixed = (value: unknown) => JSON.stringify(value, null, 2);

  it('are none where nothing changes but the layout', () => {
    const text = '{"b": [1,2],\n\n\t"a": {"y":1e3, "x": "\\u003c"}}\r\n';
    assert.equal(keepLayout(text, fixed({ a: { x: '<', y: 1000 }, b: [1, 2] })), text);
  });

  it('rename a key in its place', () => {
    const text =
      '{ "builders": [\n    { "type": "null", "ssh_wait_timeout": "20m",\n      "name": "x" }\n  ] }';
    assert.equal(
      keepLayout(text, fixed({ builders: [{ name: 'x', ssh_timeout: '20m', type: 'null' }] })),
      text.replace('ssh_wait_timeout', 'ssh_timeout'),
    );
  });

  it('set, remove and add values', () => {
    const text = [
      '{',
      '    "builders": [{',
      '        "type": "qemu",',
      '        "iso_checksum": "abc",',
      '        "iso_checksum_type": "md5",',
      '        "disk_size": 40000,',
      '        "qemuargs": [["-m", "1"]]',
      '    }]',
      '}',
      '',
    ].join('\r\n');
    const builder = { type: 'qemu', iso_checksum: 'md5:abc', disk_size: '40000', qemuargs: [['-m', '1']] };
    assert.equal(
      keepLayout(text, fixed({ builders: [{ ...builder, cpus: 1 }] })),
      [
        '{',
        '    "builders": [{',
        '        "type": "qemu",',
        '        "iso_checksum": "md5:abc",',
        '        "disk_size": "40000",',
        '        "qemuargs": [["-m", "1"]],',
        '        "cpus": 1',
        '    }]',
        '}',
        '',
      ].join('\r\n'),
    );
  });

  it('are all there in the end', () => {
    const text = '{ "a": { "x": 1 }, "b": [1, 2, 3], "c": null }';
    for (const after of [
      {},
      { a: {} },
      { a: { y: 2 }, b: [1], d: { e: [] } },
      { a: { y: 1 }, c: null, z: [1, 2, 3] },
    ])
      assert.deepEqual(JSON.parse(keepLayout(text, fixed(after))), after);
  });

  it('take the place of the text where a key stands twice', () => {
    const after = fixed({ a: 3 });
    assert.equal(keepLayout('{ "a": 1, "a": 2 }', after), after);
  });
});
