import { runsHere } from '../guest/demand';
import type { Build, Dialect } from '../template/template';
import { setting } from '../value';

/**
 * The folder that a build makes its machine in, as the template says it: relative to where Packer is started, or
 * absolute. Packer refuses to build when it is there already, and with `-force` deletes it first.
 * @returns undefined for builders that make none here, and where it is not known
 */
export function outputFolder(build: Build, dialect: Dialect): string | undefined {
  if (!runsHere(build)) return undefined;
  const given = setting(build.source, 'output_directory');
  const name = packerName(build.name, dialect);
  if (!given || given.kind === 'null' || (given.kind === 'string' && !given.text)) return `output-${name}`;
  if (given.kind !== 'string') return undefined;
  if (!given.partial) return given.text;
  const text = given.text.replace(/\{\{-?\s*(?:build_name|\.BuildName)\s*-?\}\}/g, name);
  return text.includes('{{') || text.includes('${') ? undefined : text;
}

/**
 * Whether a build makes its machine in a folder of which only Packer will know the name: it depends on something that is not
 * read here, as the environment or the time.
 */
export const isOutputUnknown = (build: Build, dialect: Dialect): boolean =>
  runsHere(build) && outputFolder(build, dialect) === undefined;

/** What Packer calls a build to its builder: in HCL2 the name of the source alone, in which no dot can be. */
const packerName = (name: string, dialect: Dialect): string =>
  dialect === 'json' ? name : name.slice(name.lastIndexOf('.') + 1);
