import type { BuildComponents } from '../pipeline/packer/resolvePlugins';
import type { Build, DataSource, Template } from '../pipeline/template/template';
import type { GivenValues } from '../pipeline/template/readTemplate';
import type { Finding } from '../rules/finding';
import type { FindingTag } from '../rules/rule';
import type { PackerInUse } from '../rules/packerInUse';
import type { Messages } from '../language/messages';
import type { Place } from './places';

/*
 * What goes between an editor and the analysis of its files, which runs beside it. All of it is plain data that
 * structuredClone takes. The editor says what has happened (`Analyst`) and asks (`questions`); what is found is told
 * without being asked for (`News`).
 */

/** What the analysis goes by beside the files; told again when something of it changes. */
export interface Settings {
  /** The folders of the workspace: above them nothing belongs to its projects. */
  readonly roots: readonly string[];
  /** The Packer of this machine; undefined where it is not known, or not known yet. */
  readonly packer: PackerInUse | undefined;
  /** Values of variables that templates are given, by their paths. */
  readonly given: ReadonlyMap<string, GivenValues>;
  /** Whether a question lints first what has changed since. */
  readonly isLive: boolean;
  readonly messages: Messages;
}

/** A change of a text as editors tell it: what stood there, in UTF-16 units, and what stands there now. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** What has changed since the last news. */
export interface News {
  /** Whether something is being linted, or soon will be. */
  readonly busy: boolean;
  /** Files of which something else is shown now. */
  readonly found: readonly ShownIn[];
  readonly subjects: readonly SubjectNews[];
  readonly templates: readonly TemplateNews[];
  /** A rule goes by the Packer of this machine, whether it was known or not. */
  readonly asksForPacker: boolean;
  /** What could not be linted for a mistake of ours; nothing is shown of it. */
  readonly failures: readonly { readonly key: string; readonly error: string }[];
}

/** What begins, and undefined when that has ended: what says nothing for long hangs. */
export interface Progress {
  /** The key of a subject. */
  readonly at: string | undefined;
}

export interface ShownIn {
  readonly path: string;
  readonly findings: readonly ShownFinding[];
  /** What is in a list of accepted findings. */
  readonly accepted: readonly ShownFinding[];
}

export type { FindingTag };

/** A finding as it is shown: what mends it is asked for. */
export interface ShownFinding extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  /** The page of the rule; undefined for what no rule has found. */
  readonly url?: string;
  readonly tag?: FindingTag;
  /** See `findingKey`. */
  readonly key: string;
  readonly location: Place;
  readonly related: readonly { readonly message: string; readonly location: Place }[];
}

/** A subject that was linted, with what it leads to; or one that is no more. */
export type SubjectNews = KnownSubject | { readonly key: string; readonly gone: true };

export interface KnownSubject {
  readonly key: string;
  readonly kind: 'template' | 'vagrantfile' | 'answerFile' | 'text';
  /** How many builds it has. */
  readonly builds: number;
  /** The files that were read for it. */
  readonly files: readonly string[];
  /** The same with its configuration. */
  readonly read: readonly string[];
}

export type TemplateNews = TemplateOutline | { readonly path: string; readonly gone: true };

/** What lists of templates show. Where both have it, it is as in the template itself. */
export interface TemplateOutline extends Pick<Template, 'path' | 'dialect' | 'folder' | 'requiredPlugins'> {
  readonly dataSources?: readonly Pick<DataSource, 'type' | 'typeLocation'>[];
  readonly files: readonly { readonly path: string }[];
  /** The folder in which Packer has to be started, so that the template's own paths exist. */
  readonly baseFolder: string;
  readonly builds: readonly BuildOutline[];
}

export interface BuildOutline extends BuildComponents, Pick<Build, 'name' | 'shownName'> {
  readonly typeLocation: Place;
}
