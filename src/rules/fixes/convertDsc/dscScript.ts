import { joined, Unconvertible } from './content';
import type { Content, ContentWriter } from './content';
import { tagOf } from './content';

/** Where things stand in the guest, and what is run: all that the commands are made of. */
export interface DscRun {
  /** A configuration that is compiled there, or a folder with one that is. */
  readonly apply: CompiledConfiguration | { readonly mof: Content };
  /** Modules for all of the guest: the folder in which one was uploaded, and its name. */
  readonly resources: readonly { readonly uploaded: Content; readonly name: string }[];
  readonly ignoresFailure: boolean;
}

interface CompiledConfiguration {
  /** In which it is compiled. */
  readonly workingDir: Content;
  readonly manifest: Content;
  readonly configuration: Content;
  /** A file with configuration data. */
  readonly data?: Content;
  /** Names with their dash; an empty value is a switch. */
  readonly params: readonly { readonly name: string; readonly value: Content }[];
  readonly modulePaths: readonly Content[];
}

/** A string of PowerShell that is this text; what begins with `$` is filled in, as packer-dsc has it. */
function quoted(writer: ContentWriter, content: Content): Content {
  const { plain, written } = content;
  if (plain !== undefined)
    return writer.literal(
      plain.includes('$') ? `"${plain.replace(/"/g, '`"')}"` : `'${plain.replace(/'/g, "''")}'`,
    );
  if (written.includes("'"))
    throw new Unconvertible(`'${written}' contains a quote, which would end the string in PowerShell.`);
  return tagOf(writer)`'${content}'`;
}

/**
 * The commands that compile a configuration and apply it; they do what packer-dsc's own script does, and end with an
 * error where DSC does. Source: Prepare() in provisioner/dsc/provisioner.go of mefellows/packer-dsc.
 * @param remove a folder that goes in the end
 */
export function applyLines(
  writer: ContentWriter,
  { apply, resources, ignoresFailure }: DscRun,
  remove: Content | undefined,
): Content[] {
  const tag = tagOf(writer);
  const quote = (content: Content) => quoted(writer, content);
  const output = 'mof' in apply ? apply.mof : tag`${apply.workingDir}/staging`;
  const stop = ignoresFailure ? tag`` : tag` -ErrorAction Stop`;
  const lines = [
    ...resources.flatMap(({ uploaded, name }) => {
      const target = writer.literal(`"$env:ProgramFiles/WindowsPowerShell/Modules/${name}"`);
      return [
        tag`New-Item -ItemType Directory -Force -Path ${target} | Out-Null`,
        tag`Copy-Item -Path ${quote(tag`${uploaded}/*`)} -Destination ${target} -Recurse -Force`,
      ];
    }),
    ...('mof' in apply ? [] : compileLines(writer, apply, output)),
    tag`Start-DscConfiguration -Path ${quote(output)} -Force -Wait -Verbose${stop}`,
    // Nobody can remove the folder in which a shell stands.
    ...(remove
      ? [tag`Set-Location -Path $env:SystemRoot`, tag`Remove-Item -Path ${quote(remove)} -Recurse -Force`]
      : []),
  ];
  return ignoresFailure
    ? [
        tag`try {`,
        ...lines.map((line) => tag`  ${line}`),
        tag`} catch {`,
        tag`  Write-Warning "DSC failed, but the build continues: $_"`,
        tag`}`,
        tag`exit 0`,
      ]
    : [tag`$ErrorActionPreference = 'Stop'`, ...lines];
}

function compileLines(
  writer: ContentWriter,
  { workingDir, manifest, configuration, data, params, modulePaths }: CompiledConfiguration,
  output: Content,
): Content[] {
  const tag = tagOf(writer);
  const quote = (content: Content) => quoted(writer, content);
  const modules = joined(modulePaths.map(quote), writer.literal(', '));
  const path = joined(modulePaths, writer.literal(';'));
  const isBare = /^[A-Za-z_][\w-]*$/.test(configuration.plain ?? '');
  const call = isBare ? configuration : tag`& ${quote(configuration)}`;
  const given = params.map(({ name, value }) => {
    if (value.plain === '') return tag` ${writer.literal(name)}`;
    const text = value.plain === undefined ? value : writer.literal(value.plain.replace(/"/g, '`"'));
    return tag` ${writer.literal(name)} "${text}"`;
  });
  return [
    ...(modulePaths.length
      ? [
          tag`Get-ChildItem -Path ${modules} -Recurse -File | Unblock-File`,
          tag`$env:PSModulePath = ${quote(tag`${path};`)} + $env:PSModulePath`,
        ]
      : []),
    tag`. ${quote(manifest)}`,
    tag`Set-Location -Path ${quote(workingDir)}`,
    ...(data ? [tag`$data = Invoke-Expression (Get-Content -Path ${quote(data)} -Raw)`] : []),
    tag`${call} -OutputPath ${quote(output)}${joined(given)}${data ? tag` -ConfigurationData $data` : tag``}`,
  ];
}

/** What has to be there before anything is uploaded. */
export interface DscPreparation {
  readonly folders: readonly Content[];
  readonly packageProvider: boolean;
  readonly modules: readonly { readonly name: Content; readonly version: Content }[];
}

export function prepareLines(
  writer: ContentWriter,
  { folders, packageProvider, modules }: DscPreparation,
): Content[] {
  const tag = tagOf(writer);
  const quote = (content: Content) => quoted(writer, content);
  const all = joined(folders.map(quote), writer.literal(', '));
  return [
    tag`$ErrorActionPreference = 'Stop'`,
    tag`New-Item -ItemType Directory -Force -Path ${all} | Out-Null`,
    // The gallery refuses what older versions of Windows begin with.
    ...(packageProvider || modules.length
      ? [
          tag`[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12`,
        ]
      : []),
    ...(packageProvider
      ? [tag`Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force | Out-Null`]
      : []),
    ...modules.map(({ name, version }) =>
      version.plain === ''
        ? tag`Install-Module -Name ${quote(name)} -Force -AllowClobber`
        : tag`Install-Module -Name ${quote(name)} -RequiredVersion ${quote(version)} -Force -AllowClobber`,
    ),
  ];
}
