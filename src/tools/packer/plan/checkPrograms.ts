import path from 'node:path';
import { setting } from '../../../pipeline/value';
import type { MapValue } from '../../../pipeline/value';
import type { Build } from '../../../pipeline/template/template';
import { builderPrograms } from './builderPrograms';
import type { BuilderProgram } from './builderPrograms';
import { credentialRows } from './credentials';
import type { CredentialRow, Surroundings } from './credentials';

/** The computer on which Packer would run. */
export interface Host extends Surroundings {
  readonly platform: NodeJS.Platform;
  /** Whether a program is on PATH, or where its installer puts it. */
  has(program: string): boolean;
}

/** Something that builders need and that is not on this computer. */
export type Lacking =
  | {
      readonly kind: 'program';
      readonly program: string;
      /** False where the plugin may find it in places that are not looked at here. */
      readonly certain: boolean;
      readonly builds: readonly Build[];
    }
  /** Hyper-V is a part of Windows. */
  | { readonly kind: 'hyperV'; readonly why: 'system' | 'module'; readonly builds: readonly Build[] }
  | { readonly kind: 'credentials'; readonly of: CredentialRow['of']; readonly builds: readonly Build[] };

/** What some builds need and this computer lacks. Of credentials only their presence is looked at. */
export function checkPrograms(builds: readonly Build[], host: Host): Lacking[] {
  return [
    ...missingPrograms(builds, host),
    ...withoutHyperV(builds, host),
    ...withoutCredentials(builds, host),
  ];
}

function missingPrograms(builds: readonly Build[], host: Host): Lacking[] {
  const found = new Map<string, { readonly certain: boolean; readonly builds: Build[] }>();
  for (const build of builds)
    for (const row of builderPrograms) {
      const program = programOf(row, build);
      if (program === undefined || host.has(program)) continue;
      // On Windows what is found is told by its ending, of which there may be others than those of programs.
      const certain = host.platform !== 'win32' && !row.foundElsewhere?.includes(host.platform);
      const known = found.get(program) ?? { certain, builds: [] };
      known.builds.push(build);
      found.set(program, known);
    }
  return [...found].map(([program, rest]) => ({ kind: 'program', program, ...rest }));
}

/** Undefined where the build needs none of a row, or that is not known. */
function programOf(row: BuilderProgram, { type, source }: Build): string | undefined {
  if (!row.builders.test(type) || row.unless?.(source) || isUnread(source)) return undefined;
  const given = row.setting === undefined ? undefined : setting(source, row.setting);
  if (!given || given.kind === 'null') return row.program;
  if (given.kind !== 'string' || given.partial) return undefined;
  // A path is the user's own; on Windows it may leave out its ending.
  return /[\\/]/.test(given.text) || path.isAbsolute(given.text) ? undefined : given.text || row.program;
}

/** Something in it could not be read, and may be the very setting that says otherwise. */
const isUnread = (source: MapValue): boolean => source.incomplete === true;

function withoutHyperV(all: readonly Build[], host: Host): Lacking[] {
  const builds = all.filter(({ type }) => type.startsWith('hyperv-'));
  if (!builds.length) return [];
  if (host.platform !== 'win32') return [{ kind: 'hyperV', why: 'system', builds }];
  const { SystemRoot = 'C:\\Windows' } = host.env;
  const module = path.win32.join(SystemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'Modules', 'Hyper-V');
  return host.exists(module) ? [] : [{ kind: 'hyperV', why: 'module', builds }];
}

function withoutCredentials(all: readonly Build[], host: Host): Lacking[] {
  return credentialRows.flatMap((row): Lacking[] => {
    const builds = all.filter(
      ({ type, source }) =>
        row.builders.test(type) && !isUnread(source) && row.needed(source) && !isGiven(row, source, host),
    );
    return builds.length ? [{ kind: 'credentials', of: row.of, builds }] : [];
  });
}

const isGiven = ({ settings, variables, files }: CredentialRow, source: MapValue, host: Host): boolean =>
  settings.some((name) => setting(source, name) !== undefined) ||
  variables.some((name) => host.env[name]) ||
  files(host).some((file) => host.exists(file));
