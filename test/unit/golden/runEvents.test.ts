import { readRunEvent, runEvents } from '../../../src/tools/packer/output/runEvents';
import { eachIsTried, goldenInputs, matchesGolden, shownRow } from '../../support/golden';

describe('golden: what Packer prints of a run', () => {
  const messages = goldenInputs('messages');

  it('says the same in every row', () => matchesGolden('runEvents', runEvents.map(shownRow)));

  it('reads every message the same', () =>
    matchesGolden(
      'runEventOfMessage',
      messages.map((message) => {
        const event = readRunEvent(message);
        if (!event) return `${message}: nothing`;
        const row = Object.entries(event).filter(([name]) => name !== 'pattern');
        return `${message}: ${shownRow(Object.fromEntries(row))}`;
      }),
    ));

  it('is tried in every row, by what it knows and what it does not', () =>
    eachIsTried(
      runEvents.map(({ pattern }) => pattern),
      messages,
    ));
});
