import type { BuildNames, Selection, Template } from '../pipeline/template/template';
import { listOf } from '../pipeline/value';
import type { StringValue, Value } from '../pipeline/value';
import { quotedList } from '../words/lists';
import type { Fix, Severity } from './finding';
import type { Report, Rule } from './rule';
import { similarWord } from '../text/similarWord';
import { stepDown } from './stepDown';

export const unknownBuildName: Rule = {
  id: 'unknown-build-name',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'The only or except of a provisioner or post-processor names a build that does not exist.',
  fixes: ['unsafe'],
  *check({ template }) {
    for (const selection of template.selections)
      for (const kind of ['only', 'except'] as const)
        for (const branch of selection[kind]) yield* check(template, selection, kind, branch);
  },
};

/** @param value the setting, or what a branch of a condition makes it */
function* check(
  template: Template,
  selection: Selection,
  kind: 'only' | 'except',
  value: Value,
): Generator<Report> {
  const { names } = selection;
  // Without any, what is wrong is that its builds could not be read.
  if (!names?.builds.length) return;
  const { builds, renamed } = names;
  const all = unknownIn(listOf(value), names);
  const none = all.length === listOf(value).length;
  const isBranch = selection[kind].length > 1;
  for (const item of all) {
    const meant = meantBy(item.text, builds);
    // A branch that is to run in no build names one that nobody has.
    if (isSwitch(template, item) || (isBranch && meant === undefined && !renamed.includes(item.text)))
      continue;
    yield {
      severity: severityOf(template, kind, none && !isBranch),
      message: `${messageOf(template, names, kind, item.text, none)} ${
        meant === undefined
          ? `Available names: ${quotedList([...new Set(builds)], { most: 5 })}.`
          : `Did you mean '${meant}'?`
      }`,
      location: item.location,
      fixes: meant === undefined ? [] : change(template, item, meant),
    };
  }
}

const unknownIn = (items: readonly Value[], { builds, unused }: BuildNames): StringValue[] =>
  items.filter(
    (item): item is StringValue =>
      item.kind === 'string' &&
      !item.partial &&
      !item.text.includes('{{') &&
      ![...builds, ...unused].includes(item.text),
  );

/** A word with which somebody has switched a step off. HCL2 takes any; the JSON reader of Packer does not. */
const isSwitch = ({ dialect }: Template, { text }: StringValue): boolean =>
  dialect === 'hcl2' && /^(|none|never|nothing|disabled?|off|skip(ped)?|false)$/i.test(text);

/** Packer refuses a JSON template, and says nothing of an HCL2 one: there the step runs where it should not, or nowhere. */
function severityOf({ dialect }: Template, kind: 'only' | 'except', none: boolean): Severity {
  const { severity } = unknownBuildName;
  return dialect === 'json' || (kind === 'only' && none) ? severity : stepDown(severity);
}

function messageOf(
  { dialect }: Template,
  { renamed }: BuildNames,
  kind: 'only' | 'except',
  name: string,
  none: boolean,
): string {
  if (dialect === 'json') return `No builder is named '${name}', so Packer rejects the template.`;
  const what = renamed.includes(name)
    ? `The build block gives the source '${name}' another name`
    : `No source is named '${name}'`;
  if (kind === 'except') return `${what}, so this excludes nothing.`;
  return `${what}${none ? ', so this step never runs' : ''}.`;
}

/** `source.TYPE.NAME`, `BUILD.TYPE.NAME`, the type or the name alone, and what is spelled wrong. */
function meantBy(written: string, names: readonly string[]): string | undefined {
  const distinct = [...new Set(names)];
  const only = (matches: (name: string) => boolean) => {
    const [one, ...others] = distinct.filter(matches);
    return others.length ? undefined : one;
  };
  return (
    only((name) => written.endsWith(`.${name}`)) ??
    only((name) => name.startsWith(`${written}.`) || name.endsWith(`.${written}`)) ??
    similarWord(written, distinct)
  );
}

/** Rewrites the name where it is written out. */
function change({ files }: Template, item: StringValue, meant: string): Fix[] {
  const { path, span } = item.locate({ start: 0, end: item.text.length });
  const source = files.find((file) => file.path === path);
  if (source?.slice(span) !== item.text) return [];
  return [
    { title: `Change to '${meant}'`, applicability: 'unsafe', edits: [{ path, span, newText: meant }] },
  ];
}
