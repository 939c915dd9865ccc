import assert from 'node:assert/strict';
import { settingOf, type Setting, type Vagrantfile } from '../../../../src/pipeline/vagrantfile/vagrantfile';
import { configure, loadParser, only, read } from './read';

/** Names of machines; `?` behind one that may not be there. */
const names = ({ machines }: Vagrantfile): string[] =>
  machines.map(({ name, conditional }) => `${name ?? 'unknown'}${conditional ? '?' : ''}`);

const show = ({ path, value, secret, conditional, provider, unlessEnvironment }: Setting): string =>
  `${path}${provider ? `@${provider}` : ''}${conditional ? '?' : ''}=${secret ? 'secret' : JSON.stringify(value)}${unlessEnvironment ? ' by default' : ''}`;

describe('readVagrantfile: machines', () => {
  before(loadParser);

  const tables: [string, string, string[]][] = [
    ['none defined', 'config.vm.box = "a"', ['default']],
    ['a string', 'config.vm.define "web" do |web|\nend', ['web']],
    ['a symbol with options', 'config.vm.define :db, autostart: false', ['db']],
    ['two', 'config.vm.define "a"\nconfig.vm.define "b"', ['a', 'b']],
    ['one twice', 'config.vm.define "a"\nconfig.vm.define :a', ['a']],
    ['a range', '(1..3).each do |i|\n  config.vm.define "node#{i}"\nend', ['node1', 'node2', 'node3']],
    ['an open range', '(1...3).each { |i| config.vm.define "n#{i}" }', ['n1', 'n2']],
    ['times', '2.times { |i| config.vm.define "n#{i + 1}" }', ['n1', 'n2']],
    ['upto', '8.upto(9) { |i| config.vm.define "n%02d" % i }', ['n08', 'n09']],
    ['format', '[1].each { |i| config.vm.define format("%s-%03d", "n", i) }', ['n-001']],
    ['for', 'for i in 1..2 do\n  config.vm.define "n#{i}"\nend', ['n1', 'n2']],
    ['%w', '%w[a b].each { |name| config.vm.define name }', ['a', 'b']],
    ['it', '%w[a b].each { config.vm.define it }', ['a', 'b']],
    ['a numbered parameter', '%w[a b].each { config.vm.define _1 }', ['a', 'b']],
    [
      'hashes in an array',
      '[{name: "a"}, {:name => "b"}].each { |m| config.vm.define m[:name] }',
      ['a', 'b'],
    ],
    ['a hash', '{"a" => 1, b: 2}.each { |name, n| config.vm.define name }', ['a', 'b']],
    ['each_with_index', '%w[a b].each_with_index { |n, i| config.vm.define "#{n}#{i}" }', ['a0', 'b1']],
    [
      'a hash with an index',
      '{a: {ip: 1}}.each_with_index { |(n, o), i| config.vm.define "#{n}#{o[:ip]}#{i}" }',
      ['a10'],
    ],
    ['map', '[1, 2].map { |i| "m#{i}" }.each { |n| config.vm.define n }', ['m1', 'm2']],
    ['with_index', '%w[a b].each.with_index(1) { |n, i| config.vm.define "#{n}#{i}" }', ['a1', 'b2']],
    ['a local variable', 'n = "web"\nconfig.vm.define n', ['web']],
    ['next', '(1..3).each { |i| next if i == 2\n config.vm.define "n#{i}" }', ['n1', 'n3']],
    ['break', '(1..3).each { |i| break if i > 1\n config.vm.define "n#{i}" }', ['n1']],
    ['a next nobody can tell', '%w[a].each { |n| next if ENV["X"]\n config.vm.define n }', ['a?']],
    ['a break nobody can tell', '%w[a b].each { |n| config.vm.define n\n break if ENV["X"] }', ['a', 'b?']],
    ['a condition', 'config.vm.define "a" if ENV["A"]', ['a?']],
    ['both branches', 'if ENV["A"]\nconfig.vm.define "a"\nelse\nconfig.vm.define "b"\nend', ['a?', 'b?']],
    ['a condition that can be told', 'config.vm.define(1 < 2 ? "a" : "b")', ['a']],
    [
      'a case',
      'case "x"\nwhen "y" then config.vm.define "a"\nwhen "x" then config.vm.define "b"\nend',
      ['b'],
    ],
    ['defined for certain as well', 'config.vm.define "a" if ENV["A"]\nconfig.vm.define "a"', ['a']],
    ['an unknown name', 'config.vm.define ENV["NAME"]', ['unknown']],
    ['two unknown names', 'config.vm.define ENV["A"]\nconfig.vm.define ENV["B"]', ['unknown', 'unknown']],
    ['an unknown collection', 'YAML.load_file("x").each { |m| config.vm.define m["name"] }', ['unknown?']],
    ['more turns than are followed', '(1..100000).each { |i| config.vm.define "n#{i}" }', ['unknown?']],
    [
      'an array that grows',
      'l = ["a"]\nl << "b"\nl.push("c")\nl.each { |n| config.vm.define n }',
      ['a', 'b', 'c'],
    ],
    [
      'an array that may grow',
      'l = ["a"]\nl << "b" if ENV["B"]\nl.each { |n| config.vm.define n }',
      ['unknown?'],
    ],
    [
      'an array that something changes',
      'l = ["a"]\nl.shuffle!\nl.each { |n| config.vm.define n }',
      ['unknown?'],
    ],
  ];
  for (const [what, body, expected] of tables)
    it(what, () => assert.deepEqual(names(configure(body)), expected));

  it('reads a file without Vagrant.configure as one without machines', () => {
    assert.deepEqual(names(read('puts "hello"\n')), []);
  });

  it('reads constants, globals and methods of the file', () => {
    const file = configure(
      'define(config, "#{PREFIX}-#{$suffix}")',
      'PREFIX = "lab".freeze\n$suffix = :x\ndef define(config, name, count = 2)\n' +
        '  count.times { |i| config.vm.define "#{name}#{i}" }\nend',
    );
    assert.deepEqual(names(file), ['lab-x0', 'lab-x1']);
    assert.deepEqual(file.hidden, []);
  });

  it('reads what stands after the block that uses it', () => {
    assert.deepEqual(names(read('Vagrant.configure(2) { |c| c.vm.define NAME }\nNAME = "late"')), ['late']);
  });

  it('reads the options of a machine', () => {
    const { machines } = configure(
      'config.vm.define "a", primary: true\nconfig.vm.define "b", :autostart => false\n' +
        'config.vm.define "c", autostart: ENV["C"] == "1"\nconfig.vm.define "d"',
    );
    assert.deepEqual(
      machines.map(({ name, primary, autostart }) => [name, primary, autostart]),
      [
        ['a', true, true],
        ['b', false, false],
        ['c', false, undefined],
        ['d', false, true],
      ],
    );
  });
});

