import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { SourceText } from '../text/sourceText';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Applicability, Finding, Severity } from './finding';
import type { PackerInUse } from './packerInUse';

/** What a rule says of one place; the rule's id and severity are added unless it says otherwise. */
export type Report = Pick<Finding, 'message' | 'location'> &
  Partial<Pick<Finding, 'related' | 'fixes' | 'severity'>> & {
    /** In which it happens. The same report of several builds becomes one finding that lists them. */
    readonly builds?: readonly Build[];
    /**
     * It is said of a builder's settings as a whole. Where several builders of a template deserve the same words, one
     * finding, at the first of them, stands for all.
     */
    readonly ofBuilder?: true;
    /** Because of it Packer never connects in these builds, whatever else opens. */
    readonly unreachable?: boolean;
  };

/** What rules are about, with what lists of rules say above them; in the order of such lists. */
export const categories = {
  restarts: 'Restarts',
  connection: 'How Packer connects',
  installation: 'Installing the operating system',
  memory: 'Memory',
  files: 'Files',
  template: 'Templates',
  commands: 'Commands in scripts',
  image: 'The image',
  boxwright: 'Boxwright itself',
} as const;

export type Category = keyof typeof categories;

/** How editors draw what a rule finds: faint, or struck through. */
export type FindingTag = 'unnecessary' | 'deprecated';

/** One thing that breaks builds. Its page is docs/rules/ID.md. */
export interface Rule {
  /** Stable: users write it into their configuration. */
  readonly id: string;
  /** The usual severity. */
  readonly severity: Severity;
  /** What it is about. */
  readonly category: Category;
  /** The version of Boxwright that had it first. */
  readonly since: string;
  /**
   * It is new, and may still change: what it finds is information unless a project says otherwise, and the command line asks
   * it only where it is told to.
   */
  readonly preview?: true;
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** What it finds is of no use, or should be written otherwise by now. */
  readonly tag?: FindingTag;
  /** The grades that its fixes can have; none where it has no fix. */
  readonly fixes: readonly Applicability[];
  /** It judges by how Packer connects, or that it does: it is not asked about an answer file that no template names. */
  readonly byConnection?: true;
  /** Asks a template and what it leads to. An answer file without a template is asked in a pipeline of its own, too. */
  check?(pipeline: Pipeline, options: RuleOptions): Iterable<Report>;
  /** Asks a file that is only looked at by itself: one that sets variables, boxwright.json, a template that can't be read. */
  checkText?(source: SourceText): Iterable<Report>;
  /** Asks a Vagrantfile. */
  checkVagrantfile?(project: VagrantProject, options: RuleOptions): Iterable<Report>;
}

/** What rules go by beyond what they are asked about. */
export interface RuleOptions {
  /** MB: what a Windows guest should have at least. */
  readonly minimumMemory: number;
  /** Undefined where it is not known. To be asked only where it makes a difference: the editor looks for it then. */
  readonly packer: () => PackerInUse | undefined;
}

export const defaultOptions: RuleOptions = { minimumMemory: 4096, packer: () => undefined };
