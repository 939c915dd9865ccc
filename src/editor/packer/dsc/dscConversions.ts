import * as vscode from 'vscode';
import { dscPlaces } from '../../../rules/fixes/convertDsc/dscPlaces';
import { editorFiles } from '../../editorFiles';
import { Converter, diagnosticSource } from '../../lint/convert';
import { templateAt } from '../templates/templateAt';
import { mentionsDsc } from './mentionsDsc';

/** Offers, on a dsc step and for the linter's word that Packer can't load it, to write it as core provisioners. */
export class DscConversions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { uri } = document;
    const template = mentionsDsc(document) ? templateAt(uri.fsPath) : undefined;
    if (!template) return [];
    const converter = new Converter(editorFiles());
    const place = dscPlaces(template).find(
      ({ path, span }) => path === uri.fsPath && converter.range(path, span).intersection(range),
    );
    if (!place) return [];
    const about = diagnostics.filter(isUnloadable);
    const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;
    const kind = [...(about.length ? [QuickFix] : []), RefactorRewrite].find(
      (one) => !only || only.contains(one),
    );
    if (!kind) return [];
    const title = vscode.l10n.t('Convert to core provisioners (preview)…');
    const action = new vscode.CodeAction(title, kind);
    if (kind === QuickFix) action.diagnostics = about;
    action.command = {
      title,
      command: 'boxwright.packer.convertDsc',
      arguments: [uri, place.span.start],
    };
    return [action];
  }
}

const isUnloadable = ({ source, code }: vscode.Diagnostic): boolean =>
  source === diagnosticSource && typeof code === 'object' && code.value === 'dsc-plugin-unloadable';
