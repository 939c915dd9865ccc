import { parseHcl } from '../syntax/hcl/parseHcl';
import { parseScript } from '../syntax/script/parseScript';
import type { ScriptLanguage } from '../syntax/script/tree';
import { parseXml } from '../syntax/xml/parseXml';
import type { Span } from '../text/span';
import { isVagrantfile } from './kindByName';

/** How comments are written in a file. */
export interface CommentSyntax {
  /** A comment on a line of its own. */
  readonly write: (content: string) => string;
  /** A line that ends so goes on in the next one, and no comment may stand between. */
  readonly continues: RegExp | undefined;
  /** The lines that stay above everything else. */
  readonly head: RegExp;
  /** The comments of a text, to see whether one is read as such; undefined where nobody here can tell. */
  readonly comments?: (text: string) => readonly Span[];
  /** Whether strings hold no scripts, in whose comments something is said, too. */
  readonly isWhole?: true;
}

const hash = (content: string): string => `# ${content}`;

const script = (
  language: ScriptLanguage,
  { write, continues, head }: Pick<CommentSyntax, 'write' | 'continues' | 'head'>,
): CommentSyntax => ({
  write,
  continues,
  head,
  comments: (text) => parseScript(language, text).comments,
  isWhole: true,
});

/** A line that names the program, and those that clouds know user data by. */
const scriptHead = /^(#!.*(\r?\n|$)|#ps1.*(\r?\n|$))?/;

const powershell = script('powershell', { write: hash, continues: /`[ \t]*$/, head: scriptHead });
const shell = script('shell', { write: hash, continues: /\\$/, head: scriptHead });
const batch = script('batch', {
  write: (content) => `REM ${content}`,
  continues: /\^$/,
  // Above it, a comment would be printed.
  head: /^(\s*@echo\s+off[ \t]*(\r?\n|$))?/i,
});

const hcl: CommentSyntax = {
  write: hash,
  continues: undefined,
  head: /^/,
  comments: (text) => parseHcl(text).comments.map(({ span }) => span),
};

const ruby: CommentSyntax = {
  write: hash,
  continues: /\\$/,
  // Editors and Ruby look for their marks in the first lines.
  head: /^(#(!| *-\*-| *vim?:| *(frozen_string_literal|encoding|coding):).*(\r?\n|$))*/,
};

const yaml: CommentSyntax = { write: hash, continues: undefined, head: /^(#cloud-config.*(\r?\n|$))?/ };

const xml: CommentSyntax = {
  write: (content) => `<!-- ${content} -->`,
  continues: undefined,
  head: /^(<\?xml[^>]*\?>[ \t]*(\r?\n|$)?)?/,
  comments: (text) => parseXml(text).comments,
  isWhole: true,
};

const byName: readonly (readonly [RegExp, CommentSyntax])[] = [
  [/\.ps[md]?1$/i, powershell],
  [/\.(sh|bash)$/i, shell],
  [/\.(cmd|bat)$/i, batch],
  [/\.xml$/i, xml],
  [/\.ya?ml$/i, yaml],
  [/\.hcl$/i, hcl],
];

/** What templating tools append to a file's own name, one of which can follow another. */
const templateEnding = /\.(pkrtpl\.hcl|pkrtpl|tftpl|tmpl|tpl|template)$/i;

const byContent: readonly (readonly [RegExp, CommentSyntax])[] = [
  [/^#cloud-config/, yaml],
  [/^#ps1/, powershell],
  [/^#!.*\b(ba)?sh\b/, shell],
  [/^\s*<(\?xml|unattend)\b/, xml],
];

/** How a file writes its comments; undefined where it has none, as JSON, or that can't be told. */
export function commentSyntaxOf(path: string, text: string): CommentSyntax | undefined {
  if (isVagrantfile(path)) return ruby;
  let name = path;
  while (templateEnding.test(name)) name = name.replace(templateEnding, '');
  const known = byName.find(([pattern]) => pattern.test(name));
  if (known || /\.json$/i.test(name)) return known?.[1];
  return byContent.find(([pattern]) => pattern.test(text))?.[1];
}
