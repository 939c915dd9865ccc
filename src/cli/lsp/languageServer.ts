import path from 'node:path';
import { LSPErrorCodes, ErrorCodes, MessageType, ResponseError } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Connection,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  InitializeParams,
  InitializeResult,
  ServerCapabilities,
  WorkDoneProgressServerReporter,
} from 'vscode-languageserver/node';
import { AnalysisSession } from '../../analysis/analysisSession';
import type { Which } from '../../analysis/analysisSession';
import { LintTriggers } from '../../analysis/lintTriggers';
import type { News, Settings } from '../../analysis/protocol';
import { isAmongPaths, isWithin } from '../../text/pathKey';
import { PathMap } from '../../text/pathMap';
import { FileChanges } from '../../tools/fileChanges';
import { chosenSettings, ownSection } from './chosenSettings';
import { clientOf } from './client';
import { Diagnostics } from './diagnostics';
import type { Door, ShownPlace } from './door';
import { features } from './features';
import type { Feature } from './features';
import { englishMessages } from './messages';
import { OpenTexts } from './openTexts';
import type { Naming } from './toLsp';
import { pathOfUri, uriOfPath } from './uris';
import { FolderWatcher } from './watching';
import { workspaceFiles } from './workspaceFiles';

/** What happened to a file, by the numbers of the protocol. */
const fileEvents = { 1: 'came', 2: 'changed', 3: 'gone' } as const;

/** How often it is said how far the workspace is read. Milliseconds. */
const progressEvery = 100;

/**
 * The language server: tells the analysis what happens in an editor, and the editor what that finds, as `LiveLint` does in
 * VS Code. The analysis runs in a worker with its watchdog here, too, as in one thread with it the server could hear neither
 * that a request was canceled nor that the editor is gone while a workspace is read, and what hangs the analysis would hang
 * the editor's language client. It runs no tool: nobody has said that the workspace is trusted. Positions are in UTF-16
 * units, which every editor has to take, whatever else it offers.
 */
export class LanguageServer extends AnalysisSession implements Door {
  client = clientOf({});
  chosen = chosenSettings(undefined);
  readonly diagnostics: Diagnostics;
  private readonly texts = new OpenTexts((...news) => this.tellText(...news));
  private readonly triggers: LintTriggers;
  private readonly changes: FileChanges;
  private readonly watcher: FolderWatcher;
  private roots: readonly string[] = [];
  /** What was given with `initialize`, where the editor has no settings to ask for. */
  private initial: unknown;
  private state: 'new' | 'running' | 'shutDown' = 'new';
  /** Until the settings are known: nothing is linted before that the user may not want. */
  private ready: Promise<void> = Promise.resolve();
  private reading: Promise<void> = Promise.resolve();
  /** A file of each subject that is known, by its key. */
  private readonly subjects = new PathMap<string>();
  private isRefreshing = false;

  /** @param script the program of the analysis, absolute */
  constructor(
    private readonly connection: Connection,
    script: string,
  ) {
    super(script);
    this.diagnostics = new Diagnostics({
      client: () => this.client,
      showsAccepted: () => this.chosen.showAccepted,
      isOpen: (file) => this.texts.has(file),
      uriOf: (file) => this.uriOf(file),
      versionOf: (file) => this.texts.knownVersion(file),
      publish: (params) => this.send('textDocument/publishDiagnostics', params),
      refresh: () => void this.request('workspace/diagnostic/refresh'),
    });
    this.triggers = new LintTriggers(
      this,
      () => this.chosen.run,
      (which) => void this.readWorkspace(which),
    );
    this.changes = new FileChanges((changes) => void this.triggers.onDisk(changes));
    this.watcher = new FolderWatcher(this.changes, (error) =>
      this.logError('The workspace is not watched.', error instanceof Error ? error : String(error)),
    );
  }

