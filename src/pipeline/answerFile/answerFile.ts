import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';

/**
 * What an answer file of Windows Setup says. Passwords are never read. Where it has components for several
 * architectures, it says everything once for each: what belongs to a component names its architecture.
 */
export interface AnswerFile {
  /** Absolute path. */
  readonly path: string;
  /** The name of the root element. */
  readonly location: Location;
  /** The namespace of the root: `unattendNamespace` in a correct file, '' without one. */
  readonly namespace: Answer<string>;
  /** In the order of the file. */
  readonly passes: readonly AnswerPass[];
  /** In the order of the file. */
  readonly components: readonly AnswerComponent[];
  /** In the order in which they run. */
  readonly commands: readonly AnswerCommand[];
  readonly autoLogons: readonly AutoLogon[];
  /** What Setup answers when Windows asks for the kind of network: `Home`, `Work`, `Other`. */
  readonly networkLocations: readonly (Answer<string> & InComponent)[];
  /** Names of local accounts that are made. */
  readonly accounts: readonly (Answer<string> & InComponent)[];
  readonly images: readonly AnswerImage[];
  /** Files that stand in the answer file, for a command of it to write them out. */
  readonly files: readonly AnswerScript[];
  /** What is wrong with the XML. Places that a template language fills in are not counted as such. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * `<Extensions><File path="C:\Windows\Setup\Scripts\x.ps1">`: outside of the namespace of answer files, for a command
 * in `<ExtractScript>` that puts each file at its path. So writes them https://schneegans.de/windows/unattend-generator/.
 */
export interface AnswerScript {
  /** In the guest, as written. */
  readonly path: string;
  readonly text: EmbeddedText;
}

/** The namespace of answer files. */
export const unattendNamespace = 'urn:schemas-microsoft-com:unattend';

/** The passes of Setup, in the order in which they come; an installation skips some of them. */
export const passOrder: readonly string[] = [
  'windowsPE',
  'offlineServicing',
  'generalize',
  'specialize',
  'auditSystem',
  'auditUser',
  'oobeSystem',
];

/** A value as it is written. */
export interface Answer<T> {
  /** Undefined when the text is none, as `${order}` is no number. */
  readonly value: T | undefined;
  /** Without white space around it. */
  readonly text: string;
  /** The text; the element, where that is empty. */
  readonly location: Location;
}

/** A `settings` element. */
export interface AnswerPass {
  /** Its `pass`; '' where that is missing. It may be none of `passOrder`. */
  readonly name: string;
  /** The name, or else the open tag. */
  readonly location: Location;
}

export interface AnswerComponent {
  /** `Microsoft-Windows-Shell-Setup`; '' where it is missing. */
  readonly name: string;
  /** `amd64`, `x86`, `arm64`, `wow64`; undefined where it is missing. */
  readonly processorArchitecture: Answer<string> | undefined;
  readonly pass: string;
  /** The open tag. */
  readonly location: Location;
}

export interface InComponent {
  readonly component: AnswerComponent;
}

/** The lists of commands: Setup's own in several passes, and those of a logon. */
export type CommandList = 'RunSynchronous' | 'RunAsynchronous' | 'FirstLogonCommands' | 'LogonCommands';

export interface AnswerCommand extends InComponent {
  readonly pass: string;
  readonly list: CommandList;
  /** The open tag of the list: a file that a program picks from may have several of a name. */
  readonly listLocation: Location;
  readonly order: Answer<number> | undefined;
  /** What is run: `Path` or `CommandLine`, without white space around it. Undefined where that is missing. */
  readonly command: EmbeddedText | undefined;
  readonly description: string | undefined;
  /** `Always`, `OnRequest` or `Never`; of commands in RunSynchronous. */
  readonly willReboot: Answer<string> | undefined;
  /** The `wcm:action` of the item, `add` in a correct file; undefined where it is missing. */
  readonly wcmAction: string | undefined;
  /** The open tag. */
  readonly location: Location;
  /** From the open tag to the close tag. */
  readonly element: Location;
}

export interface AutoLogon extends InComponent {
  readonly enabled: Answer<boolean> | undefined;
  readonly logonCount: Answer<number> | undefined;
  readonly username: Answer<string> | undefined;
  /** The open tag. */
  readonly location: Location;
}

/** Which image of the medium is installed. */
export interface AnswerImage extends Answer<string>, InComponent {
  /** `/IMAGE/NAME`, `/IMAGE/INDEX` or another property of the image, as written. */
  readonly key: string;
}
