import { parseAnswerTree } from '../../syntax/seeds/parseAnswerTree';
import { parseOpenbsdAnswers, parseSetupAlpine } from '../../syntax/seeds/parseAnswerLines';
import { parseAutoyast } from '../../syntax/seeds/parseAutoyast';
import type { Seed, SeedKind } from '../seed/seed';
import type { TypedDeed } from '../seed/typedCommands';
import { autoinstallSteps } from './install/autoinstall';
import { deedSteps } from './install/deeds';
import { kickstartSteps } from './install/kickstart';
import { preseedSteps } from './install/preseed';
import { scriptAt, stepOf } from './install/reading';
import type { Reading } from './install/reading';
import type { ScriptReader } from './scriptReader';
import type { Step } from './timeline';

/** What the installer of another system than Windows does, as its seed says: accounts, packages, scripts, how it ends. */
export function installSteps(seed: Seed | undefined, reader: ScriptReader): Step[] {
  if (!seed) return [];
  const text = seed.text ?? seed.partly;
  const steps = text ? readers[seed.kind]({ seed, text, reader }) : [];
  if (steps.length || seed.text) return steps;
  return [{ ...stepOf(`${seed.name} (not read)`, seed.location), scripts: [] }];
}

const readers: Readonly<Record<SeedKind, (reading: Reading) => Step[]>> = {
  kickstart: kickstartSteps,
  preseed: preseedSteps,
  autoinstall: autoinstallSteps,
  autoyast: deedSteps(parseAutoyast),
  answers: deedSteps(parseAnswerTree),
  setupAlpine: deedSteps(parseSetupAlpine),
  openbsd: deedSteps(parseOpenbsdAnswers),
  script: (reading) => {
    const span = { start: 0, end: reading.text.text.length };
    return [{ ...stepOf(reading.seed.name, reading.seed.location), scripts: [scriptAt(reading, span)] }];
  },
};

/** What is typed at the prompt of a system that runs from a medium. */
export const typedSteps = (typed: readonly TypedDeed[], reader: ScriptReader): Step[] =>
  typed.flatMap((deed) =>
    deed.kind === 'file'
      ? installSteps(deed.seed, reader)
      : [{ ...stepOf(deed.name, deed.location), scripts: [] }],
  );
