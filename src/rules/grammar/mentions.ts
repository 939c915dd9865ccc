import { parseHcl } from '../../syntax/hcl/parseHcl';
import { parseJson } from '../../syntax/json/parseJson';
import type { JsonProperty } from '../../syntax/json/tree';
import { actionsIn } from '../../pipeline/grammar/engine';
import type { Excerpt } from '../../text/fileSource';
import { memoizeByText } from '../../text/memoizeByText';

/** What a file near a template says of variables. */
export interface Mentions {
  /** Names to which it gives values. */
  readonly given: ReadonlySet<string>;
  /** Words in the actions of its texts. */
  readonly words: ReadonlySet<string>;
  readonly isTemplate: boolean;
  /** It gives values by a file, or by names that are not written out. */
  readonly givesOthers?: boolean;
}

const mostCharacters = 300_000;

const mentionsIn = (text: string, name: string): Mentions | undefined =>
  text.length > mostCharacters ? undefined : (valueReaderOf(name) ?? readScript)(text);

/** All that a file says of variables. */
export const mentions: Excerpt<Mentions> = { kind: 'mentions', of: mentionsIn };

/** What it gives values to: of another template nothing, whatever is typed there. */
export const values: Excerpt<Mentions> = {
  kind: 'values',
  of: (text, name) => {
    const all = mentionsIn(text, name);
    return all?.isTemplate ? template : all;
  },
};

const none: ReadonlySet<string> = new Set();
const template: Mentions = { isTemplate: true, given: none, words: none };

export const isOfValues = (name: string): boolean => valueReaderOf(name) !== undefined;

export const isScript = (name: string): boolean => scripts.test(name);

/** Whether builds may be started with a file of such a name. */
export const isStarter = (name: string): boolean => isOfValues(name) || isScript(name);

/** By the name of a file of values: it reads what that gives to variables. */
function valueReaderOf(name: string): ((text: string) => Mentions) | undefined {
  // `NAME.json.example` becomes `NAME.json` where somebody builds.
  if (/\.pkrvars\.json(?:\.[a-z]+)?$/i.test(name)) return readKeys;
  if (/\.json(?:\.[a-z]+)?$/i.test(name)) return readJson;
  return /\.pkrvars\.hcl(?:\.[a-z]+)?$/i.test(name) ? readHcl : undefined;
}

/** Scripts, and pages that say how builds are started. */
const scripts =
  /(?:^(?:gnu)?makefile$|^(?:jenkins|just|rake|task)file$|\.(?:bash|bat|cmd|groovy|js|md|mjs|mk|ps1|psm1|py|rb|sh|ts|ya?ml|zsh)$)/i;

const readJson = memoizeByText((text): Mentions => {
  const isTemplate = text.includes('"builders"');
  const words = text.includes('{{')
    ? actionsIn(text.replaceAll('\\"', '"')).flatMap((action) => action.words)
    : [];
  return { isTemplate, given: isTemplate || !mayBeValues(text) ? none : keysOf(text), words: new Set(words) };
});

/** Of HCL2, whose values may be objects. */
const readKeys = memoizeByText((text): Mentions => ({ isTemplate: false, given: keysOf(text), words: none }));

/** Packer takes no objects as values of JSON templates: what has some is a package.json, or the like. */
const mayBeValues = (text: string): boolean =>
  propertiesOf(text).every(({ value }) => value?.kind !== 'object');

/** The keys of a file of values in JSON. */
export const keysOf = (text: string): ReadonlySet<string> =>
  new Set(propertiesOf(text).map(({ name }) => name.value));

function propertiesOf(text: string): readonly JsonProperty[] {
  const { root } = parseJson(text);
  return root?.kind === 'object' ? root.properties : [];
}

const readHcl = memoizeByText((text): Mentions => {
  const { attributes } = parseHcl(text).body;
  return {
    isTemplate: false,
    given: new Set(attributes.map(({ name }) => name)),
    words: none,
  };
});

/** `-var 'NAME=value'`, `"-var", "NAME=value"`, and the environment variable that Packer takes for it. */
const passed = /--?var[\s=,"']{1,6}([A-Za-z_][\w-]*)=|\bPKR_VAR_(\w+)/g;

const readScript = memoizeByText((text): Mentions => {
  const givesOthers = /-var(?:-file)?\b/.test(text);
  const isAbout = givesOthers || text.includes('PKR_VAR_');
  const names = isAbout ? [...text.matchAll(passed)].flatMap(([, name, other]) => name ?? other ?? []) : [];
  return { isTemplate: false, given: new Set(names), words: none, givesOthers };
});
