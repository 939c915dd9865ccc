import assert from 'node:assert/strict';
import { aliases } from '../../../src/pipeline/effects/aliases';
import { assignments, catalogue, methods } from '../../../src/pipeline/effects/catalogue';
import { installerRow } from '../../../src/pipeline/effects/catalogue/installs';
import type { CatalogueRow } from '../../../src/pipeline/effects/catalogue/row';
import { viewCommand } from '../../../src/pipeline/effects/commandView';
import type { CommandView } from '../../../src/pipeline/effects/commandView';
import type { Fact } from '../../../src/pipeline/effects/fact';
import { readHappenings } from '../../../src/pipeline/effects/readEffects';
import type { Happening } from '../../../src/pipeline/effects/readEffects';
import { scriptNameFacts, scriptNameHints } from '../../../src/pipeline/effects/scriptNames';
import { plainName } from '../../../src/pipeline/effects/scriptValues';
import { parseScript } from '../../../src/syntax/script/parseScript';
import type { Script, ScriptLanguage } from '../../../src/syntax/script/tree';
import { wholeFile } from '../../../src/text/embeddedText';
import { eachIsTried, goldenInputs, matchesGolden, shownRow } from '../../support/golden';

/** A command to try, with its script. */
interface Input {
  readonly language: ScriptLanguage;
  readonly text: string;
  readonly script: Script;
}

const inputs = goldenInputs('commands').map((line): Input => {
  const [, language, text = ''] = /^(\w+)> (.*)$/.exec(line) ?? assert.fail(line);
  return {
    language: language as ScriptLanguage,
    text,
    script: parseScript(language as ScriptLanguage, text),
  };
});

const rows: readonly CatalogueRow[] = [...catalogue, installerRow];

describe('golden: what commands do', () => {
  it('says the same in every row', () =>
    matchesGolden(
      'effectRows',
      [...rows, ...methods, ...assignments].map((row) => shownRow(row)),
    ));

  it('reads the same from every call of a row', () =>
    matchesGolden('effectsOfRow', [
      ...rows.flatMap((row) => {
        const tries = triesOf(row);
        const doing = tries.filter(({ facts }) => facts !== 'nothing');
        return [
          `${shownRow(row.names)}; ${String(tries.length - doing.length)} other calls do nothing`,
          ...doing.map(({ text, facts }) => `  ${text}: ${facts}`),
        ];
      }),
      ...methodTries().map(({ text, members, facts }) => `.${members} ${text}: ${facts}`),
      ...assignmentTries().map(({ text, names, facts }) => `${names} = ${text}: ${facts}`),
    ]));

  it('reads the same from every command', () =>
    matchesGolden(
      'effectsOfCommand',
      inputs.map(
        ({ language, text }) =>
          `${language}> ${text}: ${readHappenings(language, wholeFile('/x', text))
            .flatMap((found) =>
              shownHappening(found).map((shown) => shown + (found.always ? '' : ' perhaps')),
            )
            .join(', ')}`,
      ),
    ));

  it('is tried in every row, by calls that do something and calls that do not', () => {
    const untried = rows.flatMap((row) => {
      const results = triesOf(row).map(({ facts }) => facts);
      const needsOther = row.when !== undefined || typeof row.facts === 'function';
      return [
        ...(results.some((facts) => facts !== 'nothing') ? [] : [`${shownRow(row.names)} does nothing`]),
        ...(needsOther && new Set(results).size < 2 ? [`${shownRow(row.names)} always does the same`] : []),
        ...row.names
          .filter((name) => !inputs.some((input) => namesOf(input, row).some((other) => fits(name, other))))
          .map((name) => `${String(name)} is in no input`),
      ];
    });
    const members = methods
      .flatMap((row) => row.members)
      .filter(
        (member) => !methodTries().some((tried) => tried.members === member && tried.facts !== 'nothing'),
      );
    const names = assignments
      .flatMap((row) => row.names)
      .filter(
        (name) => !assignmentTries().some((tried) => tried.names === name && tried.facts !== 'nothing'),
      );
    assert.deepEqual([...untried, ...members, ...names], []);
  });
});

