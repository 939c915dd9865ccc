import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { MapValue } from '../value';

/** `json`: a legacy JSON template, one file. `hcl2`: all `*.pkr.hcl` and `*.pkr.json` files of a folder. */
export type Dialect = 'json' | 'hcl2';

/** A Packer template, in either dialect. */
export interface Template {
  readonly dialect: Dialect;
  /** What Packer is given: the file of a JSON template, the folder of an HCL2 one. */
  readonly path: string;
  /** The folder in which the template's files lie. */
  readonly folder: string;
  readonly files: readonly SourceText[];
  readonly builds: readonly Build[];
  /** Of each step that says in which builds it runs, also where that is none. */
  readonly selections: readonly Selection[];
  /** What `required_plugins` names; undefined where a template has no such block, as those in JSON. */
  readonly requiredPlugins?: readonly RequiredPlugin[];
  /** The types of its data sources, like `amazon-ami`; JSON templates have none. */
  readonly dataSources?: readonly string[];
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

/** One machine that a template builds: a source with everything that is done to it. */
export interface Build {
  /** The name that `-only` and `-except` take. */
  readonly name: string;
  /** The builder type, like `virtualbox-iso`. */
  readonly type: string;
  readonly typeLocation: Location;
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
export interface Selection {
  readonly step: Provisioner | PostProcessor;
  /** What they can name; undefined where not all of that is known. */
  readonly names: readonly string[] | undefined;
}

interface TemplateProblem {
  readonly message: string;
  readonly location: Location;
}
