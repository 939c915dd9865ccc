import assert from 'node:assert/strict';
import { provisionerNames } from '../../../../src/pipeline/vagrantfile/provisionerNames';
import type { MachineProvisioner } from '../../../../src/pipeline/vagrantfile/vagrantfile';
import { configure, loadParser, only } from './read';

describe('readVagrantfile: provisioners', () => {
  before(loadParser);

  const first = (body: string): MachineProvisioner => {
    const [provisioner] = only(configure(body)).provisioners;
    assert.ok(provisioner);
    return provisioner;
  };

  const tables: [string, string, Record<string, unknown>][] = [
    [
      'a type',
      'config.vm.provision "reload"',
      { name: 'reload', named: false, type: 'reload', run: 'once', reboot: false },
    ],
    [
      'options',
      'config.vm.provision "shell", path: "a.ps1"',
      { type: 'shell', path: 'a.ps1', inline: undefined },
    ],
    [
      'old options',
      'config.vm.provision :shell, :path => "a.ps1", :run => :always',
      { path: 'a.ps1', run: 'always' },
    ],
    ['a hash', 'config.vm.provision("shell", { inline: "dir" })', { inline: 'dir' }],
    [
      'a block',
      'config.vm.provision "shell" do |s|\n  s.inline = "dir"\n  s.reboot = true\nend',
      { inline: 'dir', reboot: true },
    ],
    [
      'a name, a type and a block',
      'config.vm.provision "setup", type: "shell", run: "never" do |s| s.path = "b" end',
      { name: 'setup', named: true, type: 'shell', run: 'never', path: 'b' },
    ],
    [
      'a name of the shell',
      'config.vm.provision "shell", name: "x", path: "a"',
      { name: 'x', named: true, type: 'shell' },
    ],
    ['the name before that', 'config.vm.provision "a", type: "shell", name: "b"', { name: 'a' }],
    [
      'the block after the options',
      'config.vm.provision("shell", path: "a") { |s| s.path = "b" }',
      { path: 'b' },
    ],
    ['an unknown path', 'config.vm.provision "shell", path: ENV["P"]', { path: undefined }],
    ['an unknown reboot', 'config.vm.provision "shell", reboot: ENV["R"]', { reboot: undefined }],
    ['an unknown run', 'config.vm.provision "shell", run: ENV["R"]', { run: 'unknown' }],
    ['another run', 'config.vm.provision "shell", run: "sometimes"', { run: 'unknown' }],
    ['an unknown type', 'config.vm.provision ENV["T"]', { name: undefined, named: false, type: undefined }],
    ['a heredoc', 'config.vm.provision "shell", inline: <<~S\n  a\n    b\nS\n', { inline: 'a\n  b\n' }],
    [
      'a variable',
      '$script = <<-S\n  a\n  S\nconfig.vm.provision "shell", inline: $script',
      { inline: '  a\n' },
    ],
    ['under a condition', 'if ENV["X"]\nconfig.vm.provision "shell"\nend', { conditional: true }],
    [
      'of one provider',
      'config.vm.provider(:libvirt) { |l, o| o.vm.provision "shell" }',
      { provider: 'libvirt' },
    ],
  ];
  for (const [what, body, expected] of tables)
    it(what, () => {
      const found = first(body);
      const flat: Record<string, unknown> = {
        ...found,
        path: found.path?.value,
        inline: found.inline?.value,
      };
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, flat[key]])), expected);
    });

  it('keeps all options', () => {
    const { options } = first(
      'config.vm.provision "file", source: "a", destination: "b", preserve_order: true',
    );
    assert.deepEqual(
      options.map(({ path, value }) => [path, value]),
      [
        ['source', 'a'],
        ['destination', 'b'],
        ['preserve_order', true],
      ],
    );
  });

  const order = (body: string): string[] =>
    only(configure(body)).provisioners.map(({ name, path, run }) => `${name} ${path?.value} ${run}`);

  describe('order', () => {
    const outer =
      'config.vm.provision "a", type: "shell", path: "a1", run: "always"\nconfig.vm.provision "b", type: "shell", path: "b1"\n';

    it('is that of the file', () => assert.deepEqual(order(outer), ['a a1 always', 'b b1 once']));

    it('has outer ones before those of the machine', () =>
      assert.deepEqual(order(`config.vm.define("m") { |m| m.vm.provision "shell", path: "c" }\n${outer}`), [
        'a a1 always',
        'b b1 once',
        'shell c once',
      ]));

    it('has those of a provider last', () =>
      assert.deepEqual(
        order(`config.vm.provider(:x) { |x, o| o.vm.provision "shell", path: "c" }\n${outer}`),
        ['a a1 always', 'b b1 once', 'shell c once'],
      ));

    it('has a second call with the same name where the first one is', () =>
      assert.deepEqual(order(`${outer}config.vm.provision "a", type: "shell", path: "a2"`), [
        'a a2 always',
        'b b1 once',
      ]));

    it('has one that a machine overrides where the machine does it', () =>
      assert.deepEqual(
        order(`${outer}config.vm.define("m") { |m| m.vm.provision "a", type: "shell", path: "a2" }`),
        ['b b1 once', 'a a2 always'],
      ));

    it('has it in the old place with preserve_order', () =>
      assert.deepEqual(
        order(
          `${outer}config.vm.define("m") { |m| m.vm.provision "a", type: "shell", path: "a2", preserve_order: true }`,
        ),
        ['a a2 always', 'b b1 once'],
      ));

    it('never joins those without a name of their own', () =>
      assert.deepEqual(order('2.times { |i| config.vm.provision "shell", name: "s", path: "p#{i}" }'), [
        's p0 once',
        's p1 once',
      ]));
  });

  describe('provisionerNames', () => {
    const body =
      'config.vm.provision "shell", path: "a"\nconfig.vm.provision "setup", type: "ansible"\n' +
      'config.vm.provision "late", type: "puppet", run: "never"\nconfig.vm.provision "chef_solo", run: "never"\n' +
      'config.vm.provision ENV["X"]\nconfig.vm.provision "shell", name: "own", path: "b"\n' +
      'config.vm.define("a") { |a| a.vm.provision "file", source: "x" }\nconfig.vm.define "b"';

    it('has types and own names, and of one that never runs only the own name', () => {
      assert.deepEqual(provisionerNames(configure(body)), [
        'shell',
        'setup',
        'ansible',
        'late',
        'own',
        'file',
      ]);
    });

    it('is that of one machine', () => {
      const file = configure(body);
      assert.deepEqual(provisionerNames(file, file.machines[1]), [
        'shell',
        'setup',
        'ansible',
        'late',
        'own',
      ]);
    });
  });
});
