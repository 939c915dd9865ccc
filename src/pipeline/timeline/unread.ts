import type { Location } from '../../text/location';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Call, Phase, Step, StepScript } from './timeline';

const callAt = (location: Location, name: string | undefined): Call => ({
  kind: 'call',
  name,
  location,
  always: true,
  turns: [],
  last: false,
  ofEnd: false,
  script: undefined,
  missing: false,
});

/** Something that may run at a place that can't be read for a syntax error. */
export const unreadCall = (location: Location): Call => ({ ...callAt(location, undefined), torn: true });

/** The text of what can't be read. */
export const nothing = (location: Location): EmbeddedText => ({ text: '', locate: () => location });

/** A script in a language that is not read, or that can't be read. */
export function foreignScript(
  text: EmbeddedText,
  path: string | undefined,
  name: string,
  reference: Location,
): StepScript {
  const call = callAt(reference, name);
  return { language: 'shell', text, path, reference, deeds: [call], effects: [], calls: [call] };
}

/** Whether a step stands for those that a syntax error hides. */
export const isTornStep = ({ scripts }: Step): boolean =>
  scripts.some(({ calls }) => calls.some(({ torn }) => torn));

/** A step of which nothing is known: what a syntax error hides may be any. */
export function unreadStep(phase: Phase, location: Location): Step {
  const calls = [unreadCall(location)];
  return {
    phase,
    label: 'what cannot be read because of a syntax error',
    location,
    inOrder: true,
    scripts: [
      {
        language: 'batch',
        text: nothing(location),
        path: undefined,
        reference: location,
        deeds: calls,
        effects: [],
        calls,
      },
    ],
  };
}
