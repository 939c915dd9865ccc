import { memoryOf } from '../pipeline/guest/memory';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { runsWindows11Setup, windows11Minimum } from '../pipeline/guest/windowsSetup';
import { setMemory } from './fixes/setMemory';
import type { Timeline } from '../pipeline/timeline/timeline';
import type { Rule } from './rule';
import { isUnknown } from './timelineQueries';

/** Up to this Setup of every Windows stops, which memory-below-setup-minimum says. MB. */
const setupMinimum = 800;

export const windows11MemoryBelow4gb: Rule = {
  id: 'windows-11-memory-below-4gb',
  severity: 'error',
  category: 'memory',
  since: '0.1.0',
  summary: 'A guest has less memory than Windows 11 Setup requires.',
  fixes: ['unsafe'],
  // The check, and LabConfig which turns it off: AsahiLinux/docs#206, hashicorp/packer-plugin-virtualbox#73.
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const { build, events } = timeline;
      const memory = memoryOf(build);
      if (memory.kind === 'unknown' || !isWindowsGuest(build) || !runsWindows11Setup(build)) continue;
      const { megabytes } = memory;
      if (megabytes >= windows11Minimum || megabytes <= setupMinimum) continue;
      const skipped = events.find(
        (event) => event.kind === 'effect' && event.effect.fact.kind === 'skipsMemoryCheck',
      );
      const isRead = isSetupRead(timeline);
      yield {
        ...((skipped || !isRead) && { severity: 'warning' as const }),
        builds: [build],
        message: `'${build.name}' has ${megabytes} MB of memory, but Windows 11 requires ${windows11Minimum} MB. ${
          skipped
            ? 'BypassRAMCheck skips the check of Setup; Windows Update may still fail for lack of memory.'
            : `Setup stops and reports that this PC cannot run it${isRead ? '' : ', unless something that cannot be read here turns off the check'}.`
        }`,
        location: memory.kind === 'set' ? memory.location : build.typeLocation,
        ...(skipped?.kind === 'effect' && {
          related: [{ message: 'The check is turned off here.', location: skipped.effect.location }],
        }),
        fixes: setMemory(template, build, memory, windows11Minimum),
      };
    }
  },
};

/** Whether the answer file and its scripts are known, or that there is none: only they turn the check off. */
function isSetupRead(timeline: Timeline): boolean {
  const { floppy, cds, otherCds } = timeline.media;
  if (timeline.answerFile)
    return !timeline.events.some((event) => event.step.phase === 'windowsPE' && isUnknown(event));
  return !otherCds && [floppy, ...cds].every(({ tree }) => tree.complete);
}
