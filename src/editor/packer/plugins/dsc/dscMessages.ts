import * as vscode from 'vscode';
import { oldestGo } from '../../../../tools/packer/dsc/packerDsc';
import type { DscFailure, DscFailureKind, NoPlan, ThisPacker } from '../../../../tools/packer/dsc/packerDsc';

/** What else would do when packer-dsc can't be installed. */
export type Remedy = 'installGo' | 'installGit' | 'installPacker' | 'convert' | 'program' | 'log';

export interface DscMessage {
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

/** Why it is not even tried. */
export function noPlanMessage(why: NoPlan | { readonly reason: 'noGit' }): DscMessage {
  switch (why.reason) {
    case 'packerTooOld':
      return {
        text: vscode.l10n.t(
          'Packer {0} is too old for packer-dsc: 0.7.0 is the first that loads it.',
          why.version,
        ),
        remedies: ['installPacker', 'convert'],
      };
    case 'notBuilt':
      return {
        text: vscode.l10n.t(
          'What Packer {0} loads can not be built any more. A program of packer-dsc 0.0.3 or older will do, or Packer 1.5.0 or newer.',
          why.version,
        ),
        remedies: ['program', 'installPacker', 'convert'],
      };
    case 'noGo':
      return {
        text: vscode.l10n.t(
          'packer-dsc has to be built, and Go was not found. Install Go, or set boxwright.go.path; or do without packer-dsc.',
        ),
        remedies: ['installGo', 'program', 'convert'],
      };
    case 'oldGo':
      return {
        text: vscode.l10n.t(
          'Go {0} is too old to build packer-dsc. Install Go {1} or newer.',
          why.version,
          oldestGo,
        ),
        remedies: ['installGo', 'program', 'convert'],
      };
    case 'noGit':
      return {
        text: vscode.l10n.t(
          'Git was not found. Install Git, set boxwright.git.path, or install packer-dsc from a folder.',
        ),
        remedies: ['installGit', 'program', 'convert'],
      };
  }
}

type Say = (subject: string, packer: ThisPacker) => string;

const failures: Readonly<Record<DscFailureKind, readonly [Say, ...Remedy[]]>> = {
  offline: [
    (what) =>
      vscode.l10n.t(
        '{0} can not be reached, and is not on this machine. Go online, or take a ready program.',
        what,
      ),
    'program',
    'convert',
  ],
  refused: [(said) => vscode.l10n.t('It was refused: {0}', said), 'program', 'convert'],
  noCommit: [(commit) => vscode.l10n.t('The repository has no commit {0}.', commit)],
  unsafe: [
    (said) =>
      vscode.l10n.t('The repository was not taken, as it may write or run what it should not: {0}', said),
    'convert',
  ],
  diskFull: [(at) => vscode.l10n.t('The disk is full ({0}). Make room, and install it again.', at)],
  noPermission: [
    (at) =>
      vscode.l10n.t(
        '{0} can not be written. Ask its owner for the right to, or set PACKER_PLUGIN_PATH to another folder.',
        at,
      ),
  ],
  linkedFolder: [
    (at) =>
      vscode.l10n.t(
        '{0} is a link. What is put there may end up anywhere: make it a folder, or set PACKER_PLUGIN_PATH to where it leads.',
        at,
      ),
  ],
  goTooOldForSource: [
    (version) => vscode.l10n.t('This source needs Go {0} or newer.', version),
    'installGo',
    'program',
    'convert',
  ],
  checksum: [
    (said) => vscode.l10n.t('What go.mod and go.sum say does not fit what was downloaded: {0}', said),
    'convert',
  ],
  build: [(said) => vscode.l10n.t('Go could not build it: {0}', said), 'log', 'convert'],
  layout: [(what) => vscode.l10n.t('These are no sources of packer-dsc: there is no {0}.', what)],
  api: [
    (what, { version }) => vscode.l10n.t('{0} is made for another Packer than {1}.', what, version),
    'convert',
  ],
  notPlugin: [
    (_said, { version }) =>
      vscode.l10n.t('Started as Packer {0} would, it does not answer as a dsc plugin.', version),
    'convert',
  ],
  noVersion: [
    (_said, { version }) =>
      vscode.l10n.t(
        'It says no version of itself, without which Packer {0} loads no plugin. Build it from its sources.',
        version,
      ),
  ],
  proof: [(said, { version }) => vscode.l10n.t('Packer {0} does not take it: {1}', version, said), 'convert'],
  zip: [(file) => vscode.l10n.t('{0} is broken, or has not exactly one program of packer-dsc.', file)],
  git: [(said) => vscode.l10n.t('Git could not fetch it: {0}', said), 'convert'],
};

/** Why it did not work. */
export function failureMessage({ kind, subject }: DscFailure, packer: ThisPacker): DscMessage {
  const [say, ...remedies] = failures[kind];
  const left = vscode.l10n.t('packer-dsc was not installed, and nothing of it is left.');
  return { text: `${say(subject, packer)} ${left}`, remedies };
}
