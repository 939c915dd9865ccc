import assert from 'node:assert/strict';
import { loadParser, read } from './read';

describe('a Vagrantfile and the files of its project', () => {
  before(loadParser);

  /** The machines with their boxes, and those that may not be there with a mark. */
  const machines = (text: string, others: Record<string, string> = {}) =>
    read(text, others).machines.map(
      ({ name, box, conditional }) => `${name ?? '?'} ${box?.value ?? '?'}${conditional ? ' perhaps' : ''}`,
    );
  const configured = (body: string) => `Vagrant.configure("2") do |config|\n${body}\nend\n`;
  const each = (load: string) =>
    `require "yaml"\nrequire "json"\nnodes = ${load}\n${configured(
      'nodes.each do |n|\nconfig.vm.define n["name"] do |m|\nm.vm.box = n["box"]\nend\nend',
    )}`;
  const yaml = '- name: web\n  box: debian\n- {name: win, box: windows}\n';
  const json = '[{"name": "web", "box": "debian"}, {"name": "win", "box": "windows"}]';
  const both = ['web debian', 'win windows'];

  for (const load of [
    'YAML.load_file("nodes.yml")',
    'YAML.load_file(File.join(__dir__, "nodes.yml"))',
    'YAML.load_file(File.expand_path("../nodes.yml", __FILE__))',
    'YAML.safe_load(File.read("./nodes.yml"))',
    'JSON.parse(File.read("nodes.json"))',
    'JSON.load_file("#{File.dirname(__FILE__)}/nodes.json")',
  ])
    it(`has the machines of ${load}`, () =>
      assert.deepEqual(machines(each(load), { 'nodes.yml': yaml, 'nodes.json': json }), both));

  it('has symbols for keys, where they are asked for', () => {
    const text = `n = JSON.parse(File.read("n.json"), symbolize_names: true)\n${configured('config.vm.box = n[:box]')}`;
    assert.deepEqual(machines(text, { 'n.json': '{"box": "debian"}' }), ['default debian']);
  });

  it('reads YAML as Ruby does', () => {
    const text = `s = YAML.load_file("s.yml")\n${configured('if s["windows"]\nconfig.vm.box = s["box"]\nend')}`;
    const others = { 's.yml': 'base: &base\n  windows: yes\n<<: *base\nbox: a\n' };
    assert.deepEqual(machines(text, others), ['default a']);
  });

  it('knows nothing of a file that is not there, can not be read or is no data', () => {
    for (const others of [{}, { 'nodes.yml': '{' }, { 'nodes.yml': '- [' }] as Record<string, string>[])
      for (const found of machines(each('YAML.load_file("nodes.yml")'), others))
        assert.match(found, /^\? .*perhaps$/);
    assert.deepEqual(machines(each('YAML.load_file("/etc/nodes.yml")')), ['? ? perhaps']);
    assert.deepEqual(
      machines(each('YAML.load(ERB.new(File.read("nodes.yml")).result)'), { 'nodes.yml': yaml }),
      ['? ? perhaps'],
    );
  });

  it('takes a file that is there for certain, and one that is not for anything', () => {
    const text = configured(
      'if File.exist?("local.rb")\nconfig.vm.box = "a"\nelse\nconfig.vm.box = "b"\nend',
    );
    const [there] = read(text, { 'local.rb': '' }).machines;
    assert.deepEqual([there?.box?.value, there?.box?.conditional], ['a', false]);
    assert.equal(read(text).machines[0]?.box?.conditional, true);
  });

  describe('that loads code', () => {
    const helper = 'def setup(config)\n  config.vm.box = "debian"\nend\n';

    for (const load of [
      'require_relative "lib/helper"',
      'require_relative "lib/helper.rb"',
      'load "lib/helper.rb"',
      'load File.expand_path("../lib/helper.rb", __FILE__)',
      'require "./lib/helper"',
      'require File.join(__dir__, "lib", "helper")',
    ])
      it(`follows ${load}`, () =>
        assert.deepEqual(machines(`${load}\n${configured('setup(config)')}`, { 'lib/helper.rb': helper }), [
          'default debian',
        ]));

    it('places all of it at the call', () => {
      const text = `require_relative "more"\n${configured('')}`;
      const more = `\n\n\n${configured('config.vm.define "b" do |b|\nb.vm.box = "c"\nend')}`;
      const { machines: found } = read(text, { 'more.rb': more });
      assert.deepEqual(
        found.map(({ name, span, box }) => [name, text.slice(span.start, span.end), box?.value]),
        [['b', 'require_relative "more"', 'c']],
      );
    });

    it('loads what another file loads, from the folder of that file', () => {
      const others = { 'lib/a.rb': 'require_relative "b"\n', 'lib/b.rb': helper };
      assert.deepEqual(machines(`require_relative "lib/a"\n${configured('setup(config)')}`, others), [
        'default debian',
      ]);
    });

    it('loads a file that requires itself once', () => {
      const others = { 'a.rb': `require_relative "a"\n${helper}` };
      assert.deepEqual(machines(`require_relative "a"\n${configured('setup(config)')}`, others), [
        'default debian',
      ]);
    });

    it('ends where a file loads itself again and again', () => {
      const again = 'load "a.rb"\nload "a.rb"\n';
      assert.deepEqual(machines(`load "a.rb"\n${configured('config.vm.box = "a"')}`, { 'a.rb': again }), [
        '? a perhaps',
      ]);
    });

    it('claims no default machine where code is not followed', () => {
      const text = (load: string) => `${load}\n${configured('config.vm.box = "a"')}`;
      for (const load of [
        'require_relative "none"',
        'load "none.rb"',
        'load some_path',
        'require "./none"',
        'load "/etc/machines.rb"',
        'eval(File.read("machines.rb"))',
      ])
        assert.deepEqual(machines(text(load), { 'machines.rb': '' }), ['? a perhaps'], load);
      assert.deepEqual(machines(text('load "bad.rb"'), { 'bad.rb': 'def (' }), ['? a perhaps']);
      assert.deepEqual(machines(text('require "json"')), ['default a']);
    });
  });

  describe('with classes and modules', () => {
    for (const [name, code, call] of [
      [
        'a method of a module',
        'module Lab\ndef self.setup(c)\nc.vm.box = "a"\nend\nend',
        'Lab.setup(config)',
      ],
      [
        'a method of a class',
        'class Lab\nclass << self\ndef setup(c)\nc.vm.box = "a"\nend\nend\nend',
        'Lab.setup(config)',
      ],
      [
        'module_function',
        'module Lab\nmodule_function\ndef setup(c)\nc.vm.box = "a"\nend\nend',
        'Lab.setup(config)',
      ],
      [
        'a module in a module',
        'module A\nmodule B\ndef self.x(c)\nc.vm.box = "a"\nend\nend\nend',
        'A::B.x(config)',
      ],
      [
        'an object',
        'class Lab\ndef initialize(box)\n@box = box\nend\ndef setup(c)\nc.vm.box = @box\nend\nend',
        'Lab.new("a").setup(config)',
      ],
      [
        'an object that keeps the configuration',
        'class Lab\nattr_reader :box\nBOX = "a"\ndef initialize(c)\n@c = c\n@box = BOX\nend\ndef setup\n@c.vm.box = box\nend\nend',
        'lab = Lab.new(config)\nlab.setup',
      ],
      [
        'a class that another is made from',
        'class Base\ndef setup(c)\nc.vm.box = name\nend\nend\nclass Lab < Base\ndef name\n"a"\nend\nend',
        'Lab.new.setup(config)',
      ],
    ] as const)
      it(`follows ${name}`, () => assert.deepEqual(machines(`${code}\n${configured(call)}`), ['default a']));

    it('keeps the variables of objects apart', () => {
      const code = 'class N\ndef initialize(c, n)\n@c = c\n@n = n\nend\ndef go\n@c.vm.define @n\nend\nend\n';
      const body = 'a = N.new(config, "a")\nb = N.new(config, "b")\na.go\nb.go';
      assert.deepEqual(machines(code + configured(body)), ['a ?', 'b ?']);
    });

    it('still is configured where Vagrant itself is extended', () =>
      assert.deepEqual(
        machines(`module Vagrant\n  class Helper\n  end\nend\n${configured('config.vm.box = "a"')}`),
        ['default a'],
      ));

    it('does nothing for a class that nobody calls', () =>
      assert.deepEqual(
        machines(`class Lab\ndef go(c)\nc.vm.define "x"\nend\nend\n${configured('config.vm.box = "a"')}`),
        ['default a'],
      ));

    it('claims no default machine where a method is not known', () => {
      for (const [code, call] of [
        ['class Lab < Other\nend', 'Lab.new(config).go'],
        ['class Lab\ndef initialize(c)\n@c = c\nend\nend', 'Lab.new(config).go'],
        ['module Lab\nend', 'Lab.go(config)'],
        ['module Lab\ndef self.go(c)\nend\ndef self.go(c)\nc.vm.define "x"\nend\nend', 'Lab.go(config)'],
      ] as const)
        assert.deepEqual(
          machines(`${code}\n${configured(`config.vm.box = "a"\n${call}`)}`),
          ['? a perhaps'],
          code,
        );
    });
  });
});
