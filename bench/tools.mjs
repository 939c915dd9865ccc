import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clock, median, ms, time } from './numbers.mjs';
import { writePipeline } from './repository.mjs';
import { jsonUnit } from './unit.mjs';

const rounds = 9;

/** The command line on one template, against other programs on the same files, by turns. */
export async function measurePeers({ dist, scratch, modules }) {
  const folder = path.join(scratch, 'peers');
  writePipeline(folder, 't', modules.samples, new modules.samples.Random(3), { builders: 2, scripts: 6 });
  const random = new modules.samples.Random(4);
  writeFileSync(
    path.join(folder, 'setup.sh'),
    Array.from({ length: 20 }, () => modules.samples.samples.shell(random)).join(''),
  );
  const lint = (...files) => [
    process.execPath,
    path.join(dist, 'cli.js'),
    'lint',
    '--fail-on',
    'never',
    ...files,
  ];
  const peers = [
    { id: 'packer', what: 'packer validate', own: lint('t.json'), other: ['packer', 'validate', 't.json'] },
    { id: 'shellcheck', what: 'shellcheck', own: lint('.'), other: ['shellcheck', 'setup.sh'] },
  ];
  const rows = [];
  for (const { id, what, own, other } of peers) {
    if (!has(other[0])) {
      rows.push({ id: `peer-${id}`, what: `lint ÷ ${what}`, figures: `${other[0]} was not found` });
      continue;
    }
    const times = { own: [], other: [] };
    for (let round = 0; round < rounds; round++)
      for (const [name, [program, ...args]] of Object.entries({ own, other }))
        times[name].push(await clock(() => finished(program, args, folder)));
    rows.push({
      id: `peer-${id}`,
      what: `lint ÷ ${what}, process start included`,
      figures: `${ms(median(times.own))} against ${ms(median(times.other))}`,
      ratio: median(times.own.map((each, round) => each / times.other[round])),
      budget: 1,
    });
  }
  return rows;
}

/** Reading boxes and machines from disk, against `vagrant box list` and `vagrant global-status`. */
export async function measureSidebar({ scratch, modules }) {
  const home = path.join(scratch, 'vagrant.d');
  writeHome(home);
  const { readBoxes } = modules.readBoxes;
  const { readMachines } = modules.readMachines;
  const { indexedMachines } = modules.knownMachines;
  const boxes = readBoxes(home);
  // With a look at each machine's folder, whether it is stale, and for a newer box.
  const machines = () => indexedMachines(readMachines(home), boxes);
  const usual = machines().filter(({ stale, newerBox }) => !stale && newerBox).length;
  const measure = (action) => median(Array.from({ length: 9 }, () => time(action)));
  const [own, ownMachines] = [measure(() => readBoxes(home)), measure(machines)];
  const unit = jsonUnit(modules);
  const rows = [
    {
      id: 'boxes',
      what: `sidebar: ${boxes.length} boxes ÷ 1 MB of JSON`,
      figures: ms(own),
      ratio: own / unit,
      budget: 3,
    },
    {
      id: 'machines',
      what: `sidebar: ${machines().length} machines (${usual} there, with a newer box) ÷ 1 MB of JSON`,
      figures: ms(ownMachines),
      ratio: ownMachines / unit,
      budget: 3,
    },
  ];
  if (!has('vagrant')) return rows;
  const env = {
    ...process.env,
    VAGRANT_HOME: home,
    VAGRANT_CHECKPOINT_DISABLE: '1',
    VAGRANT_NO_PLUGINS: '1',
  };
  for (const [args, mine] of /** @type {const} */ ([
    [['box', 'list'], own],
    [['global-status'], ownMachines],
  ])) {
    const vagrants = await clock(() => finished('vagrant', args, scratch, env));
    rows.push({
      id: `vagrant-${args[0]}`,
      what: `sidebar ÷ vagrant ${args.join(' ')}`,
      figures: `${ms(mine)} against ${ms(vagrants)}`,
      ratio: mine / vagrants,
      budget: 0.05,
    });
  }
  return rows;
}

function writeHome(home) {
  for (let index = 0; index < 1000; index++) {
    const folder = path.join(
      home,
      'boxes',
      `org-VAGRANTSLASH-box${index >> 1}`,
      `1.${index % 2}.0`,
      'virtualbox',
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider":"virtualbox"}');
  }
  const machines = {};
  for (let index = 0; index < 500; index++) {
    const project = path.join(home, '..', 'projects', `project${index}`);
    const data = path.join(project, '.vagrant', 'machines', 'default', 'virtualbox');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'id'), 'x');
    writeFileSync(path.join(project, 'Vagrantfile'), 'Vagrant.configure("2") {}\n');
    machines[index.toString(16).padStart(32, '0')] = {
      local_data_path: path.join(project, '.vagrant'),
      name: 'default',
      provider: 'virtualbox',
      state: 'running',
      vagrantfile_name: null,
      vagrantfile_path: project,
      updated_at: null,
      extra_data: { box: { name: `org/box${index}`, provider: 'virtualbox', version: '1.0.0' } },
      architecture: null,
    };
  }
  const index = path.join(home, 'data', 'machine-index');
  mkdirSync(index, { recursive: true });
  writeFileSync(path.join(index, 'index'), JSON.stringify({ version: 1, machines }));
  writeFileSync(path.join(home, 'setup_version'), '1.5');
}

const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Runs a program to its end, whatever that is, for 60 seconds at most. */
function finished(program, args, cwd, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'ignore', timeout: 60_000 });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal) reject(new Error(`${program} ${args.join(' ')} did not end`));
      else resolve(code);
    });
  });
}
