import * as vscode from 'vscode';
import { lintSubjects } from '../../../../lint/lintPaths';
import { Projects } from '../../../../lint/project';
import type { Template } from '../../../../pipeline/template/template';
import { rules } from '../../../../rules/rules';
import type { FileSource } from '../../../../text/fileSource';
import { SourceText } from '../../../../text/sourceText';
import { plural } from '../../../plural';
import type { PreflightNote } from './preflightNote';

/** More of them are counted only. */
const mostFindings = 5;

/**
 * Errors that the linter finds. What is not there is told of the very folder in which Packer runs, not by it.
 * @param template as it is built
 */
export async function lintNotes(template: Template, files: FileSource): Promise<PreflightNote[]> {
  const projects = new Projects(files);
  const [first] = template.files;
  if (!first || projects.ofFile(first.path).configuration.ignores(first.path)) return [];
  const { findings } = await lintSubjects([{ kind: 'template', template }], projects, rules, () =>
    Promise.reject(new Error('No Vagrantfile is linted here')),
  );
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'file-missing');
  const shown = errors.slice(0, mostFindings).map(({ message, rule, location }): PreflightNote => {
    const source = new SourceText(location.path, files.read(location.path) ?? '');
    const line = source.positionAt(location.span.start).line + 1;
    return {
      severity: 'error',
      title: vscode.l10n.t('{0} in {1}:{2}', rule, vscode.workspace.asRelativePath(location.path), line),
      detail: message,
      action: { kind: 'show', location },
    };
  });
  const more = errors.length - shown.length;
  if (more <= 0) return shown;
  const last = errors[mostFindings];
  return [
    ...shown,
    {
      severity: 'error',
      title: plural(
        more,
        vscode.l10n.t('Boxwright found {0} more error', more),
        vscode.l10n.t('Boxwright found {0} more errors', more),
      ),
      detail: vscode.l10n.t('See the Problems panel.'),
      ...(last && { action: { kind: 'show', location: last.location } }),
    },
  ];
}
