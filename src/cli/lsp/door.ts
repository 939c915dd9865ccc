import type { Range } from 'vscode-languageserver/node';
import type { Answer, Asked, Questions } from '../../analysis/transport';
import type { ChosenSettings } from './chosenSettings';
import type { Client } from './client';
import type { Diagnostics } from './diagnostics';
import type { Naming } from './toLsp';

/** A place that a lens leads to. */
export interface ShownPlace {
  /** Of the build. */
  readonly name: string;
  readonly uri: string;
  readonly range: Range;
}

/** What features ask, and by what they answer. */
export interface Door {
  readonly client: Client;
  readonly chosen: ChosenSettings;
  readonly diagnostics: Diagnostics;
  ask<Name extends keyof Questions>(name: Name, ...given: Asked<Name>): Promise<Answer<Name> | undefined>;
  /** Undefined for what is not on the disk. */
  pathOf(uri: string): string | undefined;
  /** By the versions of this moment. */
  naming(): Naming;
  /** As in the workspace, for people. */
  shown(path: string): string;
  isInWorkspace(path: string): boolean;
  /** Until all of the workspace was looked at. */
  workspaceRead(): Promise<void>;
  /** Opens a file in the editor. */
  show(place: ShownPlace): Promise<void>;
  /** @returns the title that the user has picked */
  pick(message: string, titles: readonly string[]): Promise<string | undefined>;
}