describe('readVagrantfile: settings', () => {
  before(loadParser);

  const settings = (body: string, before = ''): string[] => only(configure(body, before)).settings.map(show);

  const tables: [string, string, string[]][] = [
    ['a string', 'config.vm.box = "acme/win"', ['vm.box="acme/win"']],
    ['a symbol', 'config.vm.guest = :windows', ['vm.guest="windows"']],
    ['numbers', 'config.winrm.max_tries = 60\nconfig.vm.x = 1_0.5', ['winrm.max_tries=60', 'vm.x=10.5']],
    ['truth and nil', 'config.vm.a = true\nconfig.vm.b = nil', ['vm.a=true', 'vm.b=null']],
    ['lists', 'config.ssh.private_key_path = ["a", :b]', ['ssh.private_key_path=["a","b"]']],
    ['hashes', 'config.vm.x = { a: 1, "b" => [2] }', ['vm.x={"a":1,"b":[2]}']],
    ['another spelling', 'config.vm.host_name = "h"', ['vm.hostname="h"']],
    ['deeper', 'config.ssh.default.username = "u"', ['ssh.default.username="u"']],
    ['a variable that holds the object', 'vm = config.vm\nvm.box = "b"', ['vm.box="b"']],
    ['the last one wins', 'config.vm.box = "a"\nconfig.vm.box = "b"', ['vm.box="b"']],
    [
      'one that may not',
      'config.vm.box = "a"\nconfig.vm.box = "b" if ENV["B"]',
      ['vm.box="a"', 'vm.box?="b"'],
    ],
    ['unless', 'config.vm.box = "a" unless File.exist?("x")', ['vm.box?="a"']],
    ['and', 'ENV["B"] && config.vm.box = "b"', ['vm.box?="b"']],
    [
      'rescue',
      'begin\nconfig.vm.box = "a"\nrescue\nconfig.vm.guest = "x"\nend',
      ['vm.box="a"', 'vm.guest?="x"'],
    ],
    ['while', 'while ENV["A"]\nconfig.vm.box = "a"\nend', ['vm.box?="a"']],
    ['||=', 'config.vm.box ||= "a"', ['vm.box?=undefined']],
    ['unknown', 'config.vm.box = ENV["BOX"]', ['vm.box=undefined']],
    ['a default of something unknown', 'config.vm.box = ENV["BOX"] || "a"', ['vm.box="a" by default']],
    ['a default of nothing', 'config.vm.box = {}[:box] || "a"', ['vm.box="a"']],
    ['partly unknown', 'config.vm.box = "a-#{ENV["X"]}"', ['vm.box=undefined']],
    ['half of a list unknown', 'config.vm.x = ["a", ENV["X"]]', ['vm.x=undefined']],
    ['a variable that may change', 'b = "a"\nb = "c" if ENV["X"]\nconfig.vm.box = b', ['vm.box=undefined']],
    ['a text that something changes', 'b = "a"\nb << "c"\nconfig.vm.box = b', ['vm.box=undefined']],
    ['a variable of a branch', 'if ENV["X"]\nb = "c"\nconfig.vm.box = b\nend', ['vm.box?="c"']],
    ['arithmetic', 'config.vm.boot_timeout = 2 * (60 + 7 / 2) ** 1 - 0x10', ['vm.boot_timeout=110']],
    ['a number no computer holds', 'config.vm.x = 123456789012345678901234567890', ['vm.x=undefined']],
    ['conversions', 'config.vm.x = ["4".to_i, 4.to_s, "a".to_sym, "b".upcase]', ['vm.x=[4,"4","a","B"]']],
    ['joined texts', 'config.vm.x = "a" + "b" * 2 + "c" "d"', ['vm.x="abbcd"']],
    ['fetch', 'o = {a: 1}\nconfig.vm.x = [o.fetch(:a), o.fetch(:b, 2), o.key?(:b)]', ['vm.x=[1,2,false]']],
    ['merge', 'config.vm.x = {a: 1, b: 2}.merge(b: 3)[:b]', ['vm.x=3']],
    ['several at once', 'a, (b, c), *d = 1, [2, 3], 4\nconfig.vm.x = [a, b, c]', ['vm.x=[1,2,3]']],
    ['paths', 'config.vm.x = [File.join("a/", "/b"), __dir__]', ['vm.x=["a/b","/lab"]']],
    ['more paths', 'config.vm.x = File.expand_path("../x/./y", __FILE__)', ['vm.x="/lab/x/y"']],
    ['a path from the working folder', 'config.vm.x = File.expand_path("x")', ['vm.x=undefined']],
    [
      'secrets',
      'config.winrm.password = "hunter2"\nconfig.x.options = {password: "hunter2"}\nconfig.x.api_token = "hunter2"',
      ['winrm.password=secret', 'x.options=undefined', 'x.api_token=secret'],
    ],
    [
      'of one provider',
      'config.vm.provider("hyperv") { |h, o| o.vm.box = "h" }\nconfig.vm.box = "a"',
      ['vm.box="a"', 'vm.box@hyperv="h"'],
    ],
    [
      'of an unknown provider',
      'config.vm.provider(ENV["P"]) { |h, override| override.vm.box = "h" }',
      ['vm.box?="h"'],
    ],
    ['what a trigger does is no setting', 'config.trigger.after(:up) { |t| config.vm.box = "x" }', []],
  ];
  for (const [what, body, expected] of tables) it(what, () => assert.deepEqual(settings(body), expected));

  it('does not know the names of machines that the environment may change', () => {
    assert.deepEqual(names(configure('config.vm.define ENV["NAME"] || "web"')), ['unknown']);
  });

  it('has no default where code that is not followed may define machines', () => {
    assert.deepEqual(names(configure('Lab.machines(config)')), ['unknown?']);
    assert.deepEqual(names(configure('puts "a"')), ['default']);
  });

  it('marks what the machines share', () => {
    const inherited = (body: string) =>
      configure(body).machines.flatMap(({ settings }) =>
        settings.map(({ path, inherited }) => [path, inherited]),
      );
    assert.deepEqual(inherited('config.vm.box = "a"'), [['vm.box', undefined]]);
    assert.deepEqual(inherited('config.vm.box = "a"\nconfig.vm.define("b") { |b| b.vm.guest = :linux }'), [
      ['vm.box', true],
      ['vm.guest', undefined],
    ]);
  });

  it('never keeps a secret', () => {
    const file = configure(
      'config.winrm.password = "hunter2"\nconfig.ssh.password = <<-X\nhunter2\nX\n' +
        'config.vm.provision "shell", path: "a", env: { "API_TOKEN" => "hunter2" }\n' +
        'config.vm.provision("x") { |x| x.admin_password = "hunter2" }',
    );
    assert.ok(only(file).settings.some(({ secret }) => secret));
    assert.doesNotMatch(JSON.stringify(file), /hunter2/);
  });

  it('hands what stands outside of the machines to all of them, wherever it stands', () => {
    const { machines } = configure(
      'config.vm.define("a") { |a| a.vm.box = "a" }\nconfig.vm.define "b"\n' +
        'config.vm.box = "all"\nconfig.vm.guest = :windows',
    );
    assert.deepEqual(
      machines.map(({ box, guest }) => [box?.value, guest?.value]),
      [
        ['a', 'windows'],
        ['all', 'windows'],
      ],
    );
  });

  it('sets what a machine block says once the outer code has ended, as Vagrant does', () => {
    const { machines } = configure(
      'for i in 1..2\nconfig.vm.define("n#{i}") { |n| n.vm.hostname = "h#{i}" }\nend\n' +
        '(1..2).each { |j| config.vm.define("m#{j}") { |n| n.vm.hostname = "h#{j}" } }',
    );
    assert.deepEqual(
      machines.map(({ name, hostname }) => [name, hostname?.value]),
      [
        ['n1', 'h2'],
        ['n2', 'h2'],
        ['m1', 'h1'],
        ['m2', 'h2'],
      ],
    );
  });

  it('marks what a machine has only sometimes, not what a machine has that is only sometimes there', () => {
    const { machines } = configure(
      'if ENV["A"]\nconfig.vm.define("a") { |a| a.vm.box = "x" }\nend\n' +
        'config.vm.define("b") { |b| b.vm.box = "x" }\n' +
        'if ENV["B"]\nconfig.vm.define("b") { |b| b.vm.guest = "y" }\nend',
    );
    assert.deepEqual(
      machines.map(({ settings, conditional }) => [conditional, ...settings.map(show)]),
      [
        [true, 'vm.box="x"'],
        [false, 'vm.box="x"', 'vm.guest?="y"'],
      ],
    );
  });

  it('takes the setting for every provider before one for some', () => {
    const machine = only(
      configure(
        'config.vm.provider(:libvirt) { |_, o| o.vm.box = "l"\no.vm.guest = "g" }\nconfig.vm.box = "b"',
      ),
    );
    assert.equal(machine.box?.value, 'b');
    assert.equal(machine.guest?.provider, 'libvirt');
    assert.equal(settingOf(machine, 'vm.guest'), undefined);
  });

  it('marks everything of a provider that is only sometimes set up', () => {
    const { memory } = only(
      configure('if ENV["X"]\nconfig.vm.provider(:hyperv) { |h| h.memory = 512 }\nend'),
    );
    assert.deepEqual(
      memory.map(({ megabytes, conditional }) => [megabytes, conditional]),
      [[512, true]],
    );
  });

  it('keeps the variables of a turn that may not happen for the blocks that are written in it', () => {
    const { machines } = configure(
      'LIST.each { |n|\nh = "host"\nconfig.vm.define(n) { |m| m.vm.hostname = h }\n}',
      'LIST = YAML.load_file("x")',
    );
    assert.deepEqual(
      machines.map(({ hostname }) => hostname?.value),
      ['host'],
    );
  });

  it('has no text for a box that is none', () => {
    const { box } = only(configure('config.vm.box = 7'));
    assert.ok(box);
    assert.equal(box.value, undefined);
  });
});

