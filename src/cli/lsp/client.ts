import type { ClientCapabilities } from 'vscode-languageserver/node';

/** What an editor can, as far as something is done otherwise for it. */
export type Client = ReturnType<typeof clientOf>;

export function clientOf({ workspace, textDocument, window }: ClientCapabilities) {
  const { completion, publishDiagnostics, hover, definition, diagnostic, documentSymbol, rename } =
    textDocument ?? {};
  const { completionItem: item } = completion ?? {};
  const { resourceOperations, documentChanges } = workspace?.workspaceEdit ?? {};
  // The specification has `diagnostics`; Helix sends `diagnostic`.
  const { diagnostic: misspelt } = (workspace ?? {}) as { diagnostic?: { refreshSupport?: boolean } };
  const refreshesDiagnostics = Boolean((workspace?.diagnostics ?? misspelt)?.refreshSupport);
  return {
    snippets: Boolean(item?.snippetSupport),
    insertReplace: Boolean(item?.insertReplaceSupport),
    commitCharacters: Boolean(item?.commitCharactersSupport),
    completionTags: Boolean(item?.tagSupport),
    markdownDocumentation: Boolean(item?.documentationFormat?.includes('markdown')),
    markdownHovers: Boolean(hover?.contentFormat?.includes('markdown')),
    definitionLinks: Boolean(definition?.linkSupport),
    symbolTrees: Boolean(documentSymbol?.hierarchicalDocumentSymbolSupport),
    preparesRename: Boolean(rename?.prepareSupport),
    // Who can make files takes them in this form alone, whatever else it says.
    documentChanges: Boolean(documentChanges ?? resourceOperations?.length),
    creates: Boolean(resourceOperations?.includes('create')),
    relatedInformation: Boolean(publishDiagnostics?.relatedInformation),
    versions: Boolean(publishDiagnostics?.versionSupport),
    // Most show the link and do not say so.
    codeDescriptions: publishDiagnostics?.codeDescriptionSupport !== false,
    diagnosticTags: publishDiagnostics?.tagSupport?.valueSet ?? [],
    diagnosticData: Boolean(publishDiagnostics?.dataSupport),
    // What is found in a file can change with another one: who cannot be asked to pull again is better told.
    pulls: Boolean(diagnostic) && refreshesDiagnostics,
    refreshesLenses: Boolean(workspace?.codeLens?.refreshSupport),
    refreshesHints: Boolean(workspace?.inlayHint?.refreshSupport),
    showsDocuments: Boolean(window?.showDocument?.support),
    progress: Boolean(window?.workDoneProgress),
    watchesFiles: Boolean(workspace?.didChangeWatchedFiles?.dynamicRegistration),
    configuration: Boolean(workspace?.configuration),
    registersConfiguration: Boolean(workspace?.didChangeConfiguration?.dynamicRegistration),
  };
}