  /** Begins to answer. */
  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(() => this.begin());
    connection.onShutdown(() => this.shutDown());
    this.on('textDocument/didOpen', ({ textDocument }: DidOpenTextDocumentParams) =>
      this.opened(this.texts.opened(textDocument)),
    );
    this.on('textDocument/didChange', (params: DidChangeTextDocumentParams) => {
      const file = this.texts.changed(params);
      if (file !== undefined) this.whenReady(() => this.triggers.changed(file));
    });
    this.on('textDocument/didSave', ({ textDocument: { uri } }: DidSaveTextDocumentParams) => {
      const file = pathOfUri(uri);
      if (file !== undefined) this.whenReady(() => this.triggers.saved(file));
    });
    this.on('textDocument/didClose', ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
      const file = this.texts.closed(uri);
      if (file === undefined) return;
      this.whenReady(() => this.triggers.closed(file, this.isInWorkspace(file)));
      this.diagnostics.show([file]);
    });
    this.on('workspace/didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) => {
      for (const { uri, type } of changes) {
        const file = pathOfUri(uri);
        if (file !== undefined) this.changes[fileEvents[type]](file);
      }
    });
    this.on('workspace/didChangeConfiguration', (params: { settings?: unknown } | undefined) =>
      this.configure(params?.settings),
    );
    for (const feature of features)
      connection.onRequest(feature.method, (params: never, token?: CancellationToken) =>
        this.answer(feature, params, token),
      );
    connection.listen();
  }

  private initialize(params: InitializeParams): InitializeResult {
    const { capabilities = {}, workspaceFolders, rootUri, rootPath } = params;
    this.client = clientOf(capabilities);
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    const given = uris.flatMap((uri) => pathOfUri(uri) ?? []);
    this.roots = given.length || !rootPath || uris.length ? given : [rootPath];
    this.initial = ownSection(params.initializationOptions as unknown);
    this.chosen = chosenSettings(this.initial);
    this.state = 'running';
    this.setUp();
    // The library takes it for itself when it is initialized.
    this.on('workspace/didChangeWorkspaceFolders', ({ event }: DidChangeWorkspaceFoldersParams) =>
      this.foldersChanged(event),
    );
    const ofFeatures = features.map(({ capabilities: given }) =>
      typeof given === 'function' ? given(this.client) : given,
    );
    const own: ServerCapabilities = {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    return {
      capabilities: ofFeatures.reduce((all, more) => ({ ...all, ...more }), own),
      serverInfo: { name: 'Boxwright', version: VERSION },
    };
  }

  private begin(): void {
    if (this.client.watchesFiles)
      void this.register('workspace/didChangeWatchedFiles', { watchers: [{ globPattern: '**/*' }] }).then(
        (isDone) => {
          if (!isDone) this.watcher.watch(this.roots);
        },
      );
    else this.watcher.watch(this.roots);
    if (this.client.registersConfiguration)
      void this.register('workspace/didChangeConfiguration', { section: 'boxwright' });
    this.ready = this.loadSettings().then(() => this.triggers.begin());
  }

  /** Nothing is linted any more, so that the end is not waited for. */
  private shutDown(): void {
    this.state = 'shutDown';
    this.watcher.close();
    this.changes.dispose();
    this.dispose();
  }

  // What happens in the editor.

  private opened(file: string | undefined): void {
    if (file === undefined) return;
    this.whenReady(() => this.triggers.opened(file));
    // Those of an open file are pulled by editors that do.
    this.diagnostics.show([file]);
  }

  private foldersChanged({ added, removed }: DidChangeWorkspaceFoldersParams['event']): void {
    const gone = removed.flatMap(({ uri }) => pathOfUri(uri) ?? []);
    const come = added.flatMap(({ uri }) => pathOfUri(uri) ?? []);
    const stays = (root: string) => !isAmongPaths(root, [...gone, ...come]);
    this.roots = [...this.roots.filter(stays), ...come];
    this.setAgain();
    for (const [key, file] of [...this.subjects])
      if (!this.isInWorkspace(key) && !this.texts.has(file)) this.forgetFile(file);
    if (!this.client.watchesFiles) this.watcher.watch(this.roots);
    this.whenReady(() => this.triggers.begin());
  }

  /** @param pushed the settings, by editors that are not asked for them */
  private async configure(pushed: unknown): Promise<void> {
    const before = this.chosen;
    await this.loadSettings(pushed);
    const { run, showAccepted, takeOverLens, showDefaults } = this.chosen;
    if (run !== before.run) {
      this.setAgain();
      this.triggers.reconfigured(this.texts.paths);
    }
    if (showAccepted !== before.showAccepted) this.diagnostics.show();
    if (takeOverLens !== before.takeOverLens || showDefaults !== before.showDefaults) this.refresh();
  }

  private async loadSettings(pushed?: unknown): Promise<void> {
    const asked = this.client.configuration
      ? ((await this.request('workspace/configuration', { items: [{ section: 'boxwright' }] })) as
          readonly unknown[] | undefined)
      : undefined;
    const given = Array.isArray(asked) ? (asked[0] as unknown) : undefined;
    const isLive = this.chosen.run === 'onType';
    this.chosen = chosenSettings(given ?? (pushed ? ownSection(pushed) : this.initial));
    if (isLive !== (this.chosen.run === 'onType')) this.setAgain();
  }

  private whenReady(act: () => void): void {
    void this.ready.then(() => {
      if (this.state === 'running') act();
    });
  }

  // What features ask for.

  pathOf(uri: string): string | undefined {
    return pathOfUri(uri);
  }

  naming(): Naming {
    return { uriOf: (file) => this.uriOf(file), versionOf: this.texts.versions() };
  }

  shown(file: string): string {
    const root = this.roots.find((one) => isWithin(file, one));
    return root === undefined ? file : path.relative(root, file).replaceAll(path.sep, '/') || '.';
  }

  isInWorkspace(file: string): boolean {
    return this.roots.some((root) => isWithin(file, root));
  }

  workspaceRead(): Promise<void> {
    return this.ready.then(() => this.reading);
  }

  async show({ uri, range }: ShownPlace): Promise<void> {
    await this.request('window/showDocument', { uri, takeFocus: true, selection: range });
  }

  async pick(message: string, titles: readonly string[]): Promise<string | undefined> {
    const actions = titles.map((title) => ({ title }));
    const picked = await this.request('window/showMessageRequest', {
      type: MessageType.Info,
      message,
      actions,
    });
    return (picked as { readonly title?: string } | null | undefined)?.title;
  }

  // What the analysis asks for, and tells.

  protected settings(): Settings {
    const { roots } = this;
    const isLive = this.chosen.run === 'onType';
    return { roots, packer: undefined, given: new Map(), isLive, messages: englishMessages };
  }

  protected sendTexts(): void {
    this.texts.sendAll();
  }

  protected workspaceFiles(): AsyncIterable<readonly string[]> {
    return workspaceFiles(this.roots);
  }

  protected received({ found, subjects }: News): void {
    for (const one of subjects)
      if ('gone' in one) this.subjects.delete(one.key);
      else this.subjects.set(one.key, one.files[0] ?? one.key);
    this.diagnostics.take(found);
    if (found.length + subjects.length) this.refresh();
  }

  protected onChange(): void {
    // An editor is shown how far the workspace is read: see `readWorkspace`.
  }

  protected workspaceWasRead(): void {
    // Lists of templates are nothing that editors ask for.
  }

  protected forgetAll(): void {
    for (const key of this.subjects.keys()) this.subjects.delete(key);
    this.diagnostics.clear();
  }

  protected leftOut(file: string): void {
    this.send('window/showMessage', {
      type: MessageType.Warning,
      message: `Boxwright cannot check ${this.shown(file)}: it takes too long or fails. It is checked again when it changes.`,
    });
  }

  protected gaveUp(): void {
    this.send('window/showMessage', {
      type: MessageType.Error,
      message:
        'Boxwright stopped checking files, because that failed too often. Restart the language server to try again.',
    });
  }

  protected restarted(): void {
    this.triggers.reconfigured(this.texts.paths);
    this.refresh();
  }

  protected logError(message: string, error: Error | string): void {
    const more = error instanceof Error ? (error.stack ?? error.message) : error;
    this.send('window/logMessage', { type: MessageType.Error, message: [message, more].join('\n').trim() });
  }

  private async readWorkspace(which: Which): Promise<void> {
    const read = this.readWithProgress(which);
    this.reading = Promise.all([this.reading, read]).then(() => undefined);
    await this.reading;
  }

  private async readWithProgress(which: Which): Promise<void> {
    let reporter: WorkDoneProgressServerReporter | undefined;
    let isOver = false;
    let saidAt = 0;
    if (this.client.progress)
      void this.connection.window.createWorkDoneProgress().then(
        (made) => {
          if (isOver) return;
          reporter = made;
          made.begin('Boxwright: Reading the workspace…', undefined, undefined, true);
        },
        () => undefined,
      );
    await this.lintWorkspace(which, (key) => {
      if (reporter?.token.isCancellationRequested) return false;
      const now = performance.now();
      if (now - saidAt > progressEvery) reporter?.report(this.shown(key));
      saidAt = now;
      return undefined;
    });
    isOver = true;
    reporter?.done();
  }

  /** What is drawn into texts is asked for again; once for much that comes together. */
  private refresh(): void {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    setImmediate(() => {
      this.isRefreshing = false;
      if (this.client.refreshesLenses) void this.request('workspace/codeLens/refresh');
      if (this.client.refreshesHints) void this.request('workspace/inlayHint/refresh');
    });
  }

  private uriOf(file: string): string {
    return this.texts.uriOf(file) ?? uriOfPath(file);
  }

  // How editors are spoken to.

  /** A notification of the editor: what is wrong with one ends nothing. */
  private on<Params>(method: string, take: (params: Params) => void | Promise<void>): void {
    this.connection.onNotification(method, async (params: Params) => {
      if (this.state !== 'running') return;
      try {
        await take(params);
      } catch (error) {
        this.logError(`${method} failed.`, error instanceof Error ? error : String(error));
      }
    });
  }

  /** A canceled request is answered at once; what the analysis says of it later is nobody's. */
  private answer({ method, answer }: Feature, params: never, token?: CancellationToken): Promise<unknown> {
    if (this.state === 'new')
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    if (this.state === 'shutDown')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    // Without parameters there is no token, either.
    if (token === undefined)
      throw new ResponseError(ErrorCodes.InvalidParams, `${method} has no parameters.`);
    return new Promise((resolve, reject) => {
      const cancelled = new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was canceled.');
      // A token that is canceled before it is asked for calls nobody.
      if (token.isCancellationRequested) return reject(cancelled);
      token.onCancellationRequested(() => reject(cancelled));
      answer(this, params).then(resolve, reject);
    });
  }

  private send(method: string, params: object): void {
    // An editor that is gone hears nothing; the end of its pipe ends the server.
    this.connection.sendNotification(method, params).catch(() => undefined);
  }

  /** Asks the editor. @returns undefined also where it does not answer as it should */
  private request(method: string, params?: object): Promise<unknown> {
    const sent =
      params === undefined
        ? this.connection.sendRequest(method)
        : this.connection.sendRequest(method, params);
    return sent.catch(() => undefined);
  }

  /** @returns whether the editor does it from now on */
  private async register(method: string, registerOptions: object): Promise<boolean> {
    const registrations = [{ id: `boxwright:${method}`, method, registerOptions }];
    return this.connection.sendRequest('client/registerCapability', { registrations }).then(
      () => true,
      () => false,
    );
  }
}
