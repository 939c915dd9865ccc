import { dscOptions, stepOptions } from '../../../pipeline/dsc/dscOptions';
import { readEffects } from '../../../pipeline/effects/readEffects';
import { candidateFolders } from '../../../pipeline/paths/baseFolder';
import type { Pipeline } from '../../../pipeline/pipeline';
import type { Provisioner } from '../../../pipeline/template/template';
import { hostFile } from '../../../pipeline/timeline/provisionSteps';
import { wholeFile } from '../../../text/embeddedText';
import type { SourceText } from '../../../text/sourceText';
import { contentWriterOf, tagOf, Unconvertible } from './content';
import type { Content } from './content';
import type { Selection } from './convertDsc';
import { applyLines, prepareLines } from './dscScript';
import { DscReader } from './dscReader';
import type { NewStep, NewValue } from './steps';

const defaultStaging = 'C:/Windows/Temp/packer-dsc';

/** Said of every conversion: it is what changes for the better, and can end builds that went on until now. */
const failsNow =
  'packer-dsc often does not notice that DSC has failed; the new steps end the build when it does.';

/**
 * The core provisioners that do what a `dsc` step does.
 * @param note is told what is not quite the same
 * @param selection the builds in which they run, in place of what the step says itself
 * @throws Unconvertible
 */
export function coreSteps(
  pipeline: Pipeline,
  source: SourceText,
  step: Provisioner,
  note: (text: string) => void,
  selection: Selection | undefined,
): NewStep[] {
  const { template } = pipeline;
  const { dialect } = template;
  const writer = contentWriterOf(dialect);
  const tag = tagOf(writer);
  const reader = new DscReader(template, source, step, writer, note);

  const staging = withoutSlash(reader.text('staging_dir')) ?? writer.literal(defaultStaging);
  if (!reader.has('staging_dir'))
    note(
      `staging_dir is not set: packer-dsc takes the temporary folder of the computer that runs Packer for a folder of the guest. The new steps upload to ${defaultStaging}.`,
    );
  const workingDir = withoutSlash(reader.text('working_dir')) ?? staging;
  const manifestFile = reader.text('manifest_file');
  if (!manifestFile) throw new Unconvertible('The step has no manifest_file.');
  const usesMof = reader.has('mof_path');
  const ignoresFailure = reader.flag('ignore_exit_codes');
  if (!ignoresFailure) note(failsNow);

  const uploads: { readonly from: Content; readonly to: Content }[] = [];
  const folders: Content[] = [staging, ...(workingDir === staging ? [] : [workingDir])];
  const uploadFolder = (from: Content, to: Content): Content => {
    folders.push(to);
    uploads.push({ from: withSlash(from), to });
    return to;
  };
  const uploadFile = (from: Content, to: Content): Content => {
    uploads.push({ from, to });
    return to;
  };
  const manifestFolder = tag`${staging}/manifest`;

  const dataFile = reader.text('configuration_file');
  const data =
    dataFile && !usesMof
      ? uploadFile(dataFile, tag`${staging}/${reader.fileName('configuration_file', 'data.psd1')}`)
      : undefined;
  const manifestDir = reader.text('manifest_dir');
  if (manifestDir && !usesMof) uploadFolder(manifestDir, manifestFolder);
  const modulePaths = usesMof
    ? []
    : reader
        .list('module_paths')
        .map((from, index) => uploadFolder(from, tag`${staging}/module-${writer.literal(String(index))}`));
  const resources = reader.list('resource_paths').map((from, index) => {
    const uploaded = uploadFolder(from, tag`${staging}/resource-${writer.literal(String(index))}`);
    return { uploaded, name: reader.baseName(from, 'resource_paths') };
  });
  const mofPath = reader.text('mof_path');
  const mof = mofPath && uploadFolder(mofPath, tag`${staging}/mof`);
  if (!usesMof && !manifestDir) folders.push(manifestFolder);
  const manifest = tag`${manifestFolder}/${reader.fileName('manifest_file', 'manifest.ps1')}`;
  if (!usesMof) uploadFile(manifestFile, manifest);
  else note('With mof_path nothing runs the manifest, so the new steps do not upload it.');

  const todos = todosOf(reader);
  for (const todo of [...todos.prepare, ...todos.apply]) note(todo);
  for (const name of reader.unknownNames([dscOptions, stepOptions]))
    note(`packer-dsc has no option '${name}'; it is left out.`);

  const run = {
    workingDir,
    manifest,
    configuration: usesMof ? writer.literal('') : reader.configurationName(),
    ...(data && { data }),
    params: usesMof ? [] : reader.params(),
    modulePaths,
    resources,
    ...(mof && { mof }),
    ignoresFailure,
  };
  const preparation = {
    folders,
    packageProvider: reader.flag('install_package_management'),
    modules: reader
      .map('install_modules')
      .map(({ name, value }) => ({ name: writer.literal(name), version: value })),
  };

  const chosen = selectionSettings(reader, selection);
  /** What was said of the step as a whole is said of the one that does the work. */
  const ofWork = ['name', 'timeout', 'max_retries', 'continue_on_error'].flatMap((name) =>
    reader.asWritten(name),
  );
  if (reader.has('timeout') || reader.has('max_retries'))
    note(
      'timeout and max_retries are those of the step that applies the configuration now; uploads are not part of it.',
    );
  const text = (content: Content): NewValue => ({ kind: 'text', content });
  const restarts = mayRestart(pipeline, step, usesMof ? undefined : reader.known('manifest_file'));
  const removed = reader.flag('clean_staging_dir');
  /** What has to be done by hand stands above a step, or in its script: JSON has no comments. */
  const powershell = (
    settings: NewStep['settings'],
    lines: Content[],
    byHand: readonly string[],
  ): NewStep => ({
    type: 'powershell',
    comments: dialect === 'hcl2' ? byHand.map((todo) => `${reader.commentMark} TODO: ${todo}`) : [],
    settings: [
      ...chosen,
      ...settings,
      [
        'inline',
        {
          kind: 'lines',
          lines: [
            ...(dialect === 'json' ? byHand.map((todo) => writer.literal(`# TODO: ${todo}`)) : []),
            ...lines,
          ],
        },
      ],
    ],
  });
  // packer-dsc takes both for success.
  const exitCodes = [['valid_exit_codes', { kind: 'written', text: '[0, 2]' }]] as const;
  const apply = (isLast: boolean, byHand: readonly string[]): NewStep =>
    powershell(
      [...ofWork, ...(ignoresFailure ? [] : exitCodes)],
      applyLines(writer, { ...run, ...(removed && isLast && { remove: staging }) }),
      byHand,
    );
  const plain = (type: string, settings: NewStep['settings']): NewStep => ({
    type,
    comments: [],
    settings: [...chosen, ...settings],
  });
  return [
    powershell(reader.asWritten('pause_before'), prepareLines(writer, preparation), todos.prepare),
    ...uploads.map(({ from, to }) =>
      plain('file', [
        ['source', text(from)],
        ['destination', text(to)],
      ]),
    ),
    apply(!restarts, todos.apply),
    ...(restarts
      ? [plain('windows-restart', [['restart_timeout', text(writer.literal('15m'))]]), apply(true, [])]
      : []),
  ];
}

