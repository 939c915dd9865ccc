import type { EmbeddedText } from '../../text/embeddedText';
import type { Span } from '../../text/span';
import { outerSpan } from '../script/embeddedSource';
import type { EmbeddedSource } from '../script/embeddedSource';
import type { ScriptLanguage } from '../script/tree';
import type { SyntaxProblem } from '../syntaxProblem';

/** What a machine in a cloud is given to run when it starts. */
export interface UserData {
  /**
   * How it is written: scripts in `tags`, one `script` that its first line tells, or `cloudConfig`, whose parts
   * parseCloudConfig() reads. Everything else, as several files in one, is `unknown` and has no parts.
   */
  readonly form: 'tags' | 'script' | 'cloudConfig' | 'unknown';
  /** In the order in which they run. */
  readonly parts: readonly UserDataPart[];
  /** Whether `<persist>true</persist>` lets the scripts run at every start, not at the first one only. */
  readonly persist: boolean;
  /** The element `<persist>`, with its tags. */
  readonly persistSpan: Span | undefined;
  /** What stands in `<powershellArguments>`. */
  readonly powershellArguments: Written | undefined;
  /** What cloud-init does with the machine after all commands: `reboot`, `poweroff` or `halt`. */
  readonly powerState: PowerState | undefined;
  /** `package_reboot_if_required`, where it is set: the machine restarts where a package asks for it. */
  readonly rebootIfRequired: Span | undefined;
  /** In the order of the text; their number is limited. */
  readonly problems: readonly SyntaxProblem[];
}

/** What `power_state` says; `perhaps` where a condition decides. */
export interface PowerState extends Written {
  readonly perhaps: boolean;
}

/** A value as written, without the blanks around it. */
export interface Written {
  readonly text: string;
  readonly span: Span;
}

/** A script in user data. Its `origin` is where it stands in the text; the tags around it are not part of it. */
export interface UserDataPart extends EmbeddedSource {
  readonly language: ScriptLanguage;
  /** Whether it runs at every start of the machine, not at the first one only. */
  readonly everyStart: boolean;
}

/** A part as a text of its own, for what reads scripts. @param outer the text that parseUserData() was given */
export const partText = (outer: EmbeddedText, part: UserDataPart): EmbeddedText => ({
  text: part.text,
  locate: (span) => outer.locate(outerSpan(part, span)),
});
