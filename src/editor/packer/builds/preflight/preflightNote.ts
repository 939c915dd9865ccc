import type { Location } from '../../../../text/location';
import type { PluginAction, PluginNote } from '../../plugins/pluginNotes';

/** What can be done about a note. */
export type PreflightAction =
  | PluginAction
  | { readonly kind: 'show'; readonly location: Location }
  /** Packer runs elsewhere. */
  | { readonly kind: 'folder'; readonly cwd: string }
  /** With `-force`, this time: Packer deletes the folders of all builds. */
  | { readonly kind: 'force'; readonly folders: readonly string[] }
  /** Packer deletes these folders, once the user has named each. */
  | { readonly kind: 'delete'; readonly folders: readonly string[] }
  /** One build after the other, this time. */
  | { readonly kind: 'sequential' }
  /** Without publishing to HCP Packer, this time. */
  | { readonly kind: 'withoutRegistry' }
  | { readonly kind: 'variables' }
  | { readonly kind: 'varFiles' };

/** Something to know before a build. */
export interface PreflightNote extends Omit<PluginNote, 'action'> {
  readonly action?: PreflightAction;
  /** It must not be built before something is done about it. */
  readonly blocks?: true;
}
