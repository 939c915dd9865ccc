import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../src/lint/diskFiles';
import { loadReader } from '../../src/lint/loadVagrantfile';
import { SourceText } from '../../src/text/sourceText';
import { ToolRunner } from '../../src/tools/toolRunner';
import { placeProblem } from '../../src/tools/vagrant/placeProblem';
import { validate } from '../../src/tools/vagrant/validate';
import { skipBecause } from '../support/skip';

describe('vagrant validate, by real Vagrant', () => {
  const program = process.env['BOXWRIGHT_VAGRANT'];
  let folder: string;
  let runner: ToolRunner;

  before(function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-validate-'));
    cpSync(path.join(REPO_ROOT, 'test/dummyProvider'), path.join(folder, 'project'), { recursive: true });
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  /** What is found in a Vagrantfile, each with its line and the text at which it is shown. */
  async function found(...lines: string[]): Promise<string[]> {
    const text = ['require_relative "dummyProvider"', ...lines, ''].join('\n');
    const project = path.join(folder, 'project');
    const source = new SourceText(path.join(project, 'Vagrantfile'), text);
    writeFileSync(source.path, text);
    const problems = await runner.run(validate({ folder: project, data: path.join(folder, 'data') }));
    assert.equal(existsSync(path.join(project, '.vagrant')), false);
    const vagrantfile = (await loadReader())(source, new DiskFiles());
    return problems.map((problem) => {
      const span = placeProblem(problem, source, vagrantfile);
      return `${source.positionAt(span.start).line + 1} ${source.slice(span)}: ${problem.message}`;
    });
  }

  const inside = (...lines: string[]) => ['Vagrant.configure("2") do |config|', ...lines, 'end'];

  it('accepts a sound file that prints', async () => {
    assert.deepEqual(await found('puts "1,2,3"', ...inside()), []);
  });

  it('shows a syntax error at its line', async () => {
    const [first = ''] = await found(...inside('  config.vm.box = )'));
    assert.match(first, /^3 config\.vm\.box = \): .*unexpected/);
  });

  it('shows what is not defined where it stands', async () => {
    const [only = '', ...others] = await found(
      ...inside('  config.vm.box = "x"', '  config.vm.hostname = nosuchthing'),
    );
    assert.match(only, /^4 nosuchthing: undefined local variable or method/);
    assert.deepEqual(others, []);
  });

  it('shows a mistake in the block of a provider', async () => {
    const [only = ''] = await found(
      ...inside('  config.vm.provider "dummy" do |dummy|', '    dummy.memory = nosuchthing', '  end'),
    );
    assert.match(only, /^4 nosuchthing: /);
  });

  it('shows a library that is missing', async () => {
    const [only = ''] = await found('require "nosuchlibrary"', ...inside());
    assert.match(only, /^2 nosuchlibrary: cannot load such file/);
  });

  it('shows each setting that does not exist', async () => {
    const all = await found(
      ...inside(
        '  config.vm.bogus = 1',
        '  config.vm.provision "shell", inlin: "x", inline: "y"',
        '  config.vm.provision "nosuch"',
      ),
    );
    assert.deepEqual(
      all.map((one) => /^\d+ [^:]*/.exec(one)?.[0]),
      ['3 bogus', '5 nosuch', '4 inlin'],
    );
  });
});
