import { dscOptions } from '../pipeline/dsc/dscOptions';
import { chosenConfiguration, isSet, readDscManifest } from '../pipeline/dscManifest';
import { candidateFolders } from '../pipeline/paths/baseFolder';
import type { Reference } from '../pipeline/paths/references';
import { shownPath } from '../pipeline/paths/shownPath';
import type { Pipeline } from '../pipeline/pipeline';
import type { Provisioner } from '../pipeline/template/template';
import { hostFile } from '../pipeline/timeline/provisionSteps';
import { setting, strings } from '../pipeline/value';
import { quotedList } from '../words/lists';
import { dscSteps } from './dscSteps';
import { setSetting } from './fixes/setSetting';
import { missingPaths } from './missingPaths';
import { whileNotRun } from './whileNotRun';
import type { Report, Rule } from './rule';

/**
 * What packer-dsc looks for before the build starts. Source: Prepare() in
 * https://github.com/mefellows/packer-dsc/blob/master/provisioner/dsc/provisioner.go; it does not ask for `mof_path`.
 */
const paths = Object.entries(dscOptions.settings).flatMap(([name, { path }]) =>
  path?.checked ? [[name, path.expected] as const] : [],
);

export const dscPaths: Rule = {
  id: 'dsc-paths',
  severity: 'error',
  category: 'files',
  since: '0.1.0',
  summary: 'A dsc provisioner refers to a file, folder or configuration that does not exist.',
  fixes: ['safe', 'unsafe'],
  *check(pipeline, { packer }) {
    for (const report of reportsOf(pipeline)) yield whileNotRun(report, packer(), 'warning');
  },
};

function* reportsOf(pipeline: Pipeline): Generator<Report> {
  const steps = dscSteps(pipeline.template);
  yield* missingPaths(pipeline, steps.flatMap(referencesOf));
  for (const step of steps) {
    if (!isSet(step.settings, 'manifest_file'))
      yield {
        message: "This dsc step has no manifest_file: Packer stops with 'A manifest_file must be specified'.",
        location: step.typeLocation,
      };
    yield* wrongConfiguration(pipeline, step);
  }
}

const referencesOf = ({ settings }: Provisioner): Reference[] =>
  paths.flatMap(([name, expected]) =>
    strings(setting(settings, name)).flatMap((value) =>
      value.partial || !value.text ? [] : [{ value, expected, setting: name }],
    ),
  );

function* wrongConfiguration(
  { template, baseFolder, files }: Pipeline,
  { settings, typeLocation, override }: Provisioner,
): Generator<Report> {
  const chosen = chosenConfiguration(settings);
  const path = hostFile(chosen?.manifest, [baseFolder, ...candidateFolders(template, files)], files);
  const text = path === undefined ? undefined : files.read(path);
  if (!chosen || text === undefined) return;
  const { configurations, loadsMore } = readDscManifest(text);
  const wanted = chosen.name.toLowerCase();
  if (loadsMore || configurations.some((name) => name.toLowerCase() === wanted)) return;
  const [only, ...others] = configurations;
  // A manifest without any configuration may well be no PowerShell that is understood here.
  if (only === undefined) return;
  const name = setting(settings, 'configuration_name');
  const value = isSet(settings, 'configuration_name') ? name : setting(settings, 'manifest_file');
  yield {
    message: `packer-dsc runs the configuration '${chosen.name}'${
      value === name ? '' : ', named after the file'
    }, but '${shownPath(chosen.manifest, template.folder, files)}' only contains ${quotedList(configurations)}. Set configuration_name.`,
    location: value?.location ?? typeLocation,
    fixes:
      others.length || override
        ? []
        : setSetting(
            template,
            { source: settings, typeLocation },
            'configuration_name',
            only,
            `Set configuration_name to '${only}'`,
          ),
  };
}
