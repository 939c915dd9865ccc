import type { Machine, MachineProvisioner, Vagrantfile } from '../../pipeline/vagrantfile/vagrantfile';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { VagrantfileProblem } from './validate';

/**
 * Where a problem stands in a file: at the line that Ruby quotes or counts, at the setting that it is about, at a text
 * that the message mentions; else at the beginning.
 * @param vagrantfile what was read of it; undefined for a file that it loads
 */
export function placeProblem(
  problem: VagrantfileProblem,
  source: SourceText,
  vagrantfile: Vagrantfile | undefined,
): Span {
  return (
    quoted(problem, source) ??
    (problem.line === undefined ? undefined : lineSpan(source, problem.line - 1)) ??
    settingSpan(problem, source, vagrantfile) ??
    provisionerSpan(problem, source, vagrantfile) ??
    mentioned(problem.message, source.text) ??
    lineSpan(source, 0) ?? { start: 0, end: 0 }
  );
}

const linesOf = ({ text }: SourceText): string[] => text.split(/\r\n|\r|\n/);

/** Of equal lines the one that is also counted, else the first. */
function quoted({ code, line }: VagrantfileProblem, source: SourceText): Span | undefined {
  if (!code) return undefined;
  const lines = linesOf(source);
  const counted = line !== undefined && lines[line - 1] === code.text ? line - 1 : lines.indexOf(code.text);
  if (counted < 0) return undefined;
  const start = source.offsetAt({ line: counted, character: code.column });
  return { start, end: start + code.length };
}

/** The code of a line, without what is blank around it. */
function lineSpan(source: SourceText, line: number): Span | undefined {
  const content = linesOf(source)[line];
  if (content === undefined) return undefined;
  const end = content.trimEnd().length;
  const first = Math.min(content.length - content.trimStart().length, end);
  return {
    start: source.offsetAt({ line, character: first }),
    end: source.offsetAt({ line, character: end }),
  };
}

/** Of a setting that is not there: by what reading tells of the file, else by the name alone. */
function settingSpan(
  { section, setting }: VagrantfileProblem,
  { text }: SourceText,
  vagrantfile: Vagrantfile | undefined,
): Span | undefined {
  if (section === undefined || setting === undefined) return undefined;
  const machines = vagrantfile?.machines ?? [];
  const place = `${section.toLowerCase()}.${setting}`;
  const found = [
    ...machines.flatMap(({ settings }) => settings.filter((one) => one.path === place)),
    ...provisionersOf(section, machines).flatMap(({ options }) =>
      options.filter((one) => one.path === setting),
    ),
  ];
  return found[0]?.nameSpan ?? word(setting, text);
}

/** Of what is said of a provisioner: where one of its type mentions it, else the first of them. */
function provisionerSpan(
  { section, message }: VagrantfileProblem,
  source: SourceText,
  vagrantfile: Vagrantfile | undefined,
): Span | undefined {
  const all = provisionersOf(section ?? '', vagrantfile?.machines ?? []);
  for (const { span } of all) {
    const found = mentioned(message, source.slice(span));
    if (found) return { start: span.start + found.start, end: span.start + found.end };
  }
  return all[0]?.nameSpan;
}

/** Vagrant calls them `shell provisioner` and `File provisioner`. */
function provisionersOf(section: string, machines: readonly Machine[]): MachineProvisioner[] {
  const [, type] = /^(\S+)(?: \S+)? provisioner$/i.exec(section) ?? [];
  return type === undefined
    ? []
    : machines.flatMap(({ provisioners }) => provisioners.filter((one) => one.type === type.toLowerCase()));
}

/** The first thing in quotes, or after a colon, that also stands in the file. */
function mentioned(message: string, text: string): Span | undefined {
  const names = [
    ...[...message.matchAll(/[`'"]([^`'"\s]+)[`'"]/g)].map(([, name = '']) => name),
    ...(/(?::|--|file) (\S+?)(?: must exist)?\.?$/.exec(message)?.slice(1) ?? []),
  ];
  for (const name of names) {
    // A path is told from the root, and written from the folder.
    const span =
      word(name, text) ?? (/[\\/]/.test(name) ? word(name.replace(/^.*[\\/]/, ''), text) : undefined);
    if (span) return span;
  }
  return undefined;
}

function word(name: string, text: string): Span | undefined {
  for (let start = name ? text.indexOf(name) : -1; start >= 0; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    if (!/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(end))) return { start, end };
  }
  return undefined;
}
