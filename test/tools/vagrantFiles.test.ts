import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../src/lint/diskFiles';
import { loadVagrantfile } from '../../src/lint/loadVagrantfile';
import { skipBecause } from '../support/skip';

/** What is read of Vagrantfiles that load other files, against what Vagrant makes of them. */
describe('a Vagrantfile that reads other files', function () {
  this.timeout(60_000);
  let folder: string;
  const vagrant = process.env['BOXWRIGHT_VAGRANT'];

  before(function () {
    if (!vagrant) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-files-'));
    cpSync(
      path.join(REPO_ROOT, 'test/dummyProvider/dummyProvider.rb'),
      path.join(folder, 'dummyProvider.rb'),
    );
    mkdirSync(path.join(folder, 'lib'));
    for (const [name, text] of Object.entries(others)) writeFileSync(path.join(folder, name), text);
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const others = {
    'nodes.yml':
      'base: &base\n  box: debian\n  count: 0o2\nnodes:\n  - {<<: *base, name: web, on: yes}\n  - name: off\n    box: 12\n    on: no\n',
    'nodes.json': '{"nodes": [{"name": "a", "n": 2}, {"name": "b", "n": 1.5}]}',
    'lib/lab.rb':
      'require_relative "more"\nmodule Lab\n  BOX = "lab"\n  def self.machines(config)\n    %w[x y].each { |n| More.new(config, n).add(BOX) }\n  end\nend\n',
    'lib/more.rb':
      'class More\n  attr_reader :name\n  def initialize(config, name)\n    @config = config\n    @name = name\n  end\n  def add(box)\n    @config.vm.define "#{name}-#{box}"\n  end\nend\n',
    'loaded.rb': 'def more(config)\n  config.vm.define "loaded"\nend\n',
  };

  for (const [title, before, body] of [
    [
      'YAML',
      'require "yaml"\ns = YAML.load_file(File.join(__dir__, "nodes.yml"), aliases: true)',
      's["nodes"].each do |n|\n  config.vm.define "#{n["name"]}-#{n["box"]}-#{n["on"]}-#{n["count"]}"\nend',
    ],
    [
      'JSON',
      'require "json"\ns = JSON.parse(File.read("nodes.json"), symbolize_names: true)',
      's[:nodes].each do |n|\n  (1..n[:n].to_i).each { |i| config.vm.define "#{n[:name]}#{i}" }\nend',
    ],
    ['modules and classes of other files', 'require_relative "lib/lab"', 'Lab.machines(config)'],
    ['a file that is loaded', 'load File.expand_path("../loaded.rb", __FILE__)', 'more(config)'],
    ['a file that is there', '', 'config.vm.define(File.exist?("nodes.yml") ? "there" : "gone")'],
    ['nothing else', '', ''],
  ] as const)
    it(`has the machines that Vagrant has: ${title}`, async () => {
      const file = path.join(folder, 'Vagrantfile');
      writeFileSync(
        file,
        `require_relative "dummyProvider"\n${before}\nVagrant.configure("2") do |config|\n${body}\nend\n`,
      );
      const printed = execFileSync(vagrant ?? '', ['status', '--machine-readable'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, VAGRANT_CHECKPOINT_DISABLE: '1', VAGRANT_HOME: path.join(folder, 'home') },
      });
      const names = printed.split('\n').flatMap((line) => {
        const [, target, type] = line.split(',');
        return target && type === 'state' ? [target] : [];
      });
      assert.ok(names.length > 0, printed);
      const found = await loadVagrantfile(file, new DiskFiles([folder]));
      assert.deepEqual(
        found?.machines.map(({ name }) => name),
        names,
      );
    });
});