describe('golden: what names of scripts tell', () => {
  const names = goldenInputs('scriptNames');

  it('says the same in every row', () =>
    matchesGolden('scriptNames', [
      ...scriptNameHints.map(shownRow),
      ...names.map((name) => `${name}: ${scriptNameFacts(name).map(shownFact).join(', ') || 'nothing'}`),
    ]));

  it('is tried in every row, by what it knows and what it does not', () =>
    eachIsTried(
      scriptNameHints.map(([pattern]) => pattern),
      names.map((name) => name.toLowerCase()),
    ));
});

describe('golden: aliases of PowerShell', () => {
  it('says the same in every row', () =>
    matchesGolden(
      'aliases',
      Object.entries(aliases).map(([alias, name]) => `${alias}: ${String(name)}`),
    ));
});

function triesOf(row: CatalogueRow): { text: string; facts: string }[] {
  return inputs
    .filter(({ language }) => row.languages.includes(language))
    .flatMap(({ language, text, script }) =>
      script.commands
        .map((command) => viewCommand(command, script, language))
        .filter(({ name }) => isNamed(row, name))
        // For the row that fits every name, only what may be a program.
        .filter(({ path }) => row !== installerRow || /\.|setup/i.test(path))
        .map((view) => ({ text: `${language}> ${text}`, facts: shownFacts(factsOf(row, view)) })),
    );
}

function factsOf({ when, facts }: CatalogueRow, view: CommandView): readonly Fact[] {
  if (when && !when(view)) return [];
  return typeof facts === 'function' ? facts(view) : facts;
}

const isNamed = ({ names }: CatalogueRow, name: string): boolean =>
  names.some((wanted) => fits(wanted, name));

const fits = (wanted: string | RegExp, name: string): boolean =>
  typeof wanted === 'string' ? wanted === name : name !== '' && wanted.test(name);

const namesOf = ({ language, script }: Input, { languages }: CatalogueRow): string[] =>
  languages.includes(language)
    ? script.commands.map((command) => viewCommand(command, script, language).name)
    : [];

function methodTries(): { text: string; members: string; facts: string }[] {
  return inputs.flatMap(({ language, text, script }) =>
    script.invocations.flatMap((call) => {
      const member = call.member?.toLowerCase() ?? '';
      return methods
        .filter((row) => language === 'powershell' && row.members.includes(member))
        .map(({ when, facts, runsUnread }) => {
          const happens = when?.(call, script, text) ?? true;
          const found = happens ? (typeof facts === 'function' ? facts(call) : facts) : [];
          return {
            text,
            members: member,
            facts: happens && runsUnread ? 'runs what is not read' : shownFacts(found),
          };
        });
    }),
  );
}

function assignmentTries(): { text: string; names: string; facts: string }[] {
  return inputs.flatMap(({ language, text, script }) =>
    script.assignments.flatMap((assignment) => {
      const name = plainName(assignment.name);
      return assignments
        .filter((row) => language === 'powershell' && row.names.includes(name))
        .map(({ when, facts }) => ({ text, names: name, facts: shownFacts(when(assignment) ? facts : []) }));
    }),
  );
}

/** What is said of files is in the tests of calledFiles. */
function shownHappening(found: Happening): string[] {
  switch (found.kind) {
    case 'effect':
      return [shownFact(found.fact)];
    case 'unknown':
      return [`unknown ${found.name}`];
    case 'registered':
      return [`registers for a ${found.when}`];
    case 'file':
      return (found.reputed ?? []).map(shownFact);
  }
}

const shownFacts = (facts: readonly Fact[]): string => facts.map(shownFact).join(', ') || 'nothing';

/** A fact with all its fields: `reboot now`, `remote firewall true port 5985`. */
const shownFact = ({ kind, ...fields }: Fact): string =>
  [
    kind,
    ...Object.entries(fields).map(([name, value]) =>
      ['when', 'part', 'then', 'opens'].includes(name) ? String(value) : `${name} ${String(value)}`,
    ),
  ].join(' ');
