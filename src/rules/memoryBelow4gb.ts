import { isWithoutDesktop } from '../pipeline/guest/windowsEdition';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { runsWindows11Setup, windows11Minimum } from '../pipeline/guest/windowsSetup';
import { memoryOf } from '../pipeline/guest/memory';
import type { Memory } from '../pipeline/guest/memory';
import type { Build } from '../pipeline/template/template';
import type { Location } from '../text/location';
import { formatGigabytes } from '../words/sizes';
import { mergeFixes } from './fixes/mergeFixes';
import type { Rule } from './rule';
import { setMemory } from './fixes/setMemory';

/** Below this Setup itself stops, which memory-below-setup-minimum says. MB. */
const setupMinimum = 800;

type Found = { build: Build; memory: Exclude<Memory, { kind: 'unknown' }> };

export const memoryBelow4gb: Rule = {
  id: 'memory-below-4gb',
  severity: 'warning',
  category: 'memory',
  since: '0.1.0',
  summary: 'A Windows guest has less than 4 GB of memory.',
  fixes: ['unsafe'],
  // 4 GB: Windows Update on Server 2012 R2 fails below it, mwrock/packer-templates#44.
  *check({ template }, { minimumMemory }) {
    const found = template.builds.flatMap((build): Found[] => {
      if (!isWindowsGuest(build)) return [];
      const memory = memoryOf(build);
      if (memory.kind === 'unknown') return [];
      // What Setup itself refuses is said by windows-11-memory-below-4gb.
      if (memory.megabytes < windows11Minimum && runsWindows11Setup(build)) return [];
      // Of a default memory-below-setup-minimum speaks, but where the guest gets by with it.
      if (memory.kind === 'default' && !isWithoutDesktop(build, template)) return [];
      return memory.megabytes < minimumMemory && memory.megabytes > setupMinimum ? [{ build, memory }] : [];
    });
    const [first, ...others] = found;
    if (!first) return;
    // One diagnosis for the template: nearly every public Windows template sets 2048 in each of its builders.
    const names = found.map(
      ({ build, memory }) =>
        `'${build.name}' (${memory.megabytes} MB${memory.kind === 'default' ? `, the default of ${build.type}` : ''})`,
    );
    const fix = mergeFixes(
      found.flatMap(({ build, memory }) => setMemory(template, build, memory, minimumMemory).slice(0, 1)),
    );
    const small = found.every(({ build }) => isWithoutDesktop(build, template));
    yield {
      ...(small && { severity: 'info' as const }),
      message: `Windows guests with less than ${formatGigabytes(minimumMemory)} of memory often fail or hang during Windows Update: ${names.join(', ')}.`,
      location: placeOf(first),
      related: others.map((one) => ({ message: `Memory of '${one.build.name}'.`, location: placeOf(one) })),
      fixes: fix ? [fix] : [],
    };
  },
};

const placeOf = ({ build, memory }: Found): Location =>
  memory.kind === 'set' ? memory.location : build.typeLocation;
