import type { Build } from '../pipeline/template/template';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import { isWithoutDesktop } from '../pipeline/guest/windowsEdition';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { runsSetup, runsWindows11Setup } from '../pipeline/guest/windowsSetup';
import { memoryOf } from '../pipeline/guest/memory';
import type { Rule } from './rule';
import { setMemory } from './fixes/setMemory';

/** Windows Setup in a virtual machine fails with 512 MB and needs more than 800 MB (Microsoft's hardware requirements; KB2901152). */
const minimum = 800;

/** Windows Server 2008 and 2008 R2 get by with 512 MB (https://blogs.technet.microsoft.com/josebda/2007/07/24/how-low-can-windows-server-2008-beta-3-go/). */
const getsByWithLess = (build: Build): boolean =>
  windowsReleaseOf(build)?.version.startsWith('2008') === true;

export const memoryBelowSetupMinimum: Rule = {
  id: 'memory-below-setup-minimum',
  severity: 'error',
  category: 'memory',
  since: '0.1.0',
  summary: 'A guest has too little memory for Windows Setup.',
  fixes: ['unsafe'],
  *check({ template }) {
    for (const build of template.builds) {
      if (!runsSetup(build) || !isWindowsGuest(build) || getsByWithLess(build)) continue;
      const memory = memoryOf(build);
      if (memory.kind === 'set' && memory.megabytes <= minimum)
        yield {
          message: `Windows Setup stops unless it has more than ${minimum} MB of memory; '${build.name}' has ${memory.megabytes} MB.`,
          location: memory.location,
          fixes: setMemory(template, build, memory),
        };
      // Of more than the minimum, windows-11-memory-below-4gb says for Windows 11 what there is to say.
      const enough =
        memory.kind === 'default' &&
        memory.megabytes > minimum &&
        (isWithoutDesktop(build, template) || runsWindows11Setup(build));
      if (memory.kind === 'default' && memory.megabytes <= 1024 && !enough)
        yield {
          ...(memory.megabytes > minimum && { severity: 'warning' as const }),
          message: `${memory.setting} is not set, so '${build.name}' has ${memory.megabytes} MB, the default of ${build.type}. ${
            memory.megabytes > minimum
              ? 'Windows Setup may stop for lack of memory.'
              : 'Windows Setup stops with so little memory.'
          }`,
          location: build.typeLocation,
          fixes: setMemory(template, build, memory),
        };
    }
  },
};
