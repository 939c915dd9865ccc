import { parseHcl } from '../../src/syntax/hcl/parseHcl';
import { parseJson } from '../../src/syntax/json/parseJson';
import { nodes } from '../../src/syntax/ruby/rubyTree';
import type { Node, RubyTree } from '../../src/syntax/ruby/rubyTree';
import type { RubyParser } from '../../src/syntax/ruby/loadRuby';
import { parseScript } from '../../src/syntax/script/parseScript';
import { parseUserData } from '../../src/syntax/userData/parseUserData';
import { parseXml } from '../../src/syntax/xml/parseXml';
import type { Span } from '../../src/text/span';
import type { SampleKind } from './samples';

/** A parser that is tried with broken texts. */
export interface Target {
  readonly name: SampleKind;
  /** @param editedLine the line, from 0, that is being typed at, for parsers that want to know */
  parse(text: string, editedLine?: number): unknown;
  /** Pieces that mean something in the language. */
  readonly tokens: readonly string[];
  /** What a rule would look at in the tree: its kind and name, and where it stands. */
  facts(tree: unknown): readonly Fact[];
}

export interface Fact {
  readonly what: string;
  readonly span: Span;
}

const words = (text: string): string[] =>
  text.split(' ').map((word) => word.replaceAll('␣', ' ').replaceAll('⏎', '\n'));

/** Objects of a tree that have the kind or field, by what tells them apart. */
const factsOf =
  (describe: (node: Readonly<Record<string, unknown>>) => string | undefined) =>
  (tree: unknown): Fact[] => {
    const facts: Fact[] = [];
    walk(tree, (node) => {
      const what = describe(node);
      if (what !== undefined && isSpan(node['span'])) facts.push({ what, span: node['span'] });
    });
    return facts;
  };

const scriptFacts = factsOf((node) => {
  if (!('pipeline' in node && 'connector' in node)) return undefined;
  const { value } = node['name'] as { value: string | undefined };
  return `command ${value}`;
});

const script = (name: 'powershell' | 'batch' | 'shell', tokens: string): Target => ({
  name,
  parse: (text) => parseScript(name, text),
  tokens: words(tokens),
  facts: scriptFacts,
});

export const targets = (ruby: RubyParser | undefined): Target[] => [
  {
    name: 'json',
    parse: (text) => parseJson(text),
    tokens: words('{ } [ ] , : " "a": true null 1e5 -0.1 \\u \\u00e9 // /* */ {"a":[ ]} [{ "\\'),
    facts: factsOf(({ kind, name }) =>
      kind === undefined && isRecord(name) && name['kind'] === 'string'
        ? `property ${String(name['value'])}`
        : undefined,
    ),
  },
  {
    name: 'hcl',
    parse: (text) => parseHcl(text),
    tokens: words(
      '${ %{ } { [ ( ) ] " = == ... ? : a␣=␣1⏎ a␣{⏎ <<E⏎ <<-E⏎ ⏎E⏎ %{if␣a} %{endif} # // /* */ [*] .* => for a[0] !',
    ),
    facts: factsOf(({ kind, name, type }) =>
      (kind === 'attribute' && name) || kind === 'block' ? `${kind} ${String(name ?? type)}` : undefined,
    ),
  },
  script(
    'powershell',
    '{ } ( ) $( @( @{ " \' @"⏎ ⏎"@ @\'⏎ ⏎\'@ <# #> # ` `⏎ | & && -Name -Name: $x $env:a ${x} [int] :: . , ; if␣( else␣{ function␣f{ param( try{ catch{ foreach␣( switch␣( >> 2>&1 --% a␣ Restart-Computer',
  ),
  script(
    'batch',
    '( ) " ^ ^⏎ % %% %a% %~dp0 ! & && | || > >> 2>&1 < @ :: :a rem␣ if␣ if␣exist␣ else for␣%%a␣in␣( do␣( goto␣ call␣ set␣a= set␣/p cmd␣/c␣ ⏎',
  ),
  script(
    'shell',
    "{ } ( ) (( )) $( $(( ${ ` \" ' $' \\ \\⏎ <<E⏎ <<-E⏎ <<'E'⏎ ⏎E⏎ <<< < > <( # if␣ then fi case␣x␣in esac ;; for␣ do done while␣ function␣f f(){ [[ ]] && || | & ! a=b a=( time␣ until␣ E",
  ),
  {
    name: 'userData',
    parse: (text) => parseUserData(text),
    tokens: words(
      '<powershell> </powershell> <script> </script> <persist> </persist> true <persist>true</persist> <powershellArguments> </powershellArguments> #ps1⏎ #! #cloud-config⏎ rem␣cmd⏎ < > </ <detach>',
    ),
    facts: factsOf(() => undefined),
  },
  xmlTarget,
  ...(ruby ? [rubyTarget(ruby)] : []),
];

