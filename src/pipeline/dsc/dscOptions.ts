import type { Expected } from '../paths/references';
import type { SettingInfo, SettingTable } from '../vagrantfile/settings/settingTable';

/** What an option of a provisioner holds. A map is a block in HCL2. */
export type OptionKind = 'string' | 'number' | 'boolean' | 'list' | 'map';

/** What is known of one option of a provisioner. */
export interface OptionInfo extends SettingInfo {
  readonly kind: OptionKind;
  /** Paths of the computer that runs Packer, with what stands there and which of its files are worth opening. */
  readonly path?: { readonly expected: Expected; readonly opens: RegExp; readonly checked: boolean };
  /** JSON templates do not have it. */
  readonly hcl2Only?: true;
}

export interface OptionTable extends SettingTable {
  readonly settings: Readonly<Record<string, OptionInfo>>;
}

const optionOf =
  (kind: OptionKind, type: string) =>
  (info: Omit<OptionInfo, 'kind' | 'type'>): OptionInfo => ({ kind, type, ...info });

const string = optionOf('string', 'string');
const number = optionOf('number', 'number');
const boolean = optionOf('boolean', 'boolean');
const list = optionOf('list', 'list of strings');
const map = optionOf('map', 'map of names to strings');

const manifests = /\.ps1$/i;
const modules = /\.psd1$/i;

/**
 * The options of the `dsc` provisioner. Source: provisioner/dsc/config.go and Prepare() in provisioner.go of
 * https://github.com/mefellows/packer-dsc (v0.0.4); the fork xoap-io/packer-plugin-dsc has the same.
 * In the order in which they are usually needed.
 */
export const dscOptions: OptionTable = {
  of: 'provisioner "dsc"',
  from: 'packer-dsc',
  page: 'https://github.com/mefellows/packer-dsc#configuration-reference',
  settings: {
    manifest_file: string({
      path: { expected: 'any', opens: manifests, checked: true },
      meaning:
        'The script with the configuration, relative to the folder in which Packer starts. Required with mof_path, too.',
    }),
    configuration_name: string({
      meaning:
        'The configuration to run from the manifest. By default, the name of the file up to its first dot: Web for Web.Server.ps1.',
    }),
    configuration_file: string({
      path: { expected: 'file', opens: /$/, checked: true },
      meaning: 'A .psd1 file with configuration data, passed to the configuration as -ConfigurationData.',
    }),
    configuration_params: map({
      meaning:
        'Parameters of the configuration: names with a dash, mapped to values; an empty value makes a switch. Names with a dash are only possible in JSON, not in HCL2.',
    }),
    module_paths: list({
      path: { expected: 'folder', opens: modules, checked: true },
      meaning: 'Folders with modules to upload, used while the configuration is compiled.',
    }),
    resource_paths: list({
      path: { expected: 'folder', opens: modules, checked: true },
      meaning:
        'Folders, one for each module, to upload to WindowsPowerShell\\Modules in the guest, where they stay.',
    }),
    install_modules: map({
      meaning:
        'Modules to install from the PowerShell Gallery first: names mapped to versions. Not a list, although the README says so.',
    }),
    install_package_management: boolean({
      default: 'false',
      meaning:
        'Whether to install PackageManagement for PowerShell 3 and 4 (a preview of 2015) and the NuGet provider first.',
    }),
    mof_path: string({
      path: { expected: 'folder', opens: /\.mof$/i, checked: false },
      meaning: 'A folder with a compiled configuration, to apply instead of the manifest.',
    }),
    manifest_dir: string({
      path: { expected: 'folder', opens: manifests, checked: true },
      meaning: 'A folder to upload next to the manifest, with files that it loads.',
    }),
    staging_dir: string({
      default: 'packer-dsc-pull in the temporary folder of the host',
      meaning:
        'The folder in the guest to which everything is uploaded. Set it, like C:/Windows/Temp/packer-dsc: the default is a path of the host.',
    }),
    clean_staging_dir: boolean({
      default: 'false',
      meaning: 'Whether to remove the staging folder after a successful run.',
    }),
    working_dir: string({
      default: 'staging_dir',
      meaning: 'The folder in the guest in which the configuration is compiled. It must exist.',
    }),
    ignore_exit_codes: boolean({
      default: 'false',
      meaning: 'Whether the build continues if DSC exits with a code other than 0 or 2.',
    }),
    execute_command: string({
      meaning:
        'A script to run instead of the built-in one, with the fields {{.ManifestFile}}, {{.ConfigurationName}}, {{.ConfigurationParams}}, {{.ConfigurationFilePath}}, {{.ModulePath}}, {{.ManifestDir}}, {{.MofPath}} and {{.WorkingDir}}.',
    }),
    execute_command_file: string({
      path: { expected: 'file', opens: /$/, checked: false },
      meaning: 'A file on the host that contains such a script. Not mentioned in the README.',
    }),
  },
};

/**
 * What Packer itself takes of every provisioner. Sources: template/parse.go of packer-plugin-sdk,
 * hcl2template/types.build.provisioners.go of hashicorp/packer.
 */
export const stepOptions: OptionTable = {
  of: 'provisioner',
  from: 'Packer',
  page: 'https://developer.hashicorp.com/packer/docs/templates/hcl_templates/blocks/build/provisioner',
  settings: {
    only: list({ meaning: 'The only builds in which the step runs.' }),
    except: list({ meaning: 'The builds in which the step does not run.' }),
    pause_before: string({
      unit: 'duration, like 30s',
      meaning: 'How long Packer waits before the step.',
    }),
    timeout: string({
      unit: 'duration, like 1h',
      meaning: 'How long the step may take before Packer stops the build.',
    }),
    max_retries: number({
      default: '0',
      meaning: 'How often the step is retried if it fails.',
    }),
    override: map({ meaning: 'Other values of the options for some builds, by the names of the builds.' }),
    name: string({ hcl2Only: true, meaning: 'The name of the step in the output.' }),
    continue_on_error: boolean({
      default: 'false',
      hcl2Only: true,
      meaning: 'Whether the build continues if the step fails. Only in newer versions of Packer.',
    }),
  },
};

/** The option of a `dsc` step of that name, or one of every step. */
export function optionNamed(name: string): { option: OptionInfo; table: OptionTable } | undefined {
  const table = [dscOptions, stepOptions].find(({ settings }) => Object.hasOwn(settings, name));
  const option = table?.settings[name];
  return table && option && { option, table };
}

/**
 * Names that people write in place of an option: those of the README, of puppet-masterless (whose page it was made
 * of) and of the dsc provisioner of Vagrant. Undefined is for what packer-dsc can't do.
 */
export const mistakenNames: ReadonlyMap<string, string | undefined> = new Map([
  ['clean_staging_directory', 'clean_staging_dir'],
  ['staging_directory', 'staging_dir'],
  ['working_directory', 'working_dir'],
  ['module_path', 'module_paths'],
  ['modules_path', 'module_paths'],
  ['resource_path', 'resource_paths'],
  ['configuration_data_file', 'configuration_file'],
  ['configuration_data', 'configuration_file'],
  ['configuration_parameters', 'configuration_params'],
  ['manifest', 'manifest_file'],
  ['manifests_path', 'manifest_dir'],
  ['manifest_path', 'manifest_dir'],
  ['prevent_sudo', undefined],
  ['extra_arguments', undefined],
]);
