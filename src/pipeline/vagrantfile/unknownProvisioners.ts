import { provisionerNames } from './provisionerNames';
import type { Vagrantfile } from './vagrantfile';

/**
 * The names for which none of the machines has a provisioner.
 * @param machines names; all when empty
 * @returns none as far as the Vagrantfile can't be read: it may define them there
 */
export function unknownProvisioners(
  vagrantfile: Vagrantfile,
  machines: readonly string[],
  names: readonly string[],
): string[] {
  const chosen = vagrantfile.machines.filter(
    ({ name }) => !machines.length || name === undefined || machines.includes(name),
  );
  const hidden =
    vagrantfile.hidden.length > 0 ||
    chosen.some((machine) =>
      machine.provisioners.some(({ name, type }) => name === undefined || type === undefined),
    );
  if (hidden || !chosen.length) return [];
  const known = new Set(chosen.flatMap((machine) => provisionerNames(vagrantfile, machine)));
  return names.filter((name) => !known.has(name));
}
