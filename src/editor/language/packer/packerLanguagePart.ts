import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';
import type { Part } from '../../part';
import { PackerCompletions } from './completions';
import { PackerDefaultHints } from './defaultHints';
import { PackerDefinitions } from './definitions';
import { PackerDocumentSymbols } from './documentSymbols';
import { PackerFolding } from './folding';
import { PackerHighlights } from './highlights';
import { PackerLinks } from './links';
import { PackerReferences } from './references';
import { PackerRename } from './rename';
import { PackerSignatureHelp } from './signatureHelp';
import { PackerWorkspaceSymbols } from './workspaceSymbols';

/** By their names, as HCL may be the language of another extension, or of none. */
const hcl: vscode.DocumentSelector = ['**/*.pkr.hcl', '**/*.pkrvars.hcl'].map((pattern) => ({
  scheme: 'file',
  pattern,
}));

/** What VS Code offers while HCL2 templates are written and read. */
export function packerLanguagePart(lint: LiveLint): Part {
  const hints = new PackerDefaultHints(lint);
  return {
    commands: {},
    disposables: [
      hints,
      vscode.languages.registerCompletionItemProvider(
        hcl,
        new PackerCompletions(lint),
        ...PackerCompletions.triggers,
      ),
      vscode.languages.registerDefinitionProvider(hcl, new PackerDefinitions(lint)),
      vscode.languages.registerReferenceProvider(hcl, new PackerReferences(lint)),
      vscode.languages.registerDocumentHighlightProvider(hcl, new PackerHighlights(lint)),
      vscode.languages.registerRenameProvider(hcl, new PackerRename(lint)),
      vscode.languages.registerDocumentSymbolProvider(hcl, new PackerDocumentSymbols(lint)),
      vscode.languages.registerWorkspaceSymbolProvider(new PackerWorkspaceSymbols(lint)),
      vscode.languages.registerFoldingRangeProvider(hcl, new PackerFolding(lint)),
      vscode.languages.registerDocumentLinkProvider(hcl, new PackerLinks(lint)),
      vscode.languages.registerSignatureHelpProvider(
        hcl,
        new PackerSignatureHelp(lint),
        ...PackerSignatureHelp.triggers,
      ),
      vscode.languages.registerInlayHintsProvider(hcl, hints),
    ],
  };
}
