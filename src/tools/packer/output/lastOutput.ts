import type { OutputLine } from './buildOutput';
import { clixmlErrors, isClixml } from './clixml';
import type { StepOutput } from './runStep';

/** Enough for a message of PowerShell with its position and category, and what stands before it. */
const mostRead = 20;
/** More does not fit into a message; the log has all. */
const mostKept = 5;
/** UTF-16 units. */
const longest = 500;

/** What Packer's provisioners print in the way of error output. Source: hashicorp/packer-plugin-ansible. */
const notOfPrograms = /^Executing Ansible: /;

/**
 * What PowerShell shows below a message: the place, the line with a mark under it, the category. Bash begins like this the
 * lines that `set -x` shows.
 */
const notes = /^\s*\+ |^At .+:\d+ char:\d+$/;

interface Said {
  readonly text: string;
  readonly line: number;
}

/** Keeps what the programs of a step have said last: to their error output, where Packer tells that from the rest. */
export class LastOutput {
  private readonly errors: Said[] = [];
  private readonly others: Said[] = [];

  /** @param line of the output, from 0 */
  add({ kind, text }: OutputLine, line: number): void {
    const said = isClixml(text) ? clixmlErrors(text) : [text];
    for (const one of said) {
      if (!one.trim() || notOfPrograms.test(one)) continue;
      // `==>` marks error output, and since 1.13 all.
      const kept = kind === 'say' ? this.errors : this.others;
      kept.push({ text: one.trimEnd().slice(0, longest), line });
      if (kept.length > mostRead) kept.shift();
    }
  }

  /** Undefined where nothing was said. */
  get output(): StepOutput | undefined {
    const all = this.errors.length ? this.errors : this.others;
    const telling = all.filter(({ text }) => !notes.test(text));
    const kept = (telling.length ? telling : all).slice(-mostKept);
    const last = kept.at(-1);
    return last && { lines: kept.map(({ text }) => text), line: last.line };
  }
}
