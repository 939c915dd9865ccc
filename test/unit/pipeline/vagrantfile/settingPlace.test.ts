import assert from 'node:assert/strict';
import { maskRuby } from '../../../../src/pipeline/vagrantfile/settings/maskRuby';
import { settingAt } from '../../../../src/pipeline/vagrantfile/settings/settingAt';
import { settingPlace } from '../../../../src/pipeline/vagrantfile/settings/settingPlace';
import {
  objectSettings,
  providerSettings,
  provisionerSettings,
  provisionOptions,
} from '../../../../src/pipeline/vagrantfile/settings/settings';

/** What can stand at the `‸` of a text, in a word. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const place = settingPlace(text, offset);
  if (!place) return undefined;
  const typed = text.slice(place.word.start, place.word.end);
  const said =
    place.kind === 'name'
      ? `name of ${Object.keys(place.names)[0]}…`
      : place.kind === 'value'
        ? `value ${(place.setting.values ?? []).join(' ')}${place.inString ? ' in a string' : ''}`
        : `${place.kind} of ${place.tables.map(({ of }) => of).join(', ')}`;
  return typed ? `${said}: ${typed}` : said;
}

const inBlock = (...lines: string[]): string =>
  ['Vagrant.configure("2") do |config|', ...lines.map((line) => `  ${line}`)].join('\n');

describe('settingPlace', () => {
  const cases: [string, string, string | undefined][] = [
    ['a dot alone', inBlock('config.vm.‸'), 'member of config.vm'],
    [
      'a dot alone, with code after it',
      `${inBlock('config.vm.‸', 'config.vm.box = "x"')}\nend`,
      'member of config.vm',
    ],
    ['a beginning', inBlock('config.winrm.us‸'), 'member of config.winrm: us'],
    ['config itself', inBlock('config.‸'), 'member of config'],
    ['the defaults of SSH', inBlock('config.ssh.default.‸'), 'member of config.ssh.default'],
    ['a part that is not known', inBlock('config.hostmanager.‸'), undefined],
    ['a method of a setting', inBlock('config.vm.box.‸'), undefined],
    ['another name of config', 'Vagrant.configure(2) { |c| c.vm.‸', 'member of config.vm'],
    ['no block around it', 'def common(config)\n  config.vm.‸', 'member of config.vm'],
    ['a variable of something else', inBlock('nodes.each do |node|', '  node.vm.‸'), undefined],
    ['a machine', inBlock('config.vm.define "web" do |web|', '  web.vm.‸'), 'member of config.vm'],
    [
      'a machine with options',
      inBlock('config.vm.define "a", primary: true do |a|', 'a.winssh.‸'),
      'member of config.winssh',
    ],
    [
      'a provider',
      inBlock('config.vm.provider "virtualbox" do |vb|', '  vb.‸'),
      'member of provider "virtualbox"',
    ],
    [
      'a provider as a symbol',
      inBlock('config.vm.provider(:hyperv) do |h|', '  h.mem‸'),
      'member of provider "hyperv": mem',
    ],
    [
      'an older name',
      inBlock('config.vm.provider "vmware_fusion" do |v|', 'v.‸'),
      'member of provider "vmware_desktop"',
    ],
    [
      'the override of a provider',
      inBlock('config.vm.provider "libvirt" do |v, override|', 'override.vm.‸'),
      'member of config.vm',
    ],
    ['a provider that is not known', inBlock('config.vm.provider "lxc" do |v|', 'v.‸'), undefined],
    [
      'the next provider with the same variable',
      inBlock('config.vm.provider "virtualbox" do |v|', 'end', 'config.vm.provider "qemu" do |v|', 'v.‸'),
      'member of provider "qemu"',
    ],
    ['a provisioner', inBlock('config.vm.provision "shell" do |s|', 's.‸'), 'member of provisioner "shell"'],
    [
      'a provisioner with a name',
      inBlock('config.vm.provision "base", type: "ansible",', '    run: "never" do |a|', 'a.‸'),
      'member of provisioner "ansible"',
    ],
    [
      'a provisioner with an arrow',
      inBlock('config.vm.provision "base", :type => :dsc do |d|', 'd.‸'),
      'member of provisioner "dsc"',
    ],
    ['a comparison', inBlock('if config.vm.communicator == ‸'), undefined],
    ['a value', inBlock('config.winrm.transport = :‸'), 'value :negotiate :ssl :plaintext: :'],
    [
      'a value that has begun',
      inBlock('config.winrm.transport = :ne‸'),
      'value :negotiate :ssl :plaintext: :ne',
    ],
    [
      'a value in a string',
      inBlock('config.vm.communicator = "win‸'),
      'value "ssh" "winrm" "winssh" in a string: win',
    ],
    [
      'a value in a closed string',
      inBlock('config.vm.communicator = "‸"'),
      'value "ssh" "winrm" "winssh" in a string',
    ],
    ['a boolean', inBlock('config.ssh.insert_key = ‸'), 'value '],
    ['the name of a provider', inBlock('config.vm.provider "‸"'), 'name of virtualbox…'],
    ['the name of a provider as a symbol', inBlock('config.vm.provider :v‸'), 'name of virtualbox…: v'],
    ['the type of a provisioner', inBlock("config.vm.provision 's‸"), 'name of shell…: s'],
    ['the type of a named one', inBlock('config.vm.provision "x", type: "‸"'), 'name of shell…'],
    ['the kind of a network', inBlock('config.vm.network "‸'), 'name of forwarded_port…'],
    [
      'options of a provisioner',
      inBlock('config.vm.provision "shell", ‸'),
      'option of provisioner "shell", config.vm.provision',
    ],
    [
      'options on the next line',
      inBlock('config.vm.provision "x", # why', '', '  type: "file",', '  so‸'),
      'option of provisioner "file", config.vm.provision: so',
    ],
    [
      'options before the type',
      inBlock('config.vm.provision "x", ‸, type: "dsc"'),
      'option of provisioner "dsc", config.vm.provision',
    ],
    ['options of an unknown one', inBlock('config.vm.provision "x", ‸'), 'option of config.vm.provision'],
    [
      'options with arrows',
      inBlock('config.vm.provision :shell, :pri‸'),
      'option of provisioner "shell", config.vm.provision: pri',
    ],
    [
      'the value of an option',
      inBlock('config.vm.provision "shell", run: "‸'),
      'value "once" "always" "never" in a string',
    ],
    ['the value of an option that has any', inBlock('config.vm.provision "shell", privileged: ‸'), 'value '],
    [
      'options of a port',
      inBlock('config.vm.network "forwarded_port", guest: 80, ‸'),
      'option of config.vm.network "forwarded_port"',
    ],
    [
      'options of a folder',
      inBlock('config.vm.synced_folder ".", "/vagrant", ‸'),
      'option of config.vm.synced_folder',
    ],
    ['options of a machine', inBlock('config.vm.define :db, ‸'), 'option of config.vm.define'],
    [
      'inside the block of a call',
      inBlock('config.vm.provision "shell", run: "never" do |s| s.‸'),
      'member of provisioner "shell"',
    ],
    ['a string', inBlock('config.vm.hostname = "config.vm.‸'), 'value  in a string: config.vm.'],
    ['a comment', inBlock('# config.vm.‸'), undefined],
    ['a comment after code', inBlock('x = 1 # config.vm.‸'), undefined],
    ['a heredoc', inBlock('$script = <<~SCRIPT', '  config.vm.‸'), undefined],
    [
      'after a heredoc',
      inBlock('$script = <<-SCRIPT', "  echo 'it", '  SCRIPT', 'config.vm.‸'),
      'member of config.vm',
    ],
    [
      'after two heredocs',
      inBlock('f <<~A, <<~B', 'x"', 'A', "y'", 'B', 'config.vm.‸'),
      'member of config.vm',
    ],
    [
      'after an interpolation',
      inBlock('config.vm.hostname = "a#{x["b"]}c"', 'config.vm.‸'),
      'member of config.vm',
    ],
    ['after a division', inBlock('half = memory / 2', 'config.vm.‸'), 'member of config.vm'],
    ['after a regular expression', inBlock('x if name =~ /it\'s"/', 'config.vm.‸'), 'member of config.vm'],
    ['after a list of words', inBlock("%w[a' b].each { }", 'config.vm.‸'), 'member of config.vm'],
    ['after =begin', "=begin\nit's\n=end\nconfig.vm.‸", 'member of config.vm'],
    ['after a list that grows', inBlock("list << Thing.new('a')", 'config.vm.‸'), 'member of config.vm'],
    ['a name of every object', inBlock('config.vm.constructor = ‸'), undefined],
    ['nothing', '‸', undefined],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(at(text), expected));
});

describe('maskRuby', () => {
  it('keeps places and lines of every beginning of a file', () => {
    const text = inBlock(
      'config.vm.box = "a#{b["c"]}"',
      '$s = <<~X',
      ' "',
      'X',
      "%w(a b) # 'x",
      'a =~ /x"/',
      "'😀'",
    );
    for (let end = 0; end <= text.length; end++) {
      const { code } = maskRuby(text.slice(0, end));
      assert.equal(code.length, end);
      assert.equal(code.split('\n').length, text.slice(0, end).split('\n').length);
    }
  });
});

describe('settingAt', () => {
  const name = (marked: string) => {
    const found = settingAt(marked.replace('‸', ''), marked.indexOf('‸'));
    return found && (found.kind === 'name' ? found.meaning : `${found.table.of} ${found.name}`);
  };
  const cases: [string, string, string | undefined][] = [
    ['a setting', inBlock('config.vm.boot_tim‸eout = 600'), 'config.vm boot_timeout'],
    ['its end', inBlock('config.winrm.timeout‸ = 600'), 'config.winrm timeout'],
    ['a part', inBlock('config.win‸rm.timeout = 600'), 'config winrm'],
    ['a call', inBlock('config.vm.net‸work "private_network"'), 'config.vm network'],
    [
      'an option',
      inBlock('config.vm.provision "shell", privi‸leged: false'),
      'provisioner "shell" privileged',
    ],
    [
      'an option on a line of its own',
      inBlock('config.vm.network "forwarded_port",', '  guest: 80, ho‸st: 8080'),
      'config.vm.network "forwarded_port" host',
    ],
    [
      'of a provider',
      inBlock('config.vm.provider "hyperv" do |h|', 'h.max‸memory = 1'),
      'provider "hyperv" maxmemory',
    ],
    ['the name of a provider', inBlock('config.vm.provider "hy‸perv" do |h|'), 'Microsoft Hyper-V.'],
    [
      'a provisioner',
      inBlock('config.vm.provision "f‸ile", source: "x"'),
      'Copies a file or folder into the guest.',
    ],
    ['a value', inBlock('config.vm.box = "bo‸x"'), undefined],
    ['an unknown setting', inBlock('config.vm.bo‸gus = 1'), undefined],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(name(text), expected));
});

describe('the table of settings', () => {
  const tables = [
    ...objectSettings.values(),
    ...providerSettings.values(),
    ...provisionerSettings.values(),
    provisionOptions,
  ];
  it('says of each what it is, in sentences', () => {
    for (const { of, settings } of tables)
      for (const [name, { meaning, since, type, call }] of Object.entries(settings)) {
        assert.match(meaning, /^[A-Z"].*[.…]$/, `${of} ${name}`);
        assert.equal(type === 'call', call !== undefined, `${of} ${name}`);
        if (since) assert.match(since, /^\d+\.\d+\.\d+$/);
      }
  });

  it('gives numbers that measure something a unit', () => {
    for (const { of, settings } of tables)
      for (const [name, { unit, type }] of Object.entries(settings))
        if (/memory$|timeout$|delay$/.test(name) && ['integer', 'number'].includes(type))
          assert.ok(unit, `${of} ${name}`);
  });

  it('leads what is deprecated to what is there', () => {
    for (const { of, settings } of tables)
      for (const [name, { instead }] of Object.entries(settings))
        if (instead) assert.ok(Object.hasOwn(settings, instead), `${of} ${name}`);
  });
});
