import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { Declared, UsedName } from '../../pipeline/grammar/grammarTree';
import { language } from '../../pipeline/grammar/language';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Report } from '../rule';
import { similarWord } from '../../text/similarWord';
import { rename } from './rename';
import { usedSources } from './builds';
import { siblingNames } from './siblingNames';

/** The name of what a root stands for, in words. */
const words = {
  var: { kind: 'variable', what: 'variable' },
  local: { kind: 'local', what: 'local' },
  data: { kind: 'data', what: 'data source' },
} as const;

type Root = keyof typeof words;

/** Names of HCL2 expressions that nothing in the template declares. */
export function* undeclaredNames(pipeline: Pipeline): Generator<Report> {
  const { template } = pipeline;
  if (template.dialect !== 'hcl2') return;
  const tree = grammarTree(template);
  // What can't be read may declare anything.
  if (tree.isBroken || tree.isNewer) return;
  const names = namesOf(tree.declared);
  let elsewhere: ReadonlySet<string> | undefined;
  const built = usedSources(template);
  const isPart = !tree.files.some(({ blocks }) => blocks.some(({ type }) => type === 'build'));
  for (const used of tree.names) {
    const found = used.tried ? undefined : judge(used, names);
    if (!found) continue;
    elsewhere ??= siblingNames(pipeline);
    if (elsewhere.has(found.full)) continue;
    // Packer reads a source where it is built; where nobody builds anything, the rest of the template is elsewhere.
    const isRead = used.site.in !== 'source' || built?.has(used.site.owner ?? '');
    if (isPart && isRoot(used.root)) continue;
    yield {
      ...(used.optional || !isRead ? { severity: 'warning' as const } : {}),
      message: `${found.message}${isRead ? ', so Packer rejects the template.' : ': Packer rejects the template once this source is built.'}${found.meant === undefined ? found.hint : ` Did you mean '${found.meant}'?`}`,
      location: locate(used.source, found.span),
      fixes: rename(template, used.source, found.span, found.meant),
    };
  }
}

interface Wrong {
  readonly full: string;
  /** Its beginning. */
  readonly message: string;
  readonly meant: string | undefined;
  /** What to do where nothing is alike. */
  readonly hint: string;
  readonly span: UsedName['span'];
}

const isRoot = (root: string): root is Root => root in words;

function judge(used: UsedName, names: Names): Wrong | undefined {
  const { root, names: path, spans, site } = used;
  if (isRoot(root)) {
    // What is looked up by a key is not written out.
    const depth = root === 'data' ? 2 : 1;
    if (path.length < depth) return undefined;
    const name = path.slice(0, depth).join('.');
    const declared = names[words[root].kind];
    if (declared.has(name)) return undefined;
    const [first, last] = [spans[1], spans[depth]];
    const { what } = words[root];
    const other = otherRoot(root, name, names);
    const meant = other ?? similarWord(name, [...declared]);
    return {
      full: `${words[root].kind} ${name}`,
      message: `No ${what} '${name}' is declared`,
      meant,
      hint: ` Declare it${root === 'var' ? " with a 'variable' block" : ''}, or correct the name.`,
      span:
        other !== undefined
          ? { start: used.span.start, end: last?.end ?? used.span.end }
          : { start: first?.start ?? used.span.start, end: last?.end ?? used.span.end },
    };
  }
  if (root === 'path' || root === 'packer' || root === 'source') {
    const [attribute] = path;
    const known = Object.keys(language().references[root].attributes);
    if (attribute === undefined || known.includes(attribute)) return undefined;
    return {
      full: `${root}.${attribute}`,
      message: `'${root}' has no '${attribute}'`,
      meant: similarWord(attribute, known),
      hint: ` It has ${known.map((one) => `'${one}'`).join(', ')}.`,
      span: spans[1] ?? used.span,
    };
  }
  if (root === 'build') return undefined;
  if (site.in === 'fixed') return undefined;
  return {
    full: root,
    message: `Packer has no name '${root}' here`,
    meant:
      path.length > 0
        ? similarWord(root, ['var', 'local', 'data', 'source', 'build', 'path', 'packer'])
        : undefined,
    hint:
      path.length > 0
        ? " Names begin with 'var', 'local', 'data', 'source', 'build', 'path' or 'packer'."
        : ' Write a text in quotes, and a variable as var.NAME.',
    span: spans[0] ?? used.span,
  };
}

/** A variable that was taken for a local, or the other way round. */
function otherRoot(root: Root, name: string, names: Names): string | undefined {
  if (root === 'var' && names.local.has(name)) return `local.${name}`;
  if (root === 'local' && names.variable.has(name)) return `var.${name}`;
  return undefined;
}

type Names = Readonly<Record<Declared['kind'], ReadonlySet<string>>>;

const namesOf = (declared: readonly Declared[]): Names => {
  const of = (kind: Declared['kind']) =>
    new Set(declared.flatMap((one) => (one.kind === kind ? [one.name] : [])));
  return { variable: of('variable'), local: of('local'), source: of('source'), data: of('data') };
};
