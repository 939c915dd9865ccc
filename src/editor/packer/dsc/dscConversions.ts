import * as vscode from 'vscode';
import { dscConversion } from '../../../language/dsc/dscConversion';
import type { ConversionKind } from '../../../language/dsc/dscConversion';
import { mentionsDsc } from '../../../language/dsc/mentionsDsc';
import { editorFiles } from '../../editorFiles';
import { languageMessages } from '../../language/languageMessages';
import { Converter, diagnosticSource } from '../../lint/convert';
import { templateAt } from '../templates/templateAt';

const kinds: Readonly<Record<ConversionKind, vscode.CodeActionKind>> = {
  quickfix: vscode.CodeActionKind.QuickFix,
  'refactor.rewrite': vscode.CodeActionKind.RefactorRewrite,
};

/** Offers, on a dsc step and for the linter's word that Packer can't load it, to write it as core provisioners. */
export class DscConversions implements vscode.CodeActionProvider {
  static readonly kinds = Object.values(kinds);

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const { uri } = document;
    const template = mentionsDsc(document.getText()) ? await templateAt(uri.fsPath) : undefined;
    if (!template) return [];
    const about = diagnostics.filter(isUnloadable);
    const asked = {
      at: new Converter(editorFiles()).location(uri.fsPath, range),
      isUnloadable: about.length > 0,
      wants: (kind: ConversionKind) => !only || only.contains(kinds[kind]),
    };
    const found = dscConversion(template, asked, languageMessages);
    if (!found) return [];
    const { title, kind, location } = found;
    const action = new vscode.CodeAction(title, kinds[kind]);
    if (kind === 'quickfix') action.diagnostics = about;
    action.command = {
      title,
      command: 'boxwright.packer.convertDsc',
      arguments: [uri, location.span.start],
    };
    return [action];
  }
}

const isUnloadable = ({ source, code }: vscode.Diagnostic): boolean =>
  source === diagnosticSource && typeof code === 'object' && code.value === 'dsc-plugin-unloadable';
