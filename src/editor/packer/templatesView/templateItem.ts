import type * as vscode from 'vscode';
import type { BuildOutline, TemplateOutline } from '../../../analysis/protocol';
import type { PlacedStep } from '../../../analysis/questions';
import type { PluginNote } from '../plugins/pluginNotes';
import type { MissingPackerItem } from '../releases/missingPacker';

/** An item of the Templates view. Commands take its `uri`, a file of the template, for the template. */
export type TemplatesItem =
  | FolderItem
  | TemplateItem
  | BuildItem
  | StepItem
  | ProblemItem
  | MoreProblemsItem
  | NoteItem
  | MissingPackerItem;

/** Several templates of one folder, where there are many. */
export interface FolderItem {
  readonly kind: 'folder';
  /** From the root of the workspace, with slashes. */
  readonly folder: string;
}

export interface TemplateItem {
  readonly kind: 'template';
  /** What Packer is given. */
  readonly path: string;
  readonly uri: vscode.Uri;
}

export interface BuildItem {
  readonly kind: 'build';
  readonly parent: TemplateItem;
  readonly uri: vscode.Uri;
  readonly build: BuildOutline;
}

export interface StepItem {
  readonly kind: 'step';
  readonly parent: BuildItem;
  readonly uri: vscode.Uri;
  readonly step: PlacedStep;
  /** Among those of its build, from 0. */
  readonly index: number;
  /** So short that it is told from the others; the step's own where it is left out. */
  readonly label?: string;
}

/** An error that the linter or Packer found in the template, or in what it leads to. */
export interface ProblemItem {
  readonly kind: 'problem';
  readonly parent: TemplateItem;
  readonly uri: vscode.Uri;
  readonly file: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/** There are more errors than are listed. */
export interface MoreProblemsItem {
  readonly kind: 'moreProblems';
  readonly parent: TemplateItem;
  readonly uri: vscode.Uri;
  readonly count: number;
}

/** What keeps this Packer from building the template: plugins that are not there. */
export interface NoteItem {
  readonly kind: 'note';
  readonly parent: TemplateItem;
  readonly uri: vscode.Uri;
  readonly note: PluginNote;
}

/** A template as it is known now; undefined when it is gone. */
export type TemplateOf = (item: TemplateItem) => TemplateOutline | undefined;
