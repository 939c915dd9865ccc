import type { Build, Template } from '../../../pipeline/template/template';
import { setting, text } from '../../../pipeline/value';
import type { RunRecord } from '../runs/runRecord';

/** Whether a machine's name is one that a template or its last run gave. */
export type IsNamed = (name: string) => boolean;

/** The builders that make a VirtualBox machine of their own; `virtualbox-vm` works in one of the user's. */
const makers = /^virtualbox-(iso|ovf)$/;

/**
 * What the machines of a template's builds are called: as `vm_name` says, else `packer-BUILD-TIME` with the second in
 * which Packer started, which only a run tells. Source: hashicorp/packer-plugin-virtualbox builder/virtualbox.
 * @param last the last run of the template
 */
export function machineNames(template: Template, last: RunRecord | undefined): IsNamed {
  const makes = template.builds.filter(({ type }) => makers.test(type));
  const checks = makes.map((build) => nameCheck(build, template, last));
  return (name) => checks.some((isNamed) => isNamed(name));
}

function nameCheck({ name, source }: Build, template: Template, last: RunRecord | undefined): IsNamed {
  const given = text(source, 'vm_name');
  if (given?.text) return (machine) => machine === given.text;
  if (!last || setting(source, 'vm_name')) return () => false;
  const build = template.dialect === 'json' ? name : name.slice(name.lastIndexOf('.') + 1);
  const [from, to] = [Math.floor(last.began / 1000), Math.ceil((last.ended ?? Date.now()) / 1000)];
  return (machine) => {
    if (!machine.startsWith(`packer-${build}-`)) return false;
    const time = machine.slice(`packer-${build}-`.length);
    return /^\d{10}$/.test(time) && Number(time) >= from && Number(time) <= to;
  };
}
