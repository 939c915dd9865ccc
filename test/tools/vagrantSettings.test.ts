import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  objectSettings,
  providerNames,
  providerSettings,
  provisionerSettings,
  provisionerTypes,
  provisionOptions,
} from '../../src/pipeline/vagrantfile/settings/settings';
import type { SettingTable } from '../../src/pipeline/vagrantfile/settings/settingTable';
import { ToolRunner } from '../../src/tools/toolRunner';
import { skipBecause } from '../support/skip';

/** What the installed Vagrant has: settings with their defaults as Ruby writes them, and what is called. */
interface RealObject {
  readonly settings: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
}

interface Real {
  readonly version: string;
  readonly objects: Readonly<Record<string, RealObject>>;
  readonly names: Readonly<
    Record<'config' | 'provisioners' | 'providers' | 'communicators', readonly string[]>
  >;
}

/** A Vagrantfile is a program: this one prints what the classes behind the settings have. */
const inquiry = `
require "json"
manager = Vagrant.plugin("2").manager
describe = lambda do |type|
  object = type.new
  object.finalize!
  read = ->(name) { object.public_send(name).inspect rescue "unreadable" }
  own = type.public_instance_methods - Vagrant.plugin("2", :config).instance_methods - Object.instance_methods
  settings = own.grep(/\\A[a-z]\\w*=\\z/).map { |name| name.to_s.chomp("=") }
  {
    settings: settings.to_h { |name| [name, own.include?(name.to_sym) ? read.call(name) : "unreadable"] },
    calls: own.grep(/\\A[a-z]\\w*\\z/).map(&:to_s),
  }
end
objects = {}
%i[vm ssh winrm winssh vagrant nfs smb].each { |name| objects["config.#{name}"] = describe.call(manager.config[name]) }
manager.provider_configs.keys.each { |name| objects["provider #{name.to_s.inspect}"] = describe.call(manager.provider_configs[name]) }
%i[shell file ansible ansible_local].each { |name| objects["provisioner #{name.to_s.inspect}"] = describe.call(manager.provisioner_configs[name]) }
objects["config.ssh.default"] = describe.call(manager.config[:ssh].new.default.class)
machine = manager.config[:vm].new
machine.provision("shell")
provisioner = machine.provisioners.first.class
objects["config.vm.provision"] = { settings: provisioner.public_instance_methods(false).grep(/\\A[a-z]\\w*=\\z/).to_h { |name| [name.to_s.chomp("="), "unreadable"] }, calls: [] }
names = { config: manager.config.keys, provisioners: manager.provisioners.keys, providers: manager.providers.keys, communicators: manager.communicators.keys }
puts "inquiry " + JSON.generate({ version: Vagrant::VERSION, objects: objects, names: names })
`;

/** What Vagrant has for itself, and nobody writes into a Vagrantfile. */
const internal: Readonly<Record<string, readonly string[]>> = {
  'config.vm': ['box_server_url', 'clone', 'host_name'],
  'config.ssh': ['forward_x11', 'pty'],
  'config.winssh': ['forward_x11', 'pty'],
  'config.vm.provision': ['config'],
  'provider "libvirt"': [
    // Calls of other names fill these.
    ...['boot_order', 'cdroms', 'channels', 'clock_timers', 'cpu_affinity', 'cpu_features', 'cpu_topology'],
    ...['disk_driver_opts', 'disks', 'features_hyperv', 'floppies', 'inputs', 'launchsecurity_data'],
    ...['memory_backing', 'memtunes', 'pcis', 'qemu_args', 'qemu_env', 'redirdevs', 'redirfilters', 'rng'],
    ...['serials', 'smartcard_dev', 'usbctl_dev', 'usbs', 'watchdog_dev'],
    // Too special to be offered.
    ...['management_network_driver_iommu', 'management_network_pci_bus', 'management_network_pci_slot'],
    ...['memballoon_enabled', 'memballoon_model', 'memballoon_pci_bus', 'memballoon_pci_slot', 'system_uri'],
  ],
};

/** Where the default is known only later, or by the machine that Vagrant runs on. */
const settledLater: Readonly<Record<string, readonly string[]>> = {
  'config.vm': ['allow_fstab_modification'],
  'provider "libvirt"': ['uri'],
};

