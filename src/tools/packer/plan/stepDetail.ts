import type { RunStep } from '../output/runStep';
import { lastPart } from '../../../text/edges';

/** What a step of a run is about, as far as its message and the template tell. */
export type StepDetail =
  /** What Packer says. */
  | { readonly kind: 'message'; readonly text: string }
  | {
      readonly kind: 'provisioner';
      /** Its place among those that run in its build, from 0. */
      readonly index: number;
      readonly of: number;
      /** Like `powershell`. */
      readonly type: string;
      /** Commands that stand in the template, and not a file of its own. */
      readonly inline: boolean;
      /** The script that runs, what is copied, or what else Packer says; empty where the type says it all. */
      readonly subject: string;
    };

/** @param provisioners the types of those that run in its build, in order; unknown without a template */
export function stepDetail(
  { kind, text, provisioner: index }: RunStep,
  provisioners: readonly string[] = [],
): StepDetail {
  const message = text.endsWith('...') ? text.slice(0, -3).trimEnd() : text;
  const type = index === undefined ? undefined : provisioners[index];
  if (index === undefined || type === undefined || (kind !== 'provision' && kind !== 'restart'))
    return { kind: 'message', text: message };
  return { kind: 'provisioner', index, of: provisioners.length, type, ...subjectOf(message, type) };
}

/** Commands that stand in the template are a file with a name of Packer's own. */
const temporary = /^(?:packer-shell|powershell-provisioner|windows-shell-provisioner)[\w-]*$/;

function subjectOf(message: string, type: string): { inline: boolean; subject: string } {
  const [, script] = message.split(/ script: (.+)/, 2);
  if (script !== undefined) {
    const inline = temporary.test(lastPart(script));
    return { inline, subject: inline ? '' : script };
  }
  const copied = message.includes(' => ') ? /^(?:Up|Down)loading (.+)/.exec(message)?.[1] : undefined;
  if (copied !== undefined) return { inline: false, subject: copied };
  // `windows-restart: Restarting Machine` says the same twice.
  const saysNoMore = type === 'windows-restart' || message.startsWith('Provisioning with ');
  return { inline: false, subject: saysNoMore ? '' : `(${message})` };
}