/** What has to be done by hand. */
const todosOf = (reader: DscReader) => ({
  prepare: reader.flag('install_package_management')
    ? [
        'packer-dsc installed PackageManagement for PowerShell 3 and 4; this only installs the NuGet provider. Windows before 10 and Server 2016 needs WMF 5.1 first.',
      ]
    : [],
  apply:
    reader.has('execute_command') || reader.has('execute_command_file')
      ? [
          'packer-dsc ran a command of your own (execute_command); these are the commands that it runs without one. Change them as you need.',
        ]
      : [],
});

function selectionSettings(
  reader: DscReader,
  selection: Selection | undefined,
): (readonly [string, NewValue])[] {
  if (!selection) return [...reader.asWritten('only'), ...reader.asWritten('except')];
  const builds = selection.builds.map((build) => JSON.stringify(build)).join(', ');
  return [[selection.setting, { kind: 'written', text: `[${builds}]` }]];
}

/** Whether DSC may ask for a restart, as far as the manifest tells, and no restart follows the step already. */
function mayRestart(
  { template, baseFolder, files }: Pipeline,
  step: Provisioner,
  manifest: string | undefined,
) {
  const path = hostFile(manifest, [baseFolder, ...candidateFolders(template, files)], files);
  const script = path === undefined ? undefined : files.read(path);
  if (path === undefined || script === undefined) return false;
  const asks = readEffects('powershell', wholeFile(path, script)).some(
    ({ fact }) => fact.kind === 'reboot' && fact.by === 'dsc',
  );
  const followed = template.builds.every(({ provisioners }) => {
    const at = provisioners.findIndex(({ settings }) => settings.location === step.settings.location);
    return at < 0 || provisioners[at + 1]?.type === 'windows-restart';
  });
  return asks && !followed;
}

const withoutSlash = (content: Content | undefined): Content | undefined =>
  content && changed(content, (text) => text.replace(/(?<=[^:])[\\/]+$/, ''));

/** packer-dsc uploads what is in a folder, not the folder. */
const withSlash = (content: Content): Content =>
  changed(content, (text) => (/[\\/]$/.test(text) ? text : `${text}/`));

const changed = ({ written, plain }: Content, change: (text: string) => string): Content => ({
  written: change(written),
  ...(plain !== undefined && { plain: change(plain) }),
});
