import type { Provisioner, Template } from '../../pipeline/template/template';
import { setting, strings, text } from '../../pipeline/value';
import type { ListValue } from '../../pipeline/value';
import { SourceText } from '../../text/sourceText';
import type { FileSource } from '../../text/fileSource';
import type { TextEdit } from '../../text/textEdit';
import { lineEnding, newLine, startsItsLine } from './style';
import { resolvePath } from '../../pipeline/paths/resolvePath';

/**
 * Makes a shell print each command before it runs it. A line of the script counts however that is started: `-x` behind
 * `#!` does not where `execute_command` names the shell, nor behind `/usr/bin/env`. The remark tells it from what the
 * author wrote.
 */
export const traceLine = 'set -x # boxwright: trace';

/** Why a script is left as it is. */
export type Untraceable = 'noShell' | 'expression' | 'missing' | 'elsewhere' | 'encoding' | 'traced';

export interface TraceEdits {
  readonly edits: readonly TextEdit[];
  /** What is left as it is: the path of a script as the template has it, or `inline`. */
  readonly left: readonly { readonly what: string; readonly why: Untraceable }[];
}

/**
 * Adds tracing to the shell scripts of a template, or removes what was added.
 * @param cwd the folder in which Packer is started
 */
export function traceScripts(
  template: Template,
  cwd: string,
  files: FileSource,
  how: 'add' | 'remove',
  platform: NodeJS.Platform = process.platform,
): TraceEdits {
  const edits = new Map<string, TextEdit>();
  const left = new Map<string, Untraceable>();
  const take = (what: string, result: TextEdit | Untraceable | undefined) => {
    if (result === undefined) return;
    if (typeof result === 'string') left.set(what, result);
    else edits.set(`${result.path}:${result.span.start}`, result);
  };
  for (const provisioner of shellProvisioners(template, platform)) {
    const { settings } = provisioner;
    const inline = setting(settings, 'inline');
    if (inline)
      take('inline', inline.kind === 'list' ? inlineEdit(template, provisioner, inline, how) : 'expression');
    for (const name of ['script', 'scripts'])
      for (const value of strings(setting(settings, name)))
        take(
          value.text,
          value.partial ? 'expression' : scriptEdit(resolvePath(cwd, value.text, files), files, how),
        );
  }
  return { edits: [...edits.values()], left: [...left].map(([what, why]) => ({ what, why })) };
}

/** Each once; those of `shell-local` are run by cmd on Windows. */
function shellProvisioners({ builds }: Template, platform: NodeJS.Platform): Set<Provisioner> {
  const types = platform === 'win32' ? ['shell'] : ['shell', 'shell-local'];
  return new Set(
    builds
      .flatMap(({ provisioners, errorCleanup }) => [...provisioners, ...(errorCleanup ? [errorCleanup] : [])])
      .filter(({ type }) => types.includes(type)),
  );
}

function inlineEdit(
  { files }: Template,
  { settings }: Provisioner,
  list: ListValue,
  how: 'add' | 'remove',
): TextEdit | Untraceable | undefined {
  const shebang = text(settings, 'inline_shebang')?.text;
  if (shebang !== undefined && !isShell(shebang)) return 'noShell';
  const [first, second] = list.items;
  const source = files.find(({ path }) => path === list.location.path);
  if (!source || list.definition || !source.slice(list.location.span).startsWith('[')) return 'expression';
  if (!first) return undefined;
  const { path, span } = first.location;
  if (path !== source.path) return 'expression';
  const isTraced = first.kind === 'string' && first.text === traceLine;
  if (how === 'remove')
    return isTraced
      ? { path, span: { start: span.start, end: second?.location.span.start ?? span.end }, newText: '' }
      : undefined;
  if (isTraced) return undefined;
  const separator = startsItsLine(source, span.start) ? `,${newLine(source, first.location)}` : ', ';
  return {
    path,
    span: { start: span.start, end: span.start },
    newText: JSON.stringify(traceLine) + separator,
  };
}

function scriptEdit(
  path: string,
  files: FileSource,
  how: 'add' | 'remove',
): TextEdit | Untraceable | undefined {
  const content = files.read(path);
  if (content === undefined) return 'missing';
  if (files.isKeptElsewhere(path)) return 'elsewhere';
  if (!files.isRewritable(path)) return 'encoding';
  const marked = new RegExp(`^${traceLine}(?:\\r?\\n|$)`, 'm').exec(content);
  if (how === 'remove')
    return marked
      ? { path, span: { start: marked.index, end: marked.index + marked[0].length }, newText: '' }
      : undefined;
  if (marked) return undefined;
  const [firstLine = ''] = content.split(/\r?\n/, 1);
  const shebang = firstLine.startsWith('#!') ? firstLine.slice(2).trimStart() : undefined;
  if (shebang !== undefined && !isShell(shebang)) return 'noShell';
  if (/\s-\w*x/.test(shebang ?? '') || /^[ \t]*set[ \t]{1,20}(?:-\w*x|-o[ \t]{1,20}xtrace)/m.test(content))
    return 'traced';
  const source = new SourceText(path, content);
  const at = shebang === undefined ? 0 : source.offsetAt({ line: 1, character: 0 });
  // A script of one line that is no command runs nothing.
  if (shebang !== undefined && at === content.length) return undefined;
  return { path, span: { start: at, end: at }, newText: traceLine + lineEnding(source) };
}

/** Whether a line behind `#!` starts a shell that knows `set -x`. */
function isShell(shebang: string): boolean {
  const words = shebang.trim().split(/\s+/);
  const names = words.map((word) => word.replace(/^.*\//, ''));
  const program =
    names[0] === 'env' ? names.slice(1).find((_, at) => !words[at + 1]?.startsWith('-')) : names[0];
  return /^(?:ba|da|a|k|mk|z)?sh$|^busybox$/.test(program ?? '');
}
