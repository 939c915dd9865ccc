import { parsePreseed } from '../../../syntax/seeds/parsePreseed';
import type { PreseedAnswer } from '../../../syntax/seeds/parsePreseed';
import type { Step } from '../timeline';
import { scriptAt, step } from './reading';
import type { Reading } from './reading';

/** What the Debian installer does. */
export function preseedSteps(reading: Reading): Step[] {
  const answers = parsePreseed(reading.text.text);
  const stepsOf = (question: RegExp, labelOf: (value: string) => string) =>
    answers
      .filter((answer) => question.test(answer.question) && answer.value)
      .map(({ value, span }) => step(reading, labelOf(value), span));
  return [
    ...commandSteps(reading, answers, /^(?:preseed|partman)\/early_command$/),
    ...stepsOf(/^passwd\/username$/, (value) => `account ${value}`),
    ...stepsOf(/^(?:pkgsel\/include|tasksel\/first)$/, (value) => `packages: ${value}`),
    ...commandSteps(reading, answers, /^preseed\/late_command$/),
    ...answers
      .filter(({ question }) => question === 'finish-install/reboot_in_progress')
      .map(({ span }) => step(reading, 'reboot', span)),
  ];
}

/** A command over several lines is read as one, at the place of the first. */
const commandSteps = (reading: Reading, answers: readonly PreseedAnswer[], wanted: RegExp): Step[] =>
  answers
    .filter(({ question }) => wanted.test(question))
    .map(({ question, value, valueSpan, span }) => {
      const place = reading.text.locate(span);
      const script = valueSpan
        ? scriptAt(reading, valueSpan)
        : reading.reader.read('shell', { text: value, locate: () => place }, reading.seed.path, place);
      return step(reading, question.replace(/^.*\//, ''), span, [script]);
    });
