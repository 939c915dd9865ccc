import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Effect } from '../effects/readEffects';
import type { Build, Provisioner } from '../template/template';

/** What happens in one build, in order. */
export interface Timeline {
  readonly build: Build;
  readonly steps: readonly Step[];
}

/** One provisioner at work: after take-over, while Packer is connected to the guest. */
export interface Step {
  readonly phase: 'provision';
  readonly provisioner: Provisioner;
  readonly scripts: readonly StepScript[];
}

/** A script that a step runs in the guest: written into the template, or a file. */
export interface StepScript {
  readonly language: ScriptLanguage;
  readonly text: EmbeddedText;
  /** The file; undefined for commands that stand in the template. */
  readonly path: string | undefined;
  /** Where the template names the script, or holds it. */
  readonly reference: Location;
  readonly effects: readonly Effect[];
}
