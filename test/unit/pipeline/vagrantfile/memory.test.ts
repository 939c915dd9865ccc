import assert from 'node:assert/strict';
import type { Machine } from '../../../../src/pipeline/vagrantfile/vagrantfile';
import { configure, loadParser, only } from './read';

const show = ({ memory }: Machine): string[] =>
  memory.map(
    ({ provider, kind, megabytes, spelling, conditional, unlessEnvironment }) =>
      `${provider ?? 'unknown'} ${spelling}${kind === 'maximum' ? ' up to' : ''} ${megabytes ?? 'unknown'}${unlessEnvironment ? ' by default' : ''}${conditional ? '?' : ''}`,
  );

describe('readVagrantfile: memory', () => {
  before(loadParser);

  const inside = (provider: string, line: string): string =>
    `config.vm.provider ${provider} do |v, override|\n  ${line}\nend`;

  const tables: [string, string, string[]][] = [
    ['a number', inside('"virtualbox"', 'v.memory = 2048'), ['virtualbox memory 2048']],
    ['a quoted number', inside(':virtualbox', "v.memory = '2048'"), ['virtualbox memory 2048']],
    ['arithmetic', inside('"libvirt"', 'v.memory = 4*1024'), ['libvirt memory 4096']],
    ['a product in a text', inside('"libvirt"', 'v.memory = "#{4 * 1_024}"'), ['libvirt memory 4096']],
    ['a constant', `${inside('"parallels"', 'v.memory = MEM')}\nMEM = 3072`, ['parallels memory 3072']],
    [
      'customize',
      inside(':virtualbox', 'v.customize ["modifyvm", :id, "--memory", 2048]'),
      ['virtualbox customize 2048'],
    ],
    [
      'customize among others',
      inside(':virtualbox', 'v.customize ["modifyvm", :id, "--cpus", 4, "--memory", "1536", "--vram", 128]'),
      ['virtualbox customize 1536'],
    ],
    [
      'customize with an event',
      inside(':virtualbox', 'v.customize "pre-boot", ["modifyvm", :id, "--memory=1024"]'),
      ['virtualbox customize 1024'],
    ],
    [
      'customize of something else',
      inside(':virtualbox', 'v.customize ["modifyvm", :id, "--vram", "64"]'),
      [],
    ],
    [
      'customize of Parallels',
      inside('"parallels"', 'v.customize ["set", :id, "--memsize", "4096"]'),
      ['parallels customize 4096'],
    ],
    ['vmx', inside('"vmware_desktop"', 'v.vmx["memsize"] = "4096"'), ['vmware_desktop vmx 4096']],
    ['another vmx', inside('"vmware_desktop"', 'v.vmx["numvcpus"] = "2"'), []],
    [
      'Hyper-V',
      inside('"hyperv"', 'v.memory = 1024\nv.maxmemory = "4096"'),
      ['hyperv memory 1024', 'hyperv maxmemory up to 4096'],
    ],
    ['units of qemu', inside('"qemu"', 'v.memory = "4G"'), ['qemu memory 4096']],
    ['units elsewhere', inside('"libvirt"', 'v.memory = "4G"'), ['libvirt memory unknown']],
    ['nothing that could be memory', inside('"libvirt"', 'v.memory = -5'), ['libvirt memory unknown']],
    [
      'the environment',
      inside('"libvirt"', 'v.memory = ENV["MEM"] || 2048'),
      ['libvirt memory 2048 by default'],
    ],
    ['an unknown provider', inside('ENV["P"]', 'v.memory = 512'), ['unknown memory 512?']],
    [
      'several providers',
      '%w[virtualbox libvirt].each do |p|\n  config.vm.provider p do |v|\n    v.memory = 1024\n  end\nend',
      ['virtualbox memory 1024', 'libvirt memory 1024'],
    ],
    [
      'two spellings, of which the last wins',
      inside(':virtualbox', 'v.memory = 1024\nv.customize ["modifyvm", :id, "--memory", 4096]'),
      ['virtualbox customize 4096'],
    ],
    [
      'one that may win',
      inside(':virtualbox', 'v.memory = 4096\nv.memory = 1024 if ENV["SMALL"]'),
      ['virtualbox memory 4096', 'virtualbox memory 1024?'],
    ],
    [
      'a variable that may be another',
      inside(':virtualbox', 'm = 1\nm = 2 if ENV["X"]\nv.memory = m'),
      ['virtualbox memory unknown'],
    ],
    [
      'the object in one parameter',
      'config.vm.provider(:virtualbox) { it.memory = 640 }',
      ['virtualbox memory 640'],
    ],
    [
      'the environment, fetched',
      inside(':virtualbox', 'v.memory = ENV.fetch("MEM", 1024)'),
      ['virtualbox memory 1024 by default'],
    ],
    [
      'the environment, as a number in a text',
      inside(
        ':virtualbox',
        'm = Integer(ENV.fetch("MEM") { "1" }) * 1024\nv.customize ["modifyvm", :id, "--memory=#{m}"]',
      ),
      ['virtualbox customize 1024 by default'],
    ],
    [
      'one of two variables',
      inside(':virtualbox', 'v.memory = ENV["A"] || ENV["B"] || 512'),
      ['virtualbox memory 512 by default'],
    ],
    [
      'the environment alone',
      inside(':virtualbox', 'v.memory = ENV["MEM"]\nv.memory = ENV.fetch("MEM")'),
      ['virtualbox memory unknown'],
    ],
    ['another unknown', inside(':virtualbox', 'v.memory = pick || 512'), ['virtualbox memory unknown']],
    ['+= of something unknown', inside(':virtualbox', 'v.memory += 1'), ['virtualbox memory unknown?']],
  ];
  for (const [what, body, expected] of tables)
    it(what, () => assert.deepEqual(show(only(configure(body))), expected));

  it('a machine has its own, and what it does not set from outside', () => {
    const { machines } = configure(
      'config.vm.define("a") { |a| a.vm.provider(:virtualbox) { |v| v.memory = 4096 } }\nconfig.vm.define "b"\n' +
        'config.vm.provider(:virtualbox) { |v| v.memory = 512 }\nconfig.vm.provider(:hyperv) { |h| h.memory = 768 }',
    );
    assert.deepEqual(machines.map(show), [
      ['hyperv memory 768', 'virtualbox memory 4096'],
      ['virtualbox memory 512', 'hyperv memory 768'],
    ]);
  });

  it('every machine of a loop has what the loop gives it', () => {
    const { machines } = configure(
      '{ "dc" => { mem: 4096 }, "web" => { } }.each do |name, opts|\n  config.vm.define name do |m|\n' +
        '    m.vm.provider :virtualbox do |v|\n      v.memory = opts[:mem] || 1024\n    end\n  end\nend',
    );
    assert.deepEqual(machines.map(show), [['virtualbox memory 4096'], ['virtualbox memory 1024']]);
  });
});
