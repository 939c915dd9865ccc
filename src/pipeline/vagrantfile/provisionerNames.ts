import type { Machine, Vagrantfile } from './vagrantfile';

/**
 * The names that `vagrant provision --provision-with` takes, for one machine or all of them, each once and in the
 * order of the file: of every provisioner its type and its own name. One with `run: "never"` answers to its own name
 * alone, and not at all without one (Vagrant's action/builtin/provision.rb).
 */
export function provisionerNames(vagrantfile: Vagrantfile, machine?: Machine): string[] {
  const machines = machine ? [machine] : vagrantfile.machines;
  const names = new Set<string>();
  for (const { provisioners } of machines)
    for (const { name, named, type, run } of provisioners) {
      if (named && name !== undefined) names.add(name);
      if (run !== 'never' && type !== undefined) names.add(type);
    }
  return [...names];
}
