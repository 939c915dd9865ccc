import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { clock, megabytes, median, ms } from './numbers.mjs';
import { writePipeline } from './repository.mjs';

const rounds = 21;

/** The command line on one template, against a Node that does nothing. */
export async function measureCommandLine({ dist, scratch, modules }) {
  const folder = path.join(scratch, 'one');
  mkdirSync(folder, { recursive: true });
  writePipeline(folder, 't', modules.samples, new modules.samples.Random(3), { builders: 1, scripts: 1 });
  const cli = path.join(dist, 'cli.js');
  const commands = {
    nothing: ['-e', '0'],
    version: [cli, '--version'],
    lint: [cli, 'lint', '--fail-on', 'never', 't.json'],
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++)
    for (const [name, args] of Object.entries(commands))
      times[name].push(
        await clock(() => spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' })),
      );
  const row = (id, what, name, budget) => ({
    id,
    what: `${what} ÷ node -e 0`,
    figures: `${ms(median(times[name]))} against ${ms(median(times.nothing))}`,
    ratio: median(times[name].map((each, round) => each / times.nothing[round])),
    budget,
  });
  return [
    row('cli-version', 'boxwright --version', 'version', 1.3),
    row('cli-one', 'boxwright lint on one template', 'lint', 3.5),
  ];
}

const many = 5000;

/** The most memory that the command line holds for many templates. */
export async function measureManyTemplates({ dist, scratch, modules }) {
  const folder = path.join(scratch, 'many');
  const random = new modules.samples.Random(3);
  for (let index = 0; index < many; index++)
    writePipeline(folder, `t${index}`, modules.samples, random, { builders: 1, scripts: 2 });
  // The process tells its own peak when it ends: no other program is needed for it.
  const script = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS));
    process.argv.splice(1, 0, 'boxwright'); require(${JSON.stringify(path.join(dist, 'cli.js'))});`;
  const args = ['-e', script, '--', 'lint', '--fail-on', 'never', '--quiet', '.'];
  let stderr = '';
  const took = await clock(() => {
    ({ stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 }));
  });
  const peak = Number(/peak (\d+)$/.exec(stderr)?.[1]) * 1024;
  return [
    {
      id: 'many-peak',
      what: `peak memory of the command line, ${many} templates, ÷ 400 MB`,
      figures: `${megabytes(peak)}, ${ms(took)}`,
      ratio: peak / 400e6,
      budget: 1,
    },
  ];
}
