import { parseKickstart } from '../../../syntax/seeds/parseKickstart';
import type { KickstartSection } from '../../../syntax/seeds/parseKickstart';
import { foreignScript } from '../unread';
import type { Step } from '../timeline';
import { scriptAt, step } from './reading';
import type { Reading } from './reading';

const ends: ReadonlySet<string> = new Set(['reboot', 'poweroff', 'shutdown', 'halt']);

/** What anaconda does. */
export function kickstartSteps(reading: Reading): Step[] {
  const { commands, sections } = parseKickstart(reading.text.text);
  const named = (name: string) => sections.filter((section) => section.name === name);
  const accounts = commands.flatMap(({ name, rest, span }) => {
    const [, user] = /--name[= ]["']?([^\s"']+)/.exec(rest) ?? [];
    return name === 'user' && user ? [step(reading, `account ${user}`, span)] : [];
  });
  const last = commands.findLast(({ name }) => ends.has(name));
  return [
    ...[...named('%pre'), ...named('%pre-install')].map((section) => sectionStep(reading, section)),
    ...accounts,
    ...named('%packages').map(({ body, span }) =>
      step(reading, `packages: ${listOf(reading.text.text.slice(body.start, body.end))}`, span),
    ),
    ...named('%post').map((section) => sectionStep(reading, section)),
    ...(last ? [step(reading, last.name, last.span)] : []),
  ];
}

/** Another interpreter than a shell is not read. */
function sectionStep(reading: Reading, { name, options, span, body }: KickstartSection): Step {
  const [, interpreter] = /--interpreter[= ]?(\S+)/.exec(options) ?? [];
  const isShell = interpreter === undefined || /(?:^|\/)(?:ba|da|k|z)?sh$/.test(interpreter);
  const scripts = isShell
    ? [scriptAt(reading, body)]
    : [foreignScript(reading.text, reading.seed.path, name, reading.text.locate(span))];
  return step(reading, name, span, scripts);
}

/** Names of packages on one line; comments left out. */
const listOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)
    .join(' ');
