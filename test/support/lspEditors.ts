/*
 * What editors send with `initialize`, as far as a server can go by it; written down from Neovim 0.11.4
 * (`vim.lsp.protocol.make_client_capabilities()`), Helix 25.07 (helix-lsp/src/client.rs) and Eglot 1.19
 * (`eglot-client-capabilities`).
 */

interface Editor {
  readonly name: string;
  readonly version: string;
  /** Whether it asks for diagnostics; else it waits for them. */
  readonly pulls: boolean;
  readonly rangeLength: boolean;
  readonly capabilities: object;
  /** What it sends after `initialized` and before the first file. */
  readonly configures: boolean;
}

const numbers = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

const actions = [
  'quickfix',
  'refactor',
  'refactor.extract',
  'refactor.inline',
  'refactor.rewrite',
  'source',
  'source.organizeImports',
];

const neovim: Editor = {
  name: 'Neovim',
  version: '0.11.4',
  pulls: false,
  rangeLength: true,
  configures: true,
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
    window: {
      showDocument: { support: true },
      workDoneProgress: true,
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    },
    workspace: {
      applyEdit: true,
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { relativePatternSupport: true, dynamicRegistration: false },
      inlayHint: { refreshSupport: true },
      semanticTokens: { refreshSupport: true },
      workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
    },
    textDocument: {
      synchronization: { didSave: true, willSave: true, willSaveWaitUntil: true, dynamicRegistration: false },
      completion: {
        contextSupport: true,
        dynamicRegistration: false,
        completionItemKind: { valueSet: numbers(25) },
        completionItem: {
          tagSupport: { valueSet: [1] },
          resolveSupport: { properties: ['additionalTextEdits', 'command'] },
          snippetSupport: true,
          commitCharactersSupport: false,
          deprecatedSupport: true,
          documentationFormat: ['markdown', 'plaintext'],
        },
      },
      hover: { contentFormat: ['markdown', 'plaintext'], dynamicRegistration: true },
      definition: { linkSupport: true, dynamicRegistration: true },
      codeAction: {
        dataSupport: true,
        dynamicRegistration: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', ...actions] } },
      },
      codeLens: { resolveSupport: { properties: ['command'] }, dynamicRegistration: false },
      inlayHint: {
        dynamicRegistration: true,
        resolveSupport: { properties: ['textEdits', 'tooltip', 'location', 'command'] },
      },
      diagnostic: { tagSupport: { valueSet: [1, 2] }, dynamicRegistration: false },
      publishDiagnostics: { tagSupport: { valueSet: [1, 2] }, relatedInformation: true, dataSupport: true },
    },
  },
};

const helix: Editor = {
  name: 'helix',
  version: '25.07',
  pulls: true,
  rangeLength: false,
  configures: false,
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
    window: {
      showDocument: { support: true },
      workDoneProgress: true,
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    },
    workspace: {
      applyEdit: true,
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: false },
      executeCommand: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      inlayHint: { refreshSupport: false },
      // Its library writes it so.
      diagnostic: { refreshSupport: true },
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'rename', 'delete'],
        failureHandling: 'abort',
        normalizesLineEndings: false,
      },
    },
    textDocument: {
      completion: {
        completionItem: {
          snippetSupport: true,
          resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
          insertReplaceSupport: true,
          deprecatedSupport: true,
          tagSupport: { valueSet: [1] },
        },
        completionItemKind: {},
      },
      hover: { contentFormat: ['markdown'] },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', ...actions, 'source.fixAll'] } },
        isPreferredSupport: true,
        disabledSupport: true,
        dataSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
      diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
      publishDiagnostics: { versionSupport: true, tagSupport: { valueSet: [1, 2] } },
      inlayHint: { dynamicRegistration: false },
    },
  },
};

const eglot: Editor = {
  name: 'Eglot',
  version: '1.19',
  pulls: false,
  rangeLength: true,
  configures: true,
  capabilities: {
    general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] },
    window: {
      showDocument: { support: true },
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
      workDoneProgress: true,
    },
    workspace: {
      applyEdit: true,
      configuration: true,
      workspaceFolders: true,
      executeCommand: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'delete', 'rename'],
        failureHandling: 'abort',
      },
    },
    textDocument: {
      synchronization: { dynamicRegistration: false, willSave: true, willSaveWaitUntil: true, didSave: true },
      completion: {
        dynamicRegistration: false,
        completionItem: {
          snippetSupport: false,
          deprecatedSupport: true,
          documentationFormat: ['plaintext'],
          resolveSupport: { properties: ['documentation', 'details', 'additionalTextEdits'] },
          tagSupport: { valueSet: [1] },
          insertReplaceSupport: true,
        },
        contextSupport: true,
      },
      hover: { dynamicRegistration: false, contentFormat: ['plaintext'] },
      definition: { dynamicRegistration: false, linkSupport: true },
      codeAction: {
        dynamicRegistration: false,
        resolveSupport: { properties: ['edit', 'command'] },
        dataSupport: true,
        codeActionLiteralSupport: { codeActionKind: { valueSet: actions } },
        isPreferredSupport: true,
      },
      inlayHint: { dynamicRegistration: false },
      diagnostic: { dynamicRegistration: false },
      publishDiagnostics: {
        relatedInformation: false,
        versionSupport: true,
        codeDescriptionSupport: false,
        tagSupport: { valueSet: [1, 2] },
      },
    },
  },
};

export const editors: readonly Editor[] = [neovim, helix, eglot];