describe('the table of settings and the installed Vagrant', () => {
  let real: Real;

  let folder: string | undefined;
  let validated: (...lines: string[]) => Promise<string>;

  before(async function () {
    const program = process.env['BOXWRIGHT_VAGRANT'];
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    const project = mkdtempSync(path.join(tmpdir(), 'boxwright-settings-'));
    folder = project;
    cpSync(path.join(REPO_ROOT, 'test/dummyProvider'), project, { recursive: true });
    const runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    validated = (...lines) => {
      writeFileSync(
        path.join(project, 'Vagrantfile'),
        ['require_relative "dummyProvider"', ...lines].join('\n'),
      );
      return runner.run({
        tool: 'vagrant',
        args: ['validate'],
        cwd: project,
        env: { VAGRANT_CHECKPOINT_DISABLE: '1' },
        parse: ({ stdout, stderr }) => stdout + stderr,
      });
    };
    const output = await validated(inquiry);
    real = JSON.parse(/^inquiry (.*)/m.exec(output)?.[1] ?? assert.fail(output)) as Real;
  });

  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const tables: readonly SettingTable[] = [
    ...[...objectSettings.values()].filter(({ of }) => of !== 'config'),
    ...new Set(providerSettings.values()),
    ...provisionerSettings.values(),
    provisionOptions,
  ];

  for (const { of, from, settings } of tables)
    it(`${of} has what the table says`, function () {
      const object = real.objects[of];
      if (!object) skipBecause(this, `${from} is not installed`);
      for (const [name, { call, default: given, since }] of Object.entries(settings)) {
        if (call !== undefined) {
          assert.ok(object.calls.includes(name) || since, `nothing is called ${name}`);
          continue;
        }
        // A part of what the call takes itself.
        if (of === 'config.vm.provision' && name === 'type') continue;
        const actual: string | undefined = object.settings[name];
        if (since && actual === undefined) continue;
        // Of the oldest Vagrant that is looked at, a name must not be newer than it says.
        assert.ok(actual !== undefined, `there is no ${name}`);
        if (actual === 'unreadable' || settledLater[of]?.includes(name)) continue;
        const empty = ['nil', '""', '[]', '{}'].includes(actual);
        assert.equal(given, empty ? undefined : actual, `the default of ${name}`);
      }
      const left = Object.keys(object.settings).filter((name) => !(name in settings));
      const known = internal[of] ?? [];
      assert.deepEqual(
        left.filter((name) => !known.includes(name)),
        [],
        'settings that the table lacks',
      );
    });

  for (const { of, refusesUnknown } of tables)
    if (refusesUnknown !== undefined)
      it(`${of} ${refusesUnknown ? 'refuses' : 'ignores'} names that are not there`, async () => {
        const type = /^provisioner "(.*)"$/.exec(of)?.[1];
        const given = `source: "Vagrantfile", destination: "x", playbook: "Vagrantfile", inline: "x"`;
        const output = await validated(
          'Vagrant.configure("2") do |config|',
          '  config.vm.box = "a"',
          type ? `  config.vm.provision("${type}", ${given}, nosuch: 1)` : `  ${of}.nosuch = 1`,
          'end',
        );
        assert.match(output, refusesUnknown ? /shouldn't exist:.*nosuch/ : /validated successfully/);
      });

  it('refuses a part of config that nobody brings', async () => {
    const output = await validated('Vagrant.configure("2") { |config| config.nosuch.a = 1 }');
    assert.match(output, /Unknown configuration section 'nosuch'/);
  });

  it('names parts, providers, provisioners and communicators that are there', () => {
    const has = (where: readonly string[], names: readonly string[]) =>
      assert.deepEqual(
        names.filter((name) => !where.includes(name)),
        [],
      );
    has(real.names.config, Object.keys(objectSettings.get('config')?.settings ?? {}));
    const ofPlugins = ['dsc', 'vmware_desktop', 'libvirt', 'parallels', 'qemu'];
    const builtIn = (names: Readonly<Record<string, string>>) =>
      Object.keys(names).filter((name) => !ofPlugins.includes(name));
    has(real.names.provisioners, builtIn(provisionerTypes));
    has(real.names.providers, builtIn(providerNames));
    const communicators = objectSettings.get('config.vm')?.settings['communicator']?.values ?? [];
    has(
      real.names.communicators,
      communicators.map((value) => value.slice(1, -1)),
    );
  });
});
