import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';
import type { Part } from '../../part';
import { PackerCompletions } from './completions';
import { PackerDefinitions } from './definitions';
import { PackerHighlights } from './highlights';
import { PackerReferences } from './references';
import { PackerRename } from './rename';

/** By their names, as HCL may be the language of another extension, or of none. */
const hcl: vscode.DocumentSelector = ['**/*.pkr.hcl', '**/*.pkrvars.hcl'].map((pattern) => ({
  scheme: 'file',
  pattern,
}));

/** What VS Code offers while HCL2 templates are written and read. */
export const packerLanguagePart = (lint: LiveLint): Part => ({
  commands: {},
  disposables: [
    vscode.languages.registerCompletionItemProvider(
      hcl,
      new PackerCompletions(lint),
      ...PackerCompletions.triggers,
    ),
    vscode.languages.registerDefinitionProvider(hcl, new PackerDefinitions(lint)),
    vscode.languages.registerReferenceProvider(hcl, new PackerReferences(lint)),
    vscode.languages.registerDocumentHighlightProvider(hcl, new PackerHighlights(lint)),
    vscode.languages.registerRenameProvider(hcl, new PackerRename(lint)),
  ],
});
