import type { ToolCommand, ToolResult } from '../toolCommand';
import { vagrantEnvironment } from './machineAction';
import type { MachinePlace } from './machineAction';
import { vagrantFailure, VagrantFailure } from './vagrantFailure';

/** Something that Vagrant finds wrong with a Vagrantfile. */
export interface VagrantfileProblem {
  readonly message: string;
  /** The file that Ruby names: the Vagrantfile or one that it loads. Undefined when it is the Vagrantfile's own matter. */
  readonly file: string | undefined;
  /** From 1. Undefined where Vagrant knows none. */
  readonly line: number | undefined;
  /** The line of code that Ruby quotes, and the place in it. */
  readonly code: { readonly text: string; readonly column: number; readonly length: number } | undefined;
  /** What Vagrant was looking at: `vm`, `SSH`, `shell provisioner`. */
  readonly section: string | undefined;
  /** The setting or option in it that should not be there. */
  readonly setting: string | undefined;
}

/**
 * Asks Vagrant what is wrong with a Vagrantfile, which it runs for that: with the providers' blocks, and without
 * `--ignore-provider`, which fails by itself where a plugin of Vagrant's can't be loaded (seen in Debian's 2.3.4).
 * @throws VagrantFailure when it can't say
 */
export const validate = (place: MachinePlace): ToolCommand<readonly VagrantfileProblem[]> => ({
  tool: 'vagrant',
  args: ['validate'],
  cwd: place.folder,
  env: vagrantEnvironment(place),
  parse: readValidation,
});

/** @throws VagrantFailure when the output tells of something else than the Vagrantfile */
export function readValidation(result: ToolResult): readonly VagrantfileProblem[] {
  if (result.exitCode === 0) return [];
  const text = result.stderr.replaceAll('\r\n', '\n');
  const problems = [readSyntaxErrors, readLoadError, readConfigErrors].map((read) => read(text));
  const found = problems.find(({ length }) => length);
  if (found) return found;
  throw readCrash(text) ?? readMissingPlugins(result) ?? vagrantFailure(result);
}

const nothing = { file: undefined, line: undefined, code: undefined, section: undefined, setting: undefined };

/** `/project/Vagrantfile:3: syntax error, unexpected …`, of which there can be several. */
function readSyntaxErrors(text: string): VagrantfileProblem[] {
  const list = listBelow(text, 'There is a syntax error in the following Vagrantfile.');
  return [...list.matchAll(/^(\S.*?):(\d+): (.+)$/gm)].map(([, file, line, message = '']) => ({
    ...nothing,
    message,
    file,
    line: Number(line),
  }));
}

/** What stands below a heading and the empty line that ends its paragraph. */
function listBelow(text: string, heading: string): string {
  const start = text.indexOf(heading);
  const end = start < 0 ? -1 : text.indexOf('\n\n', start);
  return end < 0 ? '' : text.slice(end + 2);
}

/** The line of code that Ruby quotes, with a line of `^` below the place in it. */
function readQuote(lines: readonly string[]): { quoted: string; indent: number; caret: number } {
  const at = lines.findIndex((line, index) => /^ *\^/.test(line) && lines[index - 1]?.trim());
  const marks = lines[at] ?? '';
  const indent = Math.max(0, marks.indexOf('^'));
  return { quoted: lines[at - 1] ?? '', indent, caret: /^\^*/.exec(marks.slice(indent))?.[0].length ?? 0 };
}

/** What Ruby throws while it runs the file. Line 0 is no line: Vagrant looks for it in a form that Ruby no longer has. */
function readLoadError(text: string): VagrantfileProblem[] {
  const [, path, line, reported = ''] = /^Path: (.*)\nLine number: (.*)\nMessage: ([^]*)/m.exec(text) ?? [];
  if (path === undefined) return [];
  const [message = '', ...rest] = reported.trim().split(/\n\s*\n/);
  const { quoted, indent, caret } = readQuote(rest.join('\n').split('\n'));
  // `<provider config: virtualbox>` runs later, but stands in the Vagrantfile.
  const inFile = !path.startsWith('<');
  return [
    {
      ...nothing,
      message: message.replace(/^(?:[A-Z]\w*Error|[A-Z]\w*Exception): /, '').replace(/\s+/g, ' '),
      file: inFile ? path : undefined,
      // The line is that of a library where one could not be loaded.
      line: /^LoadError\b/.test(message) ? undefined : Number(line) || undefined,
      code: caret ? { text: quoted, column: indent, length: caret } : undefined,
    },
  ];
}

/** Sections with a list each; one machine after another is looked at, and the first that has any ends it. */
function readConfigErrors(text: string): VagrantfileProblem[] {
  const list = listBelow(text, 'There are errors in the configuration of this machine.');
  const problems: VagrantfileProblem[] = [];
  let section = '';
  for (const line of list.split('\n')) {
    const [, title] = /^(\S.*):$/.exec(line) ?? [];
    const [, item] = /^\* (.+)$/.exec(line) ?? [];
    const last = problems.at(-1);
    if (title) section = title;
    else if (item) problems.push(...readItem(section, item));
    else if (line.trim() && last && !last.setting)
      problems.splice(-1, 1, { ...last, message: `${last.message} ${line.trim()}` });
  }
  return problems;
}

function readItem(section: string, item: string): VagrantfileProblem[] {
  const [, names] = /^The following settings shouldn't exist: (.+)$/.exec(item) ?? [];
  if (names === undefined) return [{ ...nothing, message: item, section }];
  return names.split(', ').map((name) => ({
    ...nothing,
    message: `Unknown setting '${name}' in '${section}'.`,
    section,
    setting: name,
  }));
}

/** Vagrant itself, or a plugin, is broken: `…: in 'require': cannot load such file -- winrm (LoadError)` and a backtrace. */
function readCrash(text: string): VagrantFailure | undefined {
  const lines = text.split('\n');
  const thrown = lines.find(
    (line, at) => !/^\s/.test(line) && /^\s+(?:\d+: )?from /.test(lines[at + 1] ?? ''),
  );
  const where = thrown && /:\d+:in [`']/.exec(thrown);
  const end = where ? thrown.indexOf("': ", where.index) : -1;
  return end < 0 ? undefined : new VagrantFailure(thrown?.slice(end + 3) ?? '', 'Crash', undefined);
}

/** The project wants plugins of its own, and Vagrant would ask whether to install them. */
function readMissingPlugins({ stdout }: ToolResult): VagrantFailure | undefined {
  const [, list = ''] = stdout.split('project local plugins configured', 2);
  const [, ...names] = list.split('not installed.');
  return !names.length
    ? undefined
    : new VagrantFailure(
        `The project requires plugins that are not installed: ${names.join('not installed.').trim().split(/\s+/).join(', ')}.`,
        'PluginsMissing',
        undefined,
      );
}
