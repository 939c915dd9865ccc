import { parseHcl } from '../../syntax/hcl/parseHcl';
import { parseJson } from '../../syntax/json/parseJson';
import type { JsonProperty } from '../../syntax/json/tree';
import { actionsIn } from '../../pipeline/grammar/engine';
import { isSkippedFolder } from '../../pipeline/paths/skippedFolders';
import type { Template } from '../../pipeline/template/template';
import type { FileSource } from '../../text/fileSource';
import { memoizeByText } from '../../text/memoizeByText';
import { foldersUp } from '../../text/pathKey';

/** What a file near a template says of variables. */
interface Mentions {
  /** Names to which it gives values. */
  readonly given: ReadonlySet<string>;
  /** Words in the actions of its texts. */
  readonly words: ReadonlySet<string>;
  readonly isTemplate: boolean;
  /** It gives values by a file, or by names that are not written out. */
  readonly givesOthers?: boolean;
}

/** A folder has more only where it is no project of somebody. */
const mostFiles = 300;
const mostFolders = 200;
const mostCharacters = 300_000;

/**
 * The files with which builds of a template may be started: files of values, which lie beside it or beside its folder as a
 * rule, and scripts there and near the folders on the way up to the project's root. They are read one after the other, as
 * far as somebody asks: a template is checked again when one of those changes that it has led to.
 */
export class AroundTemplate {
  private readonly values = new OneByOne(this.read(valueReaderOf));
  private readonly scripts = new OneByOne(this.read(scriptReaderOf));

  constructor(
    private readonly template: Template,
    private readonly files: FileSource,
  ) {}

  /** Whether a script or a file of values gives a variable a value. */
  gives(name: string): boolean {
    return this.values.some(({ given }) => given.has(name)) || this.passes(name);
  }

  /** Whether the project shows that builds are given values at all: others may be given elsewhere. */
  givesAny(names: readonly string[]): boolean {
    return (
      this.values.some(({ given }) => names.some((name) => given.has(name))) ||
      this.scripts.some(({ given, givesOthers }) => given.size > 0 || givesOthers === true)
    );
  }

  /** The same as `gives`, but for the files of values in its own folder. */
  givesFromElsewhere(name: string): boolean {
    const { paths } = this.files;
    const isElsewhere = (path: string) => paths.dirname(path) !== this.template.folder;
    return this.values.some(({ given, path }) => given.has(name) && isElsewhere(path)) || this.passes(name);
  }

  private passes(name: string): boolean {
    return this.scripts.some(({ given }) => given.has(name));
  }

  /** Whether a value in a file is made of a variable. */
  usesInValues(name: string): boolean {
    return this.values.some(({ words, isTemplate }) => !isTemplate && words.has(name));
  }

  /** Whether another template of the folder uses a variable: what they all use, builds are given on purpose. */
  isUsedBeside(name: string): boolean {
    return this.values.some(({ words, isTemplate }) => isTemplate && words.has(name));
  }

  private *read(readerOf: typeof valueReaderOf): Generator<Mentions & { path: string }, undefined> {
    let left = mostFiles;
    for (const { folder, name } of this.names()) {
      const reader = readerOf(name);
      const path = this.files.paths.join(folder, name);
      if (!reader || this.template.files.some((file) => file.path === path)) continue;
      if (left-- <= 0) return undefined;
      const text = this.files.read(path) ?? '';
      if (text.length > mostCharacters) continue;
      const read = reader(text);
      // Templates of other folders are no part of what is built here.
      if (!read.isTemplate || folder === this.template.folder) yield { ...read, path };
    }
    return undefined;
  }

  /** Names in its folder and those above, and in their folders. */
  private *names(): Generator<{ folder: string; name: string }> {
    const { folder } = this.template;
    const { paths } = this.files;
    const above = foldersUp(folder, this.files.rootOf(folder), paths);
    const beside = above[1] ?? folder;
    // How deep their folders are looked into.
    const depths = new Map(above.map((at) => [at, at === beside ? 2 : 1]));
    const queue = [...above];
    for (const one of queue) {
      const depth = depths.get(one) ?? 0;
      for (const name of this.files.list(one)) {
        if (valueReaderOf(name) ?? scriptReaderOf(name)) {
          yield { folder: one, name };
          continue;
        }
        const at = paths.join(one, name);
        const isHidden = name.startsWith('.');
        if (depth === 0 || depths.has(at) || queue.length >= mostFolders || hasExtension.test(name)) continue;
        if ((isHidden && !workflows.has(name)) || isSkippedFolder(name)) continue;
        if (this.files.kind(at) !== 'folder') continue;
        depths.set(at, isHidden ? 1 : depth - 1);
        queue.push(at);
      }
    }
  }
}

/** Hidden folders that say how a project is built. */
const workflows = new Set(['.buildkite', '.circleci', '.github', '.gitlab']);

/** No folder is looked for behind such a name: to ask what it is costs time. */
const hasExtension = /\.(?:cfg|conf|hcl|img|iso|json|md|ova|ovf|pem|png|svg|tf|tmpl|tpl|txt|xml|zip)$/i;

/** By the name of a file of values: it reads what that gives to variables. */
function valueReaderOf(name: string): ((text: string) => Mentions) | undefined {
  // `NAME.json.example` becomes `NAME.json` where somebody builds.
  if (/\.pkrvars\.json(?:\.[a-z]+)?$/i.test(name)) return readKeys;
  if (/\.json(?:\.[a-z]+)?$/i.test(name)) return readJson;
  return /\.pkrvars\.hcl(?:\.[a-z]+)?$/i.test(name) ? readHcl : undefined;
}

/** The same of a script, or of a page that says how builds are started. */
const scriptReaderOf: typeof valueReaderOf = (name) => (isScript.test(name) ? readScript : undefined);

const isScript =
  /(?:^(?:gnu)?makefile$|^(?:jenkins|just|rake|task)file$|\.(?:bash|bat|cmd|groovy|js|md|mjs|mk|ps1|psm1|py|rb|sh|ts|ya?ml|zsh)$)/i;

const none: ReadonlySet<string> = new Set();

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

/** What is made one by one, and kept. */
class OneByOne<One> {
  private readonly known: One[] = [];

  constructor(private readonly rest: Iterator<One, undefined>) {}

  some(holds: (one: One) => boolean): boolean {
    if (this.known.some(holds)) return true;
    for (let next = this.rest.next(); !next.done; next = this.rest.next()) {
      this.known.push(next.value);
      if (holds(next.value)) return true;
    }
    return false;
  }
}
