import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { runsSetup } from '../pipeline/guest/windowsSetup';
import type { Build } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { listOf, setting, strings } from '../pipeline/value';
import type { Location } from '../text/location';
import type { Rule } from './rule';

/** What sysprep and setup.exe take, and what Windows Setup does not look for in its first pass. */
const otherName = /^unattend\.xml$/i;

export const answerFileName: Rule = {
  id: 'answer-file-name',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'The answer file has a name that Windows Setup does not look for.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      if (!runsSetup(build) || !isWindowsGuest(build) || mayHaveAnother(timeline) || isTyped(build)) continue;
      const location = placeOf(build);
      if (location)
        yield {
          builds: [build],
          ofBuilder: true,
          message:
            "Windows Setup looks for 'Autounattend.xml' at the root of a medium, not for 'unattend.xml', and waits for input without it. Rename the file.",
          location,
        };
    }
  },
};

/** Whether there is a file of the right name, or may be one on a medium that is not fully known. */
const mayHaveAnother = ({ media }: Timeline): boolean =>
  media.otherCds ||
  [media.floppy, ...media.cds].some(
    ({ tree }) => !tree.complete || [...tree.files.keys()].some((path) => path.endsWith('autounattend.xml')),
  );

/** `setup.exe /unattend:a:\unattend.xml`, typed at the boot. */
const isTyped = ({ source }: Build): boolean =>
  listOf(setting(source, 'boot_command')).some(
    (item) => item.kind !== 'string' || item.partial || /unattend/i.test(item.text),
  );

/** Where the file is put onto its medium; of several the first. */
function placeOf({ source }: Build): Location | undefined {
  const listed = ['floppy_files', 'cd_files'].flatMap((name) => strings(setting(source, name)));
  const named = listed.find(({ text }) => otherName.test(text.replace(/^.*[\\/]/s, '')));
  if (named) return named.location;
  for (const name of ['floppy_content', 'cd_content'])
    for (const content of listOf(setting(source, name))) {
      const entry =
        content.kind === 'map' ? content.entries.find((one) => otherName.test(one.name)) : undefined;
      if (entry) return entry.nameLocation;
    }
  return undefined;
}
