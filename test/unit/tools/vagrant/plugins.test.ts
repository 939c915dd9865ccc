import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  pluginExpunge,
  pluginInstall,
  pluginRepair,
  pluginUninstall,
  pluginUpdate,
  systemPlugins,
} from '../../../../src/tools/vagrant/plugin';
import { readGem } from '../../../../src/tools/vagrant/readGem';
import { readGemspec } from '../../../../src/tools/vagrant/readGemspec';
import { readPlugins } from '../../../../src/tools/vagrant/readPlugins';

const global = { kind: 'global' } as const;
const local = { kind: 'local', folder: '/p' } as const;

describe('the client of vagrant plugin', () => {
  it('installs by name and version for all projects, a file for one without asking sources', () => {
    const named = pluginInstall('/h', {
      source: 'vagrant-hello',
      version: '1.2',
      scope: global,
      noSources: false,
    });
    assert.deepEqual(named.args, ['plugin', 'install', '--plugin-version', '1.2', 'vagrant-hello']);
    assert.equal(named.cwd, '/h');
    const file = pluginInstall('/h', { source: '/g/x.gem', version: '', scope: local, noSources: true });
    assert.deepEqual(file.args, ['plugin', 'install', '--local', '--plugin-clean-sources', '/g/x.gem']);
    assert.equal(file.cwd, '/p');
    assert.throws(
      () => pluginInstall('/h', { source: '--local', version: '', scope: global, noSources: false }),
      /dash/,
    );
  });

  it('uninstalls, updates, repairs and expunges in the scope that is meant', () => {
    assert.deepEqual(pluginUninstall('/h', global, 'a').args, ['plugin', 'uninstall', 'a']);
    assert.deepEqual(pluginUninstall('/h', local, 'a').args, ['plugin', 'uninstall', '--local', 'a']);
    assert.equal(pluginUninstall('/h', local, 'a').cwd, '/p');
    assert.deepEqual(pluginUpdate('/h', local, ['a', 'b']).args, ['plugin', 'update', '--local', 'a', 'b']);
    assert.deepEqual(pluginRepair('/h', global).args, ['plugin', 'repair']);
    assert.deepEqual(pluginExpunge('/h', global, false).args, [
      'plugin',
      'expunge',
      '--force',
      '--global-only',
    ]);
    assert.deepEqual(pluginExpunge('/h', local, true).args, [
      'plugin',
      'expunge',
      '--force',
      '--local-only',
      '--reinstall',
    ]);
  });

  it('tells those of Vagrant’s package from the others', () => {
    // As Vagrant 2.3.4 of Debian prints it.
    const stdout = [
      '1795411579,,ui,info,vagrant-hello (0.1.0%!(VAGRANT_COMMA) global)',
      '1795411579,,plugin-name,vagrant-hello',
      '1795411579,vagrant-hello,plugin-version,0.1.0%!(VAGRANT_COMMA) global',
      '1795411579,vagrant-hello,plugin-version-constraint,0.1.0',
      '1795411579,,ui,info,vagrant-libvirt (0.11.2%!(VAGRANT_COMMA) system)',
      '1795411579,,plugin-name,vagrant-libvirt',
      '1795411579,vagrant-libvirt,plugin-version,0.11.2%!(VAGRANT_COMMA) system',
    ].join('\n');
    assert.deepEqual(systemPlugins('/h').parse({ exitCode: 0, stdout, stderr: '' }), [
      { name: 'vagrant-libvirt', version: '0.11.2' },
    ]);
  });
});

describe('plugins on disk', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'))));
  afterEach(() => rmSync(home, { recursive: true }));
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  };
  const entry = (version: string, more = {}) => ({
    ruby_version: '3.1.7',
    vagrant_version: '2.3.4',
    gem_version: version,
    require: '',
    sources: [],
    installed_gem_version: version,
    env_local: false,
    ...more,
  });
  const state = (installed: object) => JSON.stringify({ version: '1', installed });

  it('are those of the user, with word of gems that are not there', () => {
    put(
      'plugins.json',
      state({
        'vagrant-b': entry('0.2.0', { gem_version: '> 0', sources: ['file:///g'] }),
        'vagrant-a': entry('1.0'),
        old: {},
      }),
    );
    put('gems/3.1.7/specifications/vagrant-b-0.2.0.gemspec', '');
    assert.deepEqual(
      readPlugins(home, global).map(({ name, version, constraint, sources, installed }) => [
        name,
        version,
        constraint,
        sources,
        installed,
      ]),
      [
        ['old', '', '', [], false],
        ['vagrant-a', '1.0', '1.0', [], false],
        ['vagrant-b', '0.2.0', '> 0', ['file:///g'], true],
      ],
    );
  });

  it('are those of a project alone', () => {
    put('.vagrant/plugins.json', state({ 'vagrant-c': entry('1.0', { env_local: true }) }));
    put('.vagrant/plugins/gems/3.1.7/specifications/vagrant-c-1.0.gemspec', '');
    const [plugin] = readPlugins('/none', { kind: 'local', folder: home });
    assert.deepEqual([plugin?.name, plugin?.installed], ['vagrant-c', true]);
    assert.deepEqual(readPlugins(home, global), []);
  });

  it('may be damaged', () => {
    for (const text of ['', '{', '[]', '{"installed": 3}', '{"installed": ["a"]}']) {
      put('plugins.json', text);
      assert.deepEqual(readPlugins(home, global), [], text);
    }
  });

  it('are no gem just because a file is called so', async () => {
    for (const text of ['', 'no gem', '\0'.repeat(2000)]) {
      put('x.gem', text);
      assert.equal(await readGem(path.join(home, 'x.gem')), undefined);
    }
  });
});

describe('readGemspec', () => {
  // As RubyGems 3.3.15 writes it.
  const old = String.raw`# -*- encoding: utf-8 -*-
Gem::Specification.new do |s|
  s.name = "vagrant-hello".freeze
  s.version = "0.2.0"
  s.authors = ["Me".freeze, "You, too".freeze]
  s.description = "Line one\nLine 'two' \\ back \u00E4 \#{x}".freeze
  s.homepage = "https://example.org/hello".freeze
  s.licenses = ["MIT".freeze, "Apache-2.0".freeze]
  s.summary = "Says \"hello\" \u{1F44B}".freeze

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<json>.freeze, [">= 1.0".freeze, "< 4".freeze])
    s.add_development_dependency(%q<rake>.freeze, [">= 0"])
  else
    s.add_dependency(%q<json>.freeze, [">= 1.0", "< 4"])
    s.add_dependency(%q<rake>.freeze, [">= 0"])
  end
end`;

  it('reads what a gem says of itself', () => {
    assert.deepEqual(readGemspec(old), {
      summary: 'Says "hello" 👋',
      description: "Line one\nLine 'two' \\ back ä #{x}",
      homepage: 'https://example.org/hello',
      authors: ['Me', 'You, too'],
      licenses: ['MIT', 'Apache-2.0'],
      dependencies: ['json (>= 1.0, < 4)'],
    });
  });

  it('reads the form of newer RubyGems, and what is no gemspec', () => {
    const now = 'Gem::Specification.new do |s|\n  s.add_dependency(%q<json>.freeze, ["~> 2".freeze])\nend';
    assert.deepEqual(readGemspec(now).dependencies, ['json (~> 2)']);
    assert.deepEqual(readGemspec('puts 1'), {
      summary: '',
      description: '',
      homepage: '',
      authors: [],
      licenses: [],
      dependencies: [],
    });
  });
});
