import { partText } from '../../syntax/userData/userData';
import { parseAutoinstall } from '../../syntax/userData/parseCloudConfig';
import { parseKickstart } from '../../syntax/seeds/parseKickstart';
import type { KickstartSection } from '../../syntax/seeds/parseKickstart';
import type { PreseedAnswer } from '../../syntax/seeds/parsePreseed';
import { parsePreseed } from '../../syntax/seeds/parsePreseed';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Span } from '../../text/span';
import type { Seed, SeedKind } from '../seed/seed';
import type { ScriptReader } from './scriptReader';
import { foreignScript } from './unread';
import type { Step, StepScript } from './timeline';

/** A seed with its text, and what reads its scripts. */
interface Reading {
  readonly seed: Seed;
  readonly text: EmbeddedText;
  readonly reader: ScriptReader;
}

/** What the installer of a Linux does, as its seed says: accounts, packages, scripts, how it ends. */
export function installSteps(seed: Seed | undefined, reader: ScriptReader): Step[] {
  if (!seed) return [];
  const { text, name, location } = seed;
  if (!text) return [{ ...stepOf(`${name} (not read)`, location), scripts: [] }];
  return readers[seed.kind]({ seed, text, reader });
}

const readers: Readonly<Record<SeedKind, (reading: Reading) => Step[]>> = {
  kickstart: kickstartSteps,
  preseed: preseedSteps,
  autoinstall: autoinstallSteps,
};

const stepOf = (label: string, location: Step['location']): Omit<Step, 'scripts'> => ({
  phase: 'install',
  label,
  location,
  inOrder: true,
});

const step = ({ text }: Reading, label: string, span: Span, scripts: readonly StepScript[] = []): Step => ({
  ...stepOf(label, text.locate(span)),
  scripts,
});

/** A stretch of the seed that a shell runs. */
function scriptAt({ text, reader, seed }: Reading, span: Span): StepScript {
  const inner: EmbeddedText = {
    text: text.text.slice(span.start, span.end),
    locate: (part) => text.locate({ start: span.start + part.start, end: span.start + part.end }),
  };
  return reader.read('shell', inner, seed.path, text.locate(span));
}

const ends: ReadonlySet<string> = new Set(['reboot', 'poweroff', 'shutdown', 'halt']);

function kickstartSteps(reading: Reading): Step[] {
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

function preseedSteps(reading: Reading): Step[] {
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

function autoinstallSteps(reading: Reading): Step[] {
  const { text, reader, seed } = reading;
  const found = parseAutoinstall(text.text);
  if (!found) return [step(reading, seed.name, { start: 0, end: 0 })];
  const { early, late, packages, username, shutdown, span } = found;
  const commands = (label: string, parts: typeof early): Step[] =>
    parts.length
      ? [
          step(
            reading,
            label,
            parts[0]?.origin ?? span,
            parts.map((part) =>
              reader.read('shell', partText(text, part), seed.path, text.locate(part.origin)),
            ),
          ),
        ]
      : [];
  return [
    ...commands('early-commands', early),
    ...(username === undefined ? [] : [step(reading, `account ${username}`, span)]),
    ...(packages.length ? [step(reading, `packages: ${packages.join(' ')}`, span)] : []),
    ...commands('late-commands', late),
    step(reading, shutdown ?? 'reboot', span),
  ];
}