describe('readVagrantfile: what can hide more', () => {
  before(loadParser);

  const hidden = (body: string, before = ''): string[] => {
    const text = `${before}\nVagrant.configure("2") do |config|\n${body}\nend\n`;
    return read(text).hidden.map(({ start, end }) => text.slice(start, end));
  };

  const tables: [string, string, string[]][] = [
    ['nothing', 'config.vm.box = "a"\nputs config.vm.box\np config', []],
    ['a method from elsewhere', 'setup(config)', ['setup(config)']],
    ['a part of the object', 'Helper.winrm(config.winrm, 1)', ['Helper.winrm(config.winrm, 1)']],
    ['in an option', 'setup(with: config)', ['setup(with: config)']],
    ['a value of it', 'setup(config.vm.box)', []],
    ['a file', 'eval(IO.read("x"), binding)', ['eval(IO.read("x"), binding)']],
    ['a method by its name', 'config.vm.send(:box=, "x")', ['config.vm.send(:box=, "x")']],
    [
      'options from elsewhere',
      'config.vm.provision "shell", **opts',
      ['config.vm.provision "shell", **opts'],
    ],
  ];
  for (const [what, body, expected] of tables) it(what, () => assert.deepEqual(hidden(body), expected));

  it('a method that the file defines twice', () => {
    const before = 'def m(c)\nend\ndef m(c)\nend';
    assert.deepEqual(hidden('m(config)', before), ['m(config)']);
  });

  it('a method that calls itself without an end', () => {
    assert.deepEqual(hidden('m(config)', 'def m(c)\n  m(c)\nend'), ['m(c)']);
  });

  it('a file that can not be read', () => {
    const text = `Vagrant.configure(2) { |c| c.vm.box = ${'['.repeat(5000)} }`;
    assert.deepEqual(read(text).hidden, [{ start: 0, end: text.length }]);
  });

  it('more than is followed', () => {
    const loops = '(1..150).each { |a| (1..150).each { |b| (1..150).each { |c| config.vm.x = a } } }';
    assert.equal(hidden(loops).length, 1);
  });

  for (const [what, body] of [
    ['arrays that hold another twice', `a = [1]\n${'a = [a, a]\n'.repeat(60)}config.vm.x = a`],
    ['an array that holds itself', 'a = [1]\na << a\nconfig.vm.x = a'],
    ['a text that doubles', `a = "xx"\n${'a = a + a\n'.repeat(60)}config.vm.x = a`],
    ['a text of texts', `a = "xx"\n${'a = "#{a}#{a}"\n'.repeat(60)}config.vm.x = a`],
    ['an array that doubles', `a = [1, 2]\n${'a = [*a, *a]\n'.repeat(60)}config.vm.x = a`],
  ] as const)
    it(`${what}, without a value of what is made of it`, () => {
      const { machines, hidden } = read(
        `Vagrant.configure(2) do |config|\nconfig.vm.y = "known"\n${body}\nend\n`,
      );
      const settings = new Map(machines[0]?.settings.map(({ path, value }) => [path, value]));
      assert.deepEqual([settings.get('vm.y'), settings.get('vm.x')], ['known', undefined]);
      assert.ok(settings.has('vm.x') || hidden.length);
    });

  it('more machines than share what they have in common', () => {
    const settings = Array.from({ length: 2000 }, (_, at) => `config.vm.x${at} = 1`).join('\n');
    const machines = Array.from({ length: 2000 }, (_, at) => `config.vm.define "m${at}"`).join('\n');
    const file = read(`Vagrant.configure(2) do |config|\n${settings}\n${machines}\nend\n`);
    assert.ok(file.machines.length > 100 && file.hidden.length === 2000 - file.machines.length);
  });
});
