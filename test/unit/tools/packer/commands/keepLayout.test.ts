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

  it('leave of a key that stands twice the last one', () => {
    assert.equal(keepLayout('{ "a": 1, "b": 0, "a": 2 }', fixed({ a: 3, b: 0 })), '{ "b": 0, "a": 3 }');
    assert.equal(keepLayout('{ "a": 1, "a": 2 }', fixed({})), '{  }');
  });

  it('keep the layout of an object that gets other keys only', () => {
    assert.equal(
      keepLayout('{\n\t"a": 1,\n\t"b": 2\n}\n', fixed({ c: 3, d: 4 })),
      '{\n\t"c": 3,\n\t"d": 4\n}\n',
    );
    assert.equal(keepLayout('{}', fixed({ c: 3 })), '{"c": 3}');
  });

  it('take away first, middle and last keys, beside renamed and new ones', () => {
    assert.equal(
      keepLayout('{ "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6 }', fixed({ c: 3, D: 4, g: 7 })),
      '{ "c": 3, "D": 4, "g": 7 }',
    );
  });
});
