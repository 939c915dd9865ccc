import type { InstallerDeed } from '../../../syntax/seeds/installerDeeds';
import { foreignScript } from '../unread';
import type { Step } from '../timeline';
import { innerScript, step } from './reading';
import type { Reading } from './reading';

/** What an installer does whose answers are read as deeds; undefined where they can't be read. */
export const deedSteps = (
  parse: (text: string) => readonly InstallerDeed[] | undefined,
): ((reading: Reading) => Step[]) => {
  return (reading) =>
    parse(reading.text.text)?.map((deed) => deedStep(reading, deed)) ?? [
      step(reading, `${reading.seed.name} (not read)`, { start: 0, end: 0 }),
    ];
};

function deedStep(reading: Reading, deed: InstallerDeed): Step {
  switch (deed.kind) {
    case 'account':
      return step(reading, `account ${deed.name}`, deed.span);
    case 'packages':
      return step(reading, `packages: ${deed.names.join(' ')}`, deed.span);
    case 'services':
      return step(reading, `services: ${deed.names.join(' ')}`, deed.span);
    case 'end':
      return step(reading, deed.name, deed.span);
    case 'script': {
      const { text, name, span } = deed;
      const script = text
        ? innerScript(reading, text, span)
        : foreignScript(reading.text, reading.seed.path, name, reading.text.locate(span));
      return step(reading, name, span, [script]);
    }
  }
}
