import type { Template } from '../template/template';
import { setting, strings, text } from '../value';
import type { MapValue, StringValue, Value } from '../value';

/** What a template expects to find at a path when Packer starts. */
export type Expected = 'file' | 'folder' | 'any';

/** A path in a template that must exist on the machine that runs Packer. */
export interface Reference {
  readonly value: StringValue;
  readonly expected: Expected;
  /** The setting that holds it, as the user wrote it. */
  readonly setting: string;
}

interface Row {
  /** The type of a builder, provisioner or post-processor. */
  readonly type: RegExp;
  readonly setting: string;
  readonly expected: Expected;
}

/*
 * Which settings are paths that have to exist. Sources: the documentation of each component, and for what is
 * checked at start its Prepare() in hashicorp/packer and the packer-plugin-* repositories.
 */
const scripted = /^(shell|powershell|windows-shell|shell-local)$/;

export const provisionerRows: readonly Row[] = [
  { type: scripted, setting: 'script', expected: 'file' },
  { type: scripted, setting: 'scripts', expected: 'file' },
  { type: /^ansible(-local)?$/, setting: 'playbook_file', expected: 'file' },
  { type: /^puppet-masterless$/, setting: 'manifest_file', expected: 'any' },
];

export const builderRows: readonly Row[] = [
  { type: /^/, setting: 'http_directory', expected: 'folder' },
  { type: /^amazon-/, setting: 'user_data_file', expected: 'file' },
  { type: /^/, setting: 'floppy_files', expected: 'any' },
  { type: /^/, setting: 'floppy_dirs', expected: 'any' },
  { type: /^/, setting: 'cd_files', expected: 'any' },
];

export const postProcessorRows: readonly Row[] = [
  { type: /^vagrant$/, setting: 'vagrantfile_template', expected: 'file' },
  { type: /^shell-local$/, setting: 'script', expected: 'file' },
  { type: /^shell-local$/, setting: 'scripts', expected: 'file' },
];

/** Every path of a template that is fully known, each once, in the order of the template. */
export function references(template: Template): Reference[] {
  const found = new Set<Reference>();
  const seen = new Set<MapValue>();
  const collect = (rows: readonly Row[], type: string, settings: MapValue) => {
    if (seen.has(settings)) return;
    seen.add(settings);
    for (const row of rows) {
      if (!row.type.test(type)) continue;
      const given = setting(settings, row.setting);
      for (const value of strings(given))
        if (!value.partial && value.text && !isSeveral(given, row.setting))
          found.add({ value, expected: row.expected, setting: row.setting });
    }
    const source = type === 'file' && rows === provisionerRows ? uploaded(settings) : undefined;
    if (source) found.add({ value: source, expected: 'any', setting: 'source' });
  };
  for (const build of template.builds) {
    collect(builderRows, build.type, build.source);
    for (const { type, settings } of build.provisioners) collect(provisionerRows, type, settings);
    for (const { type, settings } of build.postProcessors) collect(postProcessorRows, type, settings);
  }
  return [...found];
}

/** Where it expects a list, Packer splits a string at its commas (packer-plugin-sdk template/config/decode.go). */
const isSeveral = (given: Value | undefined, name: string): boolean =>
  given?.kind === 'string' && given.text.includes(',') && /s$/.test(name);

/** The source of a `file` provisioner, unless it is downloaded from the guest or made by the build itself. */
function uploaded(settings: MapValue): StringValue | undefined {
  const direction = text(settings, 'direction')?.text ?? 'upload';
  const generated = setting(settings, 'generated');
  if (direction !== 'upload' || (generated?.kind === 'boolean' && generated.value)) return undefined;
  return text(settings, 'source');
}