const rubyTarget = (ruby: RubyParser): Target => ({
  name: 'ruby',
  parse: (text, editedLine) => ruby.parse(text, { editedLine }),
  tokens: words(
    'do end do␣|a| { } ( ) [ ] " \' ` #{ <<~A⏎ <<-A⏎ ⏎A⏎ %w[ %q( %( /x/ ? : :a => = == ; # =begin⏎ ⏎=end⏎ __END__ def␣a class␣A if␣ unless␣ case␣ begin rescue -> & * ** ... \\ @a $a ⏎',
  ),
  facts: (tree) => {
    const facts: Fact[] = [];
    const ruby = tree as RubyTree;
    walkRuby(ruby, (node) => {
      if (node instanceof nodes.CallNode)
        facts.push({ what: `call ${node.name}`, span: ruby.toSpan(node.messageLoc ?? node.location) });
    });
    return facts;
  },
});

const xmlTarget: Target = {
  name: 'xml',
  parse: (text) => parseXml(text),
  tokens: words(
    '< > </ /> <a> </a> <a/> <a␣b="c"> & &amp; &#233; &#x; &lol; <!-- --> <![CDATA[ ]]> <?a ?> <!DOCTYPE␣a␣[ <!ENTITY␣a␣"b"> " \' = xmlns:a="b" a:b</a>',
  ),
  facts: factsOf(({ name, children, attributes }) =>
    name !== undefined && (children !== undefined || attributes !== undefined)
      ? `element ${nameOf(name)}`
      : undefined,
  ),
};

const nameOf = (name: unknown): string => (typeof name === 'string' ? name : JSON.stringify(name));

/** What is wrong with the places in a tree; undefined for nothing. */
export function misplaced(tree: unknown, text: string): string | undefined {
  let wrong: string | undefined;
  const check = (span: Span, where: string) => {
    const { start, end } = span;
    if (!(
      Number.isInteger(start) &&
      Number.isInteger(end) &&
      0 <= start &&
      start <= end &&
      end <= text.length
    ))
      wrong ??= `${where}: ${start}..${end} of ${text.length}`;
  };
  walk(tree, (node, key) => {
    if (isSpan(node)) check(node, key);
  });
  if (isRubyTree(tree)) walkRuby(tree, (node) => check(tree.toSpan(node.location), node.constructor.name));
  return wrong;
}

const isRubyTree = (tree: unknown): tree is RubyTree =>
  isRecord(tree) && 'program' in tree && 'toSpan' in tree;

function walkRuby({ program }: RubyTree, visit: (node: Node) => void): void {
  const open: Node[] = program ? [program] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    for (const child of node.compactChildNodes()) open.push(child);
  }
}

/** Each object of a tree once, without recursion: trees can be deep. The nodes of Prism have their own way. */
function walk(tree: unknown, visit: (node: Readonly<Record<string, unknown>>, key: string) => void): void {
  const seen = new Set<unknown>();
  const open: [node: unknown, key: string][] = [[tree, 'tree']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, key] = next;
    if (typeof node !== 'object' || node === null || seen.has(node) || node instanceof nodes.ProgramNode)
      continue;
    seen.add(node);
    if (!Array.isArray(node)) visit(node as Record<string, unknown>, key);
    for (const [name, child] of Object.entries(node))
      if (typeof child === 'object' && child !== null) open.push([child, Array.isArray(node) ? key : name]);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isSpan = (value: unknown): value is Span =>
  isRecord(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number';
