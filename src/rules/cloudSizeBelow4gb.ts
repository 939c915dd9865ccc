import { cloudMemoryOf } from '../pipeline/guest/cloudMemory';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { isWithoutDesktop } from '../pipeline/guest/windowsEdition';
import { text } from '../pipeline/value';
import { formatGigabytes } from '../words/sizes';
import { largerSize } from './fixes/largerSize';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';

export const cloudSizeBelow4gb: Rule = {
  id: 'cloud-size-below-4gb',
  severity: 'warning',
  category: 'memory',
  since: '0.1.0',
  summary: 'A Windows guest in the cloud has less than 4 GB of memory.',
  fixes: ['unsafe'],
  // The same limit as for machines of one's own; t2.micro in hashicorp/packer#4654.
  *check({ template }, { minimumMemory }) {
    for (const build of template.builds) {
      const memory = cloudMemoryOf(build);
      if (memory.kind === 'unknown' || memory.megabytes >= minimumMemory || !isWindowsGuest(build)) continue;
      const written = text(build.source, memory.setting)?.text;
      const size = largerSize(build.type, written, minimumMemory);
      const has = `${formatGigabytes(memory.megabytes)} of memory`;
      yield {
        ...(isWithoutDesktop(build, template) && { severity: 'info' as const }),
        builds: [build],
        ofBuilder: true,
        message: `${
          memory.kind === 'set'
            ? `'${written}' has ${has}`
            : `${memory.setting} is not set, and the default size of ${build.type} has ${has}`
        }. Windows guests with less than ${formatGigabytes(minimumMemory)} often fail or hang during Windows Update.`,
        location: memory.kind === 'set' ? memory.location : build.typeLocation,
        fixes: size
          ? setSetting(template, build, memory.setting, size, `Set ${memory.setting} to ${size}`)
          : [],
      };
    }
  },
};
