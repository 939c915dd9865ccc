import { parseArgs } from 'node:util';
import { currentPacker } from '../scripts/realTools/currentPacker.mjs';
import { oldPacker } from '../scripts/realTools/installedTools.mjs';
import { bundle } from './bundle.mjs';

/**
 * Asks real Packer, the old and the current one, and our rules about generated templates, and prints where they differ.
 * @param {string[]} args
 */
export async function compareWithPacker(args) {
  const { values } = parseArgs({
    args,
    options: {
      templates: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const modules = await bundle('fuzz-schema', { compare: 'test/schemaDifferential/compare.ts' });
  const [old, current] = await Promise.all([oldPacker(), currentPacker()]);
  const programs = [
    { found: old, version: '1.6.6', env: {} },
    {
      found: current,
      version: '1.16.0',
      env: { PACKER_PLUGIN_PATH: 'path' in current ? current.pluginFolder : '' },
    },
  ];
  console.log(`seed ${values.seed}`);
  for (const { found, version, env } of programs)
    if ('skip' in found) console.log(`Packer ${version}: skipped, ${found.skip}`);
    else await show(modules, { path: found.path, version, env }, values);
}

/** @param {Record<string, any>} modules of bundle(), whose types esbuild does not know */
async function show({ compare }, program, { seed, templates }) {
  const options = { seed: Number(seed), most: Number(templates), until: Infinity };
  const { tried, accepted, refused, disagreements } = await compare.compare(program, options);
  const real = disagreements.filter(({ kind }) => kind !== 'exception');
  console.log(
    `Packer ${program.version}: ${tried} templates, ${accepted} accepted, ${refused} refused, ${real.length} disagreements, ${disagreements.length - real.length} exceptions`,
  );
  for (const { seed: own, kind, mistake, about, component, ours, packer } of real)
    console.log(
      [
        `  ${own}: ${kind}, ${mistake} ${about}, ${component}`,
        ...ours,
        packer.replace(/\s+/g, ' ').slice(0, 400),
      ].join('\n    '),
    );
  if (real.length) process.exitCode = 1;
}
