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
  const { problem, remedies } = noPlans[why.reason];
  return { text: problem('version' in why ? why.version : ''), remedies };
}

/** Why it did not work. */
export function failureMessage({ kind, subject }: DscFailure, packer: ThisPacker): DscMessage {
  const { problem, remedies } = failures[kind];
  const left = vscode.l10n.t('packer-dsc was not installed, and nothing of it is left.');
  return { text: `${problem(subject, packer)} ${left}`, remedies };
}

interface Row<Given extends readonly unknown[]> {
  /** What is wrong, with what to do where no remedy is offered or it needs words. */
  readonly problem: (...given: Given) => string;
  /** Offered as buttons, in this order. */
  readonly remedies: readonly Remedy[];
}

type NoPlanReason = NoPlan['reason'] | 'noGit';

/** By why it is not tried; given is a version, of Packer or of Go. */
const noPlans: Readonly<Record<NoPlanReason, Row<[version: string]>>> = {
  packerTooOld: {
    problem: (version) =>
      vscode.l10n.t('Packer {0} is too old for packer-dsc, which needs Packer 0.7.0 or newer.', version),
    remedies: ['installPacker', 'convert'],
  },
  notBuilt: {
    problem: (version) =>
      vscode.l10n.t(
        'The version of packer-dsc that Packer {0} loads can no longer be built. Use an existing program of packer-dsc 0.0.3 or older, or use Packer 1.5.0 or newer.',
        version,
      ),
    remedies: ['program', 'installPacker', 'convert'],
  },
  noGo: {
    problem: () =>
      vscode.l10n.t(
        'packer-dsc must be built, and Go was not found. Install Go, set boxwright.go.path, or do without packer-dsc.',
      ),
    remedies: ['installGo', 'program', 'convert'],
  },
  oldGo: {
    problem: (version) =>
      vscode.l10n.t('Go {0} is too old to build packer-dsc. Install Go {1} or newer.', version, oldestGo),
    remedies: ['installGo', 'program', 'convert'],
  },
  noGit: {
    problem: () =>
      vscode.l10n.t(
        'Git was not found. Install Git, set boxwright.git.path, or install packer-dsc from a folder.',
      ),
    remedies: ['installGit', 'program', 'convert'],
  },
};

/** By what went wrong; given is what it went wrong with. */
const failures: Readonly<Record<DscFailureKind, Row<[subject: string, packer: ThisPacker]>>> = {
  offline: {
    problem: (what) =>
      vscode.l10n.t(
        '{0} cannot be reached and is not on this computer. Connect to the network, or use an existing program.',
        what,
      ),
    remedies: ['program', 'convert'],
  },
  refused: {
    problem: (message) => vscode.l10n.t('Access was denied: {0}', message),
    remedies: ['program', 'convert'],
  },
  noCommit: {
    problem: (commit) => vscode.l10n.t('The repository has no commit {0}.', commit),
    remedies: [],
  },
  unsafe: {
    problem: (message) =>
      vscode.l10n.t(
        'The repository was rejected, because it may write or run what it should not: {0}',
        message,
      ),
    remedies: ['convert'],
  },
  diskFull: {
    problem: (at) => vscode.l10n.t('The disk is full ({0}). Free up space, and try again.', at),
    remedies: [],
  },
  noPermission: {
    problem: (at) =>
      vscode.l10n.t(
        'Cannot write to {0}. Check its permissions, or set PACKER_PLUGIN_PATH to another folder.',
        at,
      ),
    remedies: [],
  },
  linkedFolder: {
    problem: (at) =>
      vscode.l10n.t(
        '{0} is a link, so files in it may end up anywhere. Replace it with a folder, or set PACKER_PLUGIN_PATH to its target.',
        at,
      ),
    remedies: [],
  },
  goTooOldForSource: {
    problem: (version) => vscode.l10n.t('The sources need Go {0} or newer.', version),
    remedies: ['installGo', 'program', 'convert'],
  },
  checksum: {
    problem: (message) =>
      vscode.l10n.t('The downloaded modules do not match go.mod and go.sum: {0}', message),
    remedies: ['convert'],
  },
  build: {
    problem: (message) => vscode.l10n.t('Go could not build packer-dsc: {0}', message),
    remedies: ['log', 'convert'],
  },
  layout: {
    problem: (what) => vscode.l10n.t('These are not the sources of packer-dsc: {0} is missing.', what),
    remedies: [],
  },
  api: {
    problem: (what, { version }) =>
      vscode.l10n.t('{0} was built for another version of Packer than {1}.', what, version),
    remedies: ['convert'],
  },
  notPlugin: {
    problem: (_, { version }) =>
      vscode.l10n.t(
        'When started as Packer {0} starts it, the program does not respond as a dsc plugin.',
        version,
      ),
    remedies: ['convert'],
  },
  noVersion: {
    problem: (_, { version }) =>
      vscode.l10n.t(
        'The program reports no version, without which Packer {0} loads no plugin. Build it from its sources.',
        version,
      ),
    remedies: [],
  },
  proof: {
    problem: (message, { version }) => vscode.l10n.t('Packer {0} rejected the plugin: {1}', version, message),
    remedies: ['convert'],
  },
  zip: {
    problem: (file) =>
      vscode.l10n.t('{0} is damaged or does not contain exactly one program of packer-dsc.', file),
    remedies: [],
  },
  git: {
    problem: (message) => vscode.l10n.t('Git could not fetch the sources: {0}', message),
    remedies: ['convert'],
  },
};
