import type { Selection, Template } from '../pipeline/template/template';
import { listOf, setting } from '../pipeline/value';
import type { StringValue, Value } from '../pipeline/value';
import { quotedList } from '../words/lists';
import type { Fix, Severity } from './finding';
import type { Rule } from './rule';
import { similarWord } from './similarWord';
import { stepDown } from './stepDown';

export const unknownBuildName: Rule = {
  id: 'unknown-build-name',
  severity: 'error',
  summary: 'The only or except of a provisioner or post-processor names a build that does not exist.',
  fixable: true,
  *check({ template }) {
    for (const { step, names } of template.selections) {
      if (!names) continue;
      for (const kind of ['only', 'except'] as const) {
        const value = setting(step.settings, kind);
        const all = unknownIn(listOf(value), names);
        for (const item of all.filter((one) => !isSwitch(template, one))) {
          const meant = meantBy(item.text, names);
          yield {
            severity: severityOf(template, kind, all.length === listOf(value).length),
            message: `${messageOf(template, kind, item.text, all.length === listOf(value).length)} ${
              meant === undefined
                ? `Available names: ${quotedList([...new Set(names)], { most: 5 })}.`
                : `Did you mean '${meant}'?`
            }`,
            location: item.location,
            fixes: meant === undefined ? [] : change(template, item, meant),
          };
        }
      }
    }
  },
};

const unknownIn = (items: readonly Value[], names: Selection['names']): StringValue[] =>
  items.filter(
    (item): item is StringValue =>
      item.kind === 'string' && !item.partial && !item.text.includes('{{') && !names?.includes(item.text),
  );

/** A word with which somebody has switched a step off. HCL2 takes any; the JSON reader of Packer does not. */
const isSwitch = ({ dialect }: Template, { text }: StringValue): boolean =>
  dialect === 'hcl2' && /^(|none|never|nothing|disabled?|off|skip(ped)?|false)$/i.test(text);

/** Packer refuses a JSON template, and says nothing of an HCL2 one: there the step runs where it should not, or nowhere. */
function severityOf({ dialect }: Template, kind: 'only' | 'except', none: boolean): Severity {
  const { severity } = unknownBuildName;
  return dialect === 'json' || (kind === 'only' && none) ? severity : stepDown(severity);
}

function messageOf({ dialect }: Template, kind: 'only' | 'except', name: string, none: boolean): string {
  if (dialect === 'json') return `No builder is named '${name}', so Packer rejects the template.`;
  if (kind === 'except') return `No source is named '${name}', so this excludes nothing.`;
  return `No source is named '${name}'${none ? ', so this step never runs' : ''}.`;
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
  return [{ title: `Change to '${meant}'`, edits: [{ path, span, newText: meant }] }];
}
