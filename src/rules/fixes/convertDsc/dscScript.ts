import { joined, Unconvertible } from './content';
import type { Content, ContentWriter } from './content';
import { tagOf } from './content';

/** Where things stand in the guest, and what is run: all that the commands are made of. */
export interface DscRun {
  /** In which the configuration is compiled. */
  readonly workingDir: Content;
  readonly manifest: Content;
  readonly configuration: Content;
  readonly data?: Content;
  /** Names with their dash; an empty value is a switch. */
  readonly params: readonly { readonly name: string; readonly value: Content }[];
  readonly modulePaths: readonly Content[];
  /** Modules for all of the guest: the folder in which one was uploaded, and its name. */
  readonly resources: readonly { readonly uploaded: Content; readonly name: string }[];
  /** A folder with a compiled configuration, in place of all that is compiled here. */
  readonly mof?: Content;
  /** The folder that goes in the end. */
  readonly remove?: Content;
  readonly ignoresFailure: boolean;
}

/** A string of PowerShell that is this text; what begins with `$` is filled in, as packer-dsc has it. */
export function quoted(writer: ContentWriter, content: Content): Content {
  const { plain, written } = content;
  if (plain !== undefined)
    return writer.literal(
      plain.includes('$') ? `"${plain.replace(/"/g, '`"')}"` : `'${plain.replace(/'/g, "''")}'`,
    );
  if (written.includes("'"))
    throw new Unconvertible(`'${written}' has a quote in it, which PowerShell would take for its own.`);
  return tagOf(writer)`'${content}'`;
}

/**
 * The commands that compile a configuration and apply it; they do what packer-dsc's own script does, and end with an
 * error where DSC does. Source: Prepare() in provisioner/dsc/provisioner.go of mefellows/packer-dsc.
 */
export function applyLines(writer: ContentWriter, run: DscRun): Content[] {
  const tag = tagOf(writer);
  const quote = (content: Content) => quoted(writer, content);
  const list = (contents: readonly Content[]) => joined(contents.map(quote), writer.literal(', '));
  const stop = run.ignoresFailure ? tag`` : tag` -ErrorAction Stop`;
  const resources = run.resources.flatMap(({ uploaded, name }) => {
    const target = writer.literal(`"$env:ProgramFiles/WindowsPowerShell/Modules/${name}"`);
    return [
      tag`New-Item -ItemType Directory -Force -Path ${target} | Out-Null`,
      tag`Copy-Item -Path ${quote(tag`${uploaded}/*`)} -Destination ${target} -Recurse -Force`,
    ];
  });
  const output = run.mof ?? tag`${run.workingDir}/staging`;
  const lines = [
    ...resources,
    ...(run.mof ? [] : compileLines()),
    tag`Start-DscConfiguration -Path ${quote(output)} -Force -Wait -Verbose${stop}`,
    ...(run.remove
      ? // Nobody can remove the folder in which a shell stands.
        [tag`Set-Location -Path $env:SystemRoot`, tag`Remove-Item -Path ${quote(run.remove)} -Recurse -Force`]
      : []),
  ];
  return run.ignoresFailure
    ? [
        tag`try {`,
        ...lines.map((line) => tag`  ${line}`),
        tag`} catch {`,
        tag`  Write-Warning "DSC failed, and the build goes on: $_"`,
        tag`}`,
        tag`exit 0`,
      ]
    : [tag`$ErrorActionPreference = 'Stop'`, ...lines];

  function compileLines(): Content[] {
    const { modulePaths, data } = run;
    const path = joined(modulePaths, writer.literal(';'));
    const bare = /^[A-Za-z_][\w-]*$/.test(run.configuration.plain ?? '');
    const call = bare ? run.configuration : tag`& ${quote(run.configuration)}`;
    const params = run.params.map(({ name, value }) => {
      if (value.plain === '') return tag` ${writer.literal(name)}`;
      const text = value.plain === undefined ? value : writer.literal(value.plain.replace(/"/g, '`"'));
      return tag` ${writer.literal(name)} "${text}"`;
    });
    return [
      ...(modulePaths.length
        ? [
            tag`Get-ChildItem -Path ${list(modulePaths)} -Recurse -File | Unblock-File`,
            tag`$env:PSModulePath = ${quote(tag`${path};`)} + $env:PSModulePath`,
          ]
        : []),
      tag`. ${quote(run.manifest)}`,
      tag`Set-Location -Path ${quote(run.workingDir)}`,
      ...(data ? [tag`$data = Invoke-Expression (Get-Content -Path ${quote(data)} -Raw)`] : []),
      tag`${call} -OutputPath ${quote(output)}${joined(params)}${data ? tag` -ConfigurationData $data` : tag``}`,
    ];
  }
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
