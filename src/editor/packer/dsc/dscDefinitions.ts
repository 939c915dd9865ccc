import * as vscode from 'vscode';
import { mentionsDsc } from '../../../language/dsc/mentionsDsc';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { templateAt } from '../templates/templateAt';

/** Leads from an option of a dsc step to its file, to the configuration in the manifest, to the modules of a folder. */
export class DscDefinitions implements vscode.DefinitionProvider {
  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    if (!mentionsDsc(document.getText())) return [];
    const file = document.uri.fsPath;
    const template = await templateAt(file);
    if (!template) return [];
    const { dscDefinition } = await import('../../../language/dsc/dsc');
    const files = editorFiles();
    const converter = new Converter(files);
    const found = dscDefinition(template, file, converter.offset(file, position), files);
    if (!found) return [];
    const originSelectionRange = converter.range(file, found.origin);
    return found.targets.map(({ path, span }) => {
      const targetRange = converter.range(path, span);
      return {
        originSelectionRange,
        targetUri: vscode.Uri.file(path),
        targetRange,
        targetSelectionRange: new vscode.Range(targetRange.start, targetRange.start),
      };
    });
  }
}
