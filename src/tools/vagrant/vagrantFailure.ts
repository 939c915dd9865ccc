import { withoutCredentials } from '../../text/urlCredentials';
import type { ToolResult } from '../toolCommand';
import { readMachineLines } from './machineLines';

/** Vagrant ended with an error. The message is its own first paragraph: what follows may quote commands and output. */
export class VagrantFailure extends Error {
  constructor(
    message: string,
    /** The class of Vagrant's error without its module, like `MachineActionLockedError`; undefined when it isn't known. */
    readonly kind: string | undefined,
    /** Where a Vagrantfile is wrong, if that is the reason. */
    readonly place: VagrantfilePlace | undefined,
  ) {
    super(message);
  }
}

/** Where Vagrant stumbled. */
export interface VagrantfilePlace {
  readonly file: string;
  /** From 1; undefined when Vagrant doesn't know it, and for a file as a whole. */
  readonly line: number | undefined;
}

/** The failure that a command's output tells of, with or without `--machine-readable`. */
export function vagrantFailure({ exitCode, stdout, stderr }: ToolResult): VagrantFailure {
  const lines = readMachineLines(stdout);
  const exit = lines.find(({ type }) => type === 'error-exit')?.data;
  const reported = lines.find(({ type, data }) => type === 'ui' && data[0] === 'error')?.data[1];
  const text = exit?.[1] ?? reported ?? (stderr.trim() || stdout);
  const ended = exitCode === undefined ? 'Vagrant was stopped before it answered.' : `exit ${exitCode}`;
  return describeFailure(text.trim() || ended, exit?.[0]);
}

/** The failure that Vagrant has written into its log at the level `error`; undefined when there is none. */
export function loggedFailure(log: string): VagrantFailure | undefined {
  const start = /#<(\w+(?:::\w+)*): /.exec(log);
  const [text, end] = start ? log.slice(start.index + start[0].length).split(/>\r?\nERROR /, 2) : [];
  return text === undefined || end === undefined ? undefined : describeFailure(text, start?.[1]);
}

function describeFailure(text: string, errorClass: string | undefined): VagrantFailure {
  const kind = errorClass?.split('::').at(-1);
  const found = vagrantfileError(text);
  return new VagrantFailure(found?.message ?? firstParagraph(text), kind, found?.place);
}

function vagrantfileError(text: string): { message: string; place: VagrantfilePlace } | undefined {
  const load = /^Path: (.*)\r?\nLine number: (\d+)\r?\nMessage: (.*)/m.exec(text);
  const syntax = /^(.+):(\d+): (syntax error.*)/m.exec(text);
  const [, file, line, message] = load ?? syntax ?? [];
  if (file === undefined || message === undefined) return undefined;
  // Ruby 3.1 and later print a line of which Vagrant reads none, and says 0.
  return { message: message.trim(), place: { file, line: Number(line) || undefined } };
}

/** One line of the first paragraph. */
const firstParagraph = (text: string): string =>
  (
    withoutCredentials(text)
      .replace(/^Vagrant failed to initialize at a very early stage:\s*/, '')
      .trim()
      .split(/\r?\n\s*\r?\n/)[0] ?? ''
  ).replace(/\s+/g, ' ');
