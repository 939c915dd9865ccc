import { isWithoutDesktop } from '../pipeline/guest/windowsEdition';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { memoryOf } from '../pipeline/guest/memory';
import type { Build } from '../pipeline/template/template';
import { isTrue, setting } from '../pipeline/value';
import type { Rule } from './rule';
import { setMemory } from './fixes/setMemory';

/** Windows Setup in a virtual machine fails with 512 MB and needs more than 800 MB (Microsoft's hardware requirements; KB2901152). */
const minimum = 800;

/** Whether the guest boots Windows Setup; other builders, and qemu with a disk image, start an installed system. */
const installs = ({ type, source }: Build): boolean =>
  type === 'qemu' ? !isTrue(setting(source, 'disk_image')) : type.endsWith('-iso');

export const memoryBelowSetupMinimum: Rule = {
  id: 'memory-below-setup-minimum',
  severity: 'error',
  summary: 'A Windows machine gets too little memory for Windows Setup to finish.',
  fixable: true,
  *check({ template }) {
    for (const build of template.builds) {
      if (!installs(build) || !isWindowsGuest(build)) continue;
      const memory = memoryOf(build);
      if (memory.kind === 'set' && memory.megabytes <= minimum)
        yield {
          message: `Windows Setup needs more than ${minimum} MB of memory and stops with less; '${build.name}' gets ${memory.megabytes} MB.`,
          location: memory.location,
          fixes: setMemory(template, build, memory),
        };
      const enough =
        memory.kind === 'default' && memory.megabytes > minimum && isWithoutDesktop(build, template);
      if (memory.kind === 'default' && memory.megabytes <= 1024 && !enough)
        yield {
          ...(memory.megabytes > minimum && { severity: 'warning' as const }),
          message: `No ${memory.setting} is set, so '${build.name}' gets the ${memory.megabytes} MB that ${build.type} takes by default. ${
            memory.megabytes > minimum
              ? 'Windows Setup may stop for want of memory.'
              : 'Windows Setup stops with so little.'
          }`,
          location: build.typeLocation,
          fixes: setMemory(template, build, memory),
        };
    }
  },
};
