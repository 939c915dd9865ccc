import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import type { Unread } from '../../text/fileSource';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { MapValue, Value } from '../value';
import type { DuplicateName } from './hcl/duplicateName';

/** `json`: a legacy JSON template, one file. `hcl2`: `*.pkr.hcl` and `*.pkr.json` files: see {@link FolderReading}. */
export type Dialect = 'json' | 'hcl2';

/** A Packer template, in either dialect. */
export interface Template {
  readonly dialect: Dialect;
  /** What Packer is given: the file of a JSON template; of an HCL2 one the folder, or a file that is one by itself. */
  readonly path: string;
  /** The folder in which the template's files lie. */
  readonly folder: string;
  readonly files: readonly SourceText[];
  /** The files that set its variables, in the order in which they are taken. */
  readonly variableFiles: readonly SourceText[];
  /** Why it is one by itself, though other HCL2 files lie in the folder; undefined where that was chosen. */
  readonly separatedBy?: DuplicateName;
  readonly builds: readonly Build[];
  /** Of each step that says in which builds it runs, also where that is none. */
  readonly selections: readonly Selection[];
  /** What `required_plugins` names; undefined where a template has no such block, as those in JSON. */
  readonly requiredPlugins?: readonly RequiredPlugin[];
  /** Which releases of Packer it says that it is for; undefined where it does not say so. */
  readonly requiredPacker?: RequiredPacker;
  /** Its data sources, like `amazon-ami`; JSON templates have none. */
  readonly dataSources?: readonly DataSource[];
  /** The block by which it publishes to HCP Packer. */
  readonly registry?: Location;
  /** What nobody is shown: values that it calls sensitive, and what its functions read from files. See `hide`. */
  readonly hidden: readonly string[];
  /** Files of it, or that its functions read, which could not be read here, with the reasons. */
  readonly unread?: ReadonlyMap<string, Unread>;
  /** What Packer can't read of its files and of those that set its variables. */
  readonly problems: readonly TemplateProblem[];
}

/** A plugin that `packer init` installs. */
export interface RequiredPlugin {
  /** With which the types of its components begin. */
  readonly name: string;
  /** `github.com/hashicorp/virtualbox`; undefined where it is unset or not known. */
  readonly source: string | undefined;
  /** The versions that it may have, like `~> 1.0`; undefined where that is not said or not known. */
  readonly version?: string;
  readonly location: Location;
}

/** `required_version` of a `packer` block, `min_packer_version` of a JSON template. */
export interface RequiredPacker {
  /** A constraint, like `>= 1.7.0, < 2.0.0`. */
  readonly version: string;
  readonly location: Location;
}

/** What Packer asks for data before it builds. */
export interface DataSource {
  /** Like `amazon-ami`. */
  readonly type: string;
  readonly typeLocation: Location;
  readonly settings: MapValue;
}

/** One machine that a template builds: a source with everything that is done to it. */
export interface Build {
  /** The name that `-only` and `-except` take. */
  readonly name: string;
  /** The same for people, without what nobody is shown: see {@link Template.hidden}. */
  readonly shownName: string;
  /** The builder type, like `virtualbox-iso`. */
  readonly type: string;
  readonly typeLocation: Location;
  /** The `build` block of HCL2 that names the source. */
  readonly blockLocation?: Location;
  /** The settings of the builder. */
  readonly source: MapValue;
  /** In order, only those that run in this build. Builds of one template share them as the same objects. */
  readonly provisioners: readonly Provisioner[];
  readonly postProcessors: readonly PostProcessor[];
  /** What runs when a step of the build fails. */
  readonly errorCleanup?: Provisioner;
}

export interface Provisioner {
  readonly type: string;
  readonly typeLocation: Location;
  /** With what `override` says for the build, when there is something. */
  readonly settings: MapValue;
  /** The part of `override` that is for this build alone; such a provisioner is not shared. */
  readonly override?: MapValue;
}

export interface PostProcessor {
  readonly type: string;
  readonly typeLocation: Location;
  readonly settings: MapValue;
}

/** The `only` and `except` of a step. */
export interface Selection extends Conditions {
  readonly step: Provisioner | PostProcessor;
  /** What they can name; undefined where not all of that is known. */
  readonly names: BuildNames | undefined;
}

/** What a step can name in its `only` and `except`. */
export interface BuildNames {
  readonly builds: readonly string[];
  /** Sources, `TYPE.NAME`, that the build block uses under another name alone: their own names match nothing. */
  readonly renamed: readonly string[];
  /** Sources that it does not use: a step may name one that was taken out for now. */
  readonly unused: readonly string[];
}

/**
 * In which builds a step runs. Of a condition that only the build decides there is the value of each branch; none where
 * the setting is not there.
 */
export interface Conditions {
  readonly only: readonly Value[];
  readonly except: readonly Value[];
}

interface TemplateProblem extends Pick<SyntaxProblem, 'message' | 'spreads'> {
  readonly location: Location;
}
