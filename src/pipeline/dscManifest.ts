import { parseScript } from '../syntax/script/parseScript';
import type { Script } from '../syntax/script/tree';
import { memoizeByText } from '../text/memoizeByText';
import type { Span } from '../text/span';
import { contains } from '../text/span';
import { setting, text } from './value';
import type { MapValue } from './value';

/** What rules ask of a script that holds DSC configurations. */
export interface DscManifest {
  /** The names of its configurations, as written. */
  readonly configurations: readonly string[];
  /** Whether it may define others too, in files that it loads. */
  readonly loadsMore: boolean;
  /** The nodes that a stretch of it is for; undefined where it names none, or a variable. */
  nodeAt(span: Span): string | undefined;
  /** Where a configuration of that name begins. PowerShell does not tell capitals apart. */
  placeOf(name: string): Span | undefined;
}

const parse = memoizeByText((source) => parseScript('powershell', source), 50);

export function readDscManifest(source: string): DscManifest {
  const script = parse(source);
  const contexts = [...script.commands, ...script.assignments].flatMap(({ context }) => context);
  const own = new Set(contexts.filter(({ kind }) => kind === 'configuration'));
  const names = [...own].map(({ name }) => name);
  return {
    configurations: [...new Set(names.filter((name) => name !== undefined))],
    loadsMore: names.includes(undefined) || script.commands.some(loads),
    nodeAt: (span) =>
      contexts.findLast(({ kind, span: outer }) => kind === 'node' && contains(outer, span))?.name,
    placeOf: (wanted) => [...own].find(({ name }) => name?.toLowerCase() === wanted.toLowerCase())?.span,
  };
}

/** Whether a command may bring configurations with it: a dot-sourced file, a module, a text that is run. */
const loads = ({ invocation, name, context }: Script['commands'][number]): boolean =>
  !context.some(({ kind }) => kind === 'configuration') &&
  (invocation === '.' || /^(?:import-module|ipmo|invoke-expression|iex)$/i.test(name.value ?? 'iex'));

/** Which configuration of its manifest a `dsc` step runs. */
export interface ChosenConfiguration {
  readonly name: string;
  readonly manifest: string;
}

/**
 * The configuration that packer-dsc runs: the named one, or the manifest's file name up to its first dot.
 * Source: https://github.com/mefellows/packer-dsc/blob/master/provisioner/dsc/provisioner.go, Prepare().
 * Undefined where it is not known, and where the step runs something else: compiled files, or a command of its own.
 */
export function chosenConfiguration(settings: MapValue): ChosenConfiguration | undefined {
  const others = ['mof_path', 'execute_command', 'execute_command_file'];
  const manifest = text(settings, 'manifest_file')?.text;
  if (!manifest || others.some((name) => isSet(settings, name))) return undefined;
  if (isSet(settings, 'configuration_name')) {
    const name = text(settings, 'configuration_name')?.text;
    return name === undefined ? undefined : { name, manifest };
  }
  const [name = ''] = manifest.replace(/^.*[\\/]/, '').split('.');
  return name ? { name, manifest } : undefined;
}

/** Packer takes an empty text for an unset one. */
export function isSet(settings: MapValue, name: string): boolean {
  const value = setting(settings, name);
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.text === '');
}
