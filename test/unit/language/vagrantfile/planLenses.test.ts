import assert from 'node:assert/strict';
import { planLenses } from '../../../../src/language/vagrantfile/planLenses';
import { loadReader } from '../../../../src/lint/loadVagrantfile';
import { SourceText } from '../../../../src/text/sourceText';
import { memoryFiles } from '../../../support/memoryFiles';
import { machinesOfFolder } from '../../../../src/tools/vagrant/knownMachines';
import type { IndexedMachine } from '../../../../src/tools/vagrant/readMachines';

/** A running or sleeping machine of the dummy provider. */
const indexed = (name: string, state: string): IndexedMachine => ({
  id: name,
  name,
  provider: 'dummy',
  state,
  folder: '/p',
  vagrantfile: undefined,
  data: '/p/.vagrant',
  box: undefined,
});

/** The lenses of a file, each with its line. @param states of the machines that are created */
async function lenses(body: string, states: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const source = new SourceText('/p/Vagrantfile', `Vagrant.configure("2") do |config|\n${body}\nend\n`);
  const vagrantfile = (await loadReader())(source, memoryFiles({}));
  const created = Object.entries(states);
  const known = machinesOfFolder({
    folder: '/p',
    vagrantfile,
    local: created.map(([name]) => ({ name, provider: 'dummy', box: undefined })),
    indexed: created.map(([name, state]) => indexed(name, state)),
    asked: undefined,
    boxes: [],
  });
  return planLenses(vagrantfile, known).map((lens) => {
    const line = source.positionAt(lens.span.start).line + 1;
    switch (lens.kind) {
      case 'state':
        return `${line}: ${lens.machine.name} is ${lens.machine.state}`;
      case 'many':
        return `${line}: ${lens.count} machines, ${lens.running} running`;
      case 'run':
        return `${line}: run ${lens.provisioner} on ${lens.machine ?? 'all'}${lens.named ? ', named' : ''}${lens.others ? ', with others' : ''}`;
      default:
        return `${line}: ${lens.kind} ${lens.machine}${lens.named ? ', named' : ''}`;
    }
  });
}

describe('planLenses', () => {
  it('gives a machine that is not created Up, where the file begins its configuration', async () => {
    assert.deepEqual(await lenses('  config.vm.box = "x"'), ['1: default is not created', '1: up default']);
  });

  it('gives each machine what can be done with it', async () => {
    const two = '  config.vm.define "web"\n  config.vm.define "db"\n  config.vm.define "old"';
    assert.deepEqual(await lenses(two, { web: 'running', db: 'poweroff', old: 'strange' }), [
      '2: web is running',
      '2: ssh web',
      '2: provision web',
      '3: db is poweroff',
      '3: up db',
      '4: old is strange',
      '4: up old',
      '4: ssh old',
      '4: provision old',
    ]);
  });

  it('names machines that one line defines, and counts them when they are many', async () => {
    const loop = (last: number) => `  (1..${last}).each { |i| config.vm.define "n#{i}" }`;
    assert.deepEqual(await lenses(loop(2)), [
      '2: n1 is not created',
      '2: up n1, named',
      '2: n2 is not created',
      '2: up n2, named',
    ]);
    assert.deepEqual(await lenses(loop(9), { n1: 'running', n2: 'running' }), ['2: 9 machines, 2 running']);
  });

  it('offers nothing for a machine whose name can not be read', async () => {
    assert.deepEqual(await lenses('  config.vm.define ENV["NAME"]'), []);
  });

  const run = async (body: string) => (await lenses(body)).filter((lens) => lens.includes('run '));

  it('runs a provisioner by its name, or by its type when it has none', async () => {
    assert.deepEqual(
      await run(
        '  config.vm.provision "base", type: "shell", inline: "x"\n  config.vm.provision "file", source: "a", destination: "b"',
      ),
      ['2: run base on all', '3: run file on all'],
    );
  });

  it('says that a type runs all that have no other name', async () => {
    assert.deepEqual(
      await run('  config.vm.provision "shell", inline: "x"\n  config.vm.provision "shell", inline: "y"'),
      ['2: run shell on all, with others', '3: run shell on all, with others'],
    );
  });

  it('offers no run of what Vagrant would not run: run never without a name', async () => {
    assert.deepEqual(
      await run(
        '  config.vm.provision "shell", inline: "x", run: "never"\n  config.vm.provision "y", type: "shell", inline: "y", run: "never"',
      ),
      ['3: run y on all'],
    );
  });

  it('runs a provisioner on the machines that have it', async () => {
    const body = [
      '  config.vm.define "web" do |web|',
      '    web.vm.provision "own", type: "shell", inline: "x"',
      '  end',
      '  %w[a b].each do |name|',
      '    config.vm.define name do |m|',
      '      m.vm.provision "both", type: "shell", inline: "x"',
      '    end',
      '  end',
    ].join('\n');
    assert.deepEqual(await run(body), [
      '3: run own on web',
      '7: run both on a, named',
      '7: run both on b, named',
    ]);
  });
});
