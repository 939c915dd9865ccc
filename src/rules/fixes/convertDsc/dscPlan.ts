import { dscOptions, stepOptions } from '../../../pipeline/dsc/dscOptions';
import { tagOf, Unconvertible } from './content';
import type { Content, ContentWriter } from './content';
import type { DscReader } from './dscReader';
import type { DscPreparation, DscRun } from './dscScript';
import { withoutEndSlashes } from '../../../text/edges';

/** What core provisioners have to do in place of a `dsc` step. */
export interface DscPlan {
  readonly preparation: DscPreparation;
  /** What is uploaded, in order. */
  readonly uploads: readonly { readonly from: Content; readonly to: Content }[];
  readonly run: DscRun;
  /** The folder in the guest that goes in the end. */
  readonly remove: Content | undefined;
  /** What is left to do by hand, in the step that prepares and in the one that applies. */
  readonly todos: { readonly prepare: readonly string[]; readonly apply: readonly string[] };
}

const defaultStaging = 'C:/Windows/Temp/packer-dsc';

/**
 * Reads what a `dsc` step does, with the folders in the guest that packer-dsc uses. Source: Provision() in
 * provisioner/dsc/provisioner.go of https://github.com/mefellows/packer-dsc.
 * @param note is told what is not quite the same
 * @throws Unconvertible
 */
export function dscPlan(reader: DscReader, writer: ContentWriter, note: (text: string) => void): DscPlan {
  const tag = tagOf(writer);
  const staging = withoutSlash(reader.text('staging_dir')) ?? writer.literal(defaultStaging);
  const workingDir = withoutSlash(reader.text('working_dir')) ?? staging;
  const folders: Content[] = workingDir === staging ? [staging] : [staging, workingDir];
  const uploads: { from: Content; to: Content }[] = [];
  const upload = (from: Content, to: Content): Content => {
    uploads.push({ from, to });
    return to;
  };
  const uploadFolder = (from: Content, to: Content): Content => {
    folders.push(to);
    return upload(withSlash(from), to);
  };
  const uploadFolders = (name: string, prefix: string) =>
    reader.list(name).map((from, index) => ({
      from,
      to: uploadFolder(from, tag`${staging}/${writer.literal(`${prefix}-${index}`)}`),
    }));

  const manifestFile = reader.text('manifest_file');
  if (!manifestFile) throw new Unconvertible('The step has no manifest_file.');
  const todos = todosOf(reader);
  const ignoresFailure = reader.flag('ignore_exit_codes');
  noteChanges(reader, ignoresFailure, [...todos.prepare, ...todos.apply], note);

  const mofPath = reader.text('mof_path');
  const apply = mofPath ? { mof: uploadFolder(mofPath, tag`${staging}/mof`) } : compiled(manifestFile);
  const resources = uploadFolders('resource_paths', 'resource').map(({ from, to }) => ({
    uploaded: to,
    name: reader.baseName(from, 'resource_paths'),
  }));
  return {
    preparation: {
      folders,
      packageProvider: reader.flag('install_package_management'),
      modules: reader
        .map('install_modules')
        .map(({ name, value }) => ({ name: writer.literal(name), version: value })),
    },
    uploads,
    run: { apply, resources, ignoresFailure },
    remove: reader.flag('clean_staging_dir') ? staging : undefined,
    todos,
  };

  /** The manifest comes last: it counts where its folder has another one of that name. */
  function compiled(from: Content): DscRun['apply'] {
    const manifests = tag`${staging}/manifest`;
    const dataFile = reader.text('configuration_file');
    const data =
      dataFile && upload(dataFile, tag`${staging}/${reader.fileName('configuration_file', 'data.psd1')}`);
    const modulePaths = uploadFolders('module_paths', 'module').map(({ to }) => to);
    const manifestDir = reader.text('manifest_dir');
    if (manifestDir) uploadFolder(manifestDir, manifests);
    else folders.push(manifests);
    return {
      workingDir,
      manifest: upload(from, tag`${manifests}/${reader.fileName('manifest_file', 'manifest.ps1')}`),
      configuration: reader.configurationName(),
      ...(data && { data }),
      params: reader.params(),
      modulePaths,
    };
  }
}

const todosOf = (reader: DscReader): DscPlan['todos'] => ({
  prepare: reader.flag('install_package_management')
    ? [
        'packer-dsc installed PackageManagement for PowerShell 3 and 4; this only installs the NuGet provider. Windows versions before 10 and Server 2016 need WMF 5.1 first.',
      ]
    : [],
  apply:
    reader.has('execute_command') || reader.has('execute_command_file')
      ? [
          'packer-dsc ran your own command (execute_command); these are its default commands. Change them as needed.',
        ]
      : [],
});

/** Tells what is not as it was. */
function noteChanges(
  reader: DscReader,
  ignoresFailure: boolean,
  todos: readonly string[],
  note: (text: string) => void,
): void {
  for (const todo of todos) note(todo);
  if (!reader.has('staging_dir'))
    note(
      `staging_dir is not set: packer-dsc uses the path of the host's temporary folder in the guest. The new steps upload to ${defaultStaging}.`,
    );
  if (!ignoresFailure)
    note('packer-dsc often does not notice that DSC has failed; the new steps then end the build.');
  if (reader.has('mof_path'))
    note('With mof_path, nothing runs the manifest, so the new steps do not upload it.');
  for (const name of reader.unknownNames([dscOptions, stepOptions]))
    note(`packer-dsc has no option '${name}'; it is left out.`);
  if (reader.has('timeout') || reader.has('max_retries'))
    note(
      'timeout and max_retries now belong to the step that applies the configuration; they no longer include uploads.',
    );
}

const withoutSlash = (content: Content | undefined): Content | undefined =>
  content && changed(content, withoutSlashes);

/** The root of a system or drive keeps its own. */
function withoutSlashes(path: string): string {
  const shorter = withoutEndSlashes(path);
  return shorter && !shorter.endsWith(':') ? shorter : path.slice(0, shorter.length + 1);
}

/** packer-dsc uploads what is in a folder, not the folder. */
const withSlash = (content: Content): Content =>
  changed(content, (text) => (/[\\/]$/.test(text) ? text : `${text}/`));

const changed = ({ written, plain }: Content, change: (text: string) => string): Content => ({
  written: change(written),
  ...(plain !== undefined && { plain: change(plain) }),
});
