import type { PreflightSeverity } from '../../../../tools/packer/plan/preflight';
import type { Location } from '../../../../text/location';

/** What can be done about a note. */
export type PreflightAction =
  | { readonly kind: 'init' }
  | { readonly kind: 'install'; readonly source: string }
  /** A command of its own, as it takes more than Packer. */
  | { readonly kind: 'installDsc' }
  | { readonly kind: 'show'; readonly location: Location }
  | { readonly kind: 'browse'; readonly url: string }
  /** Packer runs elsewhere. */
  | { readonly kind: 'folder'; readonly cwd: string }
  /** With `-force`, this time: Packer deletes the folders of all builds. */
  | { readonly kind: 'force'; readonly folders: readonly string[] }
  /** One build after the other, this time. */
  | { readonly kind: 'sequential' }
  | { readonly kind: 'variables' }
  | { readonly kind: 'varFiles' };

/** Something to know before a build. */
export interface PreflightNote {
  readonly severity: PreflightSeverity;
  readonly title: string;
  /** What follows from it, and what the action does. */
  readonly detail: string;
  readonly action?: PreflightAction;
}
