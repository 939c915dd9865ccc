import * as vscode from 'vscode';
import { wrapperVersion } from '../../../../tools/packer/dsc/packerDsc';
import { shownUrls } from '../../../../pipeline/shownUrls';
import type { DscPlan, DscSource } from '../../../../tools/packer/dsc/packerDsc';

/** What is done when packer-dsc is installed, for the user to agree to. */
export function planText(plan: DscPlan): string {
  const { packer, way, source, go, folder, target, replaces, others, hides } = plan;
  const list = (files: readonly string[]) => files.map((file) => `\n    ${file}`).join('');
  const built = go && [
    vscode.l10n.t(
      'Go {0} builds it for {1}. Go downloads the modules in its go.sum and keeps them in its cache as usual.',
      go.version,
      `${go.target.os}/${go.target.arch}`,
    ),
    ...(way.build === 'wrapper'
      ? [
          vscode.l10n.t(
            'Boxwright adds a main package that reports the version {0}, because its own reports none.',
            wrapperVersion,
          ),
        ]
      : []),
  ];
  return [
    `${sourceText(source)} ${vscode.l10n.t('This is done in a folder of the editor, which is removed afterwards.')}`,
    ...(built ? [built.join(' ')] : []),
    vscode.l10n.t(
      'It is started once, as Packer starts it, to check whether Packer {0} can load it.',
      packer.version,
    ),
    (way.placing === 'packer'
      ? vscode.l10n.t('Packer installs it (packer plugins install --path):')
      : vscode.l10n.t('It is copied to:')) + list([target ?? folder]),
    ...(replaces.length ? [vscode.l10n.t('This replaces the existing one.')] : []),
    ...(others.length
      ? [vscode.l10n.t('Packer also finds another one and may load that instead:') + list(others)]
      : []),
    ...(hides.length
      ? [
          vscode.l10n.t(
            'The folder .packer.d is new. Once it exists, Packer 1.7.5 and newer look only there and no longer find:',
          ) + list(hides),
        ]
      : []),
    vscode.l10n.t(
      'Packer then validates a small template with a dsc provisioner. If anything fails, all changes are undone.',
    ),
    vscode.l10n.t(
      'It is a third-party program that runs with your permissions. Install only what you trust.',
    ),
  ].join('\n\n');
}

function sourceText(source: DscSource): string {
  switch (source.kind) {
    case 'git':
      return vscode.l10n.t('Git fetches {0}, commit {1}.', shownUrls(source.url), source.commit);
    case 'folder':
      return vscode.l10n.t('{0} is copied.', source.path);
    case 'file':
      return vscode.l10n.t('{0} is copied.', source.path);
  }
}
