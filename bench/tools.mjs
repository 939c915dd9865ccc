import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, ms, time, timeAsync } from './numbers.mjs';
import { writePipeline } from './repository.mjs';

const templates = 89;
const sample = 10;

/** The command line over a repository, against `packer validate` on each template. */
export async function measureRepository({ dist, scratch, modules }) {
  const folder = path.join(scratch, 'repository');
  const random = new modules.samples.Random(3);
  for (let index = 0; index < templates; index++)
    writePipeline(folder, `t${index}`, modules.samples, random, { builders: 2, scripts: 6 });
  const cli = () =>
    finished(process.execPath, [path.join(dist, 'cli.js'), 'lint', '--fail-on', 'never', '.'], folder);
  const own = [];
  for (let run = 0; run < 3; run++) own.push(await timeAsync(cli));
  const what = `lint ${templates} templates, process start included`;
  if (!has('packer'))
    return [{ what, measured: ms(median(own)), budget: '≥ 20 × validate (no packer here)' }];
  const validate = [];
  for (let index = 0; index < sample; index++)
    validate.push(await timeAsync(() => finished('packer', ['validate', `t${index * 8}.json`], folder)));
  const all = (validate.reduce((sum, each) => sum + each, 0) / sample) * templates;
  const ratio = all / median(own);
  return [
    {
      what,
      measured: `${ms(median(own))}, ${ratio.toFixed(0)} × faster than packer validate (${sample} × ${ms(all / templates)}, scaled)`,
      budget: '≥ 20 ×',
      ok: ratio >= 20,
    },
  ];
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
  const rows = [
    { what: `sidebar: ${boxes.length} boxes`, measured: ms(own), budget: '≤ 50 ms', ok: own <= 50 },
    {
      what: `sidebar: ${machines().length} machines (${usual} there, with a newer box)`,
      measured: ms(ownMachines),
      budget: '≤ 50 ms',
      ok: ownMachines <= 50 && usual > 0,
    },
  ];
  if (!has('vagrant')) return rows;
  const env = {
    ...process.env,
    VAGRANT_HOME: home,
    VAGRANT_CHECKPOINT_DISABLE: '1',
    VAGRANT_NO_PLUGINS: '1',
  };
  for (const [args, mine] of [
    [['box', 'list'], own],
    [['global-status'], ownMachines],
  ]) {
    const vagrants = await timeAsync(() => finished('vagrant', args, scratch, env));
    rows.push({
      what: `sidebar, against vagrant ${args.join(' ')}`,
      measured: `${(vagrants / mine).toFixed(0)} × faster (${ms(vagrants)})`,
      budget: '≥ 20 ×',
      ok: vagrants / mine >= 20,
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
