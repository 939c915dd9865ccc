import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, closeAll, inWorkspace, show, until } from './support';

const folder = inWorkspace('logs').fsPath;
const log = vscode.Uri.file(path.join(folder, 'packer.log'));
const script = path.join(folder, 'scripts', 'install.sh');
const elsewhere = path.join(folder, 'scripts', 'setup.ps1');

const lines = [
  '2026-11-23T05:00:00Z: ==> one: Retrieving ISO',
  '2026-11-23T05:00:01Z: ==> one: Waiting for SSH to become available...',
  '2026-11-23T05:00:05Z: ==> one: Connected to SSH!',
  '2026-11-23T05:00:05Z: ==> one: Provisioning with shell script: scripts/install.sh',
  '2026-11-23T05:00:06Z:     one: some output',
  '2026-11-23T05:00:07Z: ==> one: /tmp/script_4711.sh: line 2: nosuch: command not found',
  '2026-11-23T05:00:08Z: ==> one: Uploading scripts/setup.ps1 => C:/Windows/Temp/setup.ps1',
  '2026-11-23T05:00:08Z: ==> one: #< CLIXML',
  '2026-11-23T05:00:08Z: ==> one: <Objs Version="1.1.0.1"><Obj S="progress" RefId="0"></Obj></Objs>',
  '2026-11-23T05:00:09Z: ==> one: At C:\\Windows\\Temp\\setup.ps1:3 char:5',
  '2026-11-23T05:00:09Z: ==> one: At C:\\Windows\\Temp\\gone.ps1:3 char:5',
  "2026-11-23T05:00:10Z: Build 'one' finished after 10 seconds.",
];

const documentChange = vscode.workspace.onDidChangeTextDocument as vscode.Event<never>;
const scroll = vscode.window.onDidChangeTextEditorVisibleRanges as vscode.Event<never>;

describe("Packer's log in the editor", () => {
  before(async () => {
    await activated();
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(script, '#!/bin/sh\nnosuch\n');
    writeFileSync(elsewhere, '# one\n# two\n  broken\n');
  });
  const text = `${lines.join('\n')}\n`;
  beforeEach(() => {
    // In one go: an editor that reads it just now sees no half of it.
    writeFileSync(`${log.fsPath}.new`, text);
    renameSync(`${log.fsPath}.new`, log.fsPath);
  });
  afterEach(closeAll);
  after(() => rmSync(folder, { recursive: true }));

  /** Shows the log once the editor has read what is there now, not what an earlier test has left. */
  const showLog = async (): Promise<vscode.TextEditor> => {
    const editor = await show(log);
    await until('the editor to read it', () => editor.document.getText() === text, [documentChange]);
    return editor;
  };

  it('knows the logs of the last build and of earlier ones by their names', async () => {
    for (const name of ['packer.log', 'packer.20261123T141502.log', 'packer-hello.log']) {
      const file = path.join(folder, name);
      writeFileSync(file, '');
      assert.equal((await vscode.workspace.openTextDocument(file)).languageId, 'packer-log', name);
    }
  });

  it('knows the log by the name that the settings give it', async () => {
    const settings = vscode.workspace.getConfiguration('boxwright.packer');
    await settings.update('logFile', 'building.txt', vscode.ConfigurationTarget.Workspace);
    try {
      const file = path.join(folder, 'building.txt');
      writeFileSync(file, lines.join('\n'));
      const document = await vscode.workspace.openTextDocument(file);
      await until(
        'its language',
        () =>
          vscode.workspace.textDocuments.some(
            (one) => one.fileName === file && one.languageId === 'packer-log',
          ),
        [vscode.workspace.onDidOpenTextDocument as vscode.Event<never>],
      );
      assert.ok(document);
    } finally {
      await settings.update('logFile', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('outlines builds and their steps', async () => {
    await showLog();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      log,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['one'],
    );
    const steps = symbols[0]?.children ?? [];
    assert.deepEqual(
      steps.map(({ name, range }) => [name, range.start.line]),
      [
        ['Retrieving ISO', 0],
        ['Waiting for SSH to become available...', 1],
        ['Provisioning with shell script: scripts/install.sh', 3],
        ['Uploading scripts/setup.ps1 => C:/Windows/Temp/setup.ps1', 6],
      ],
    );
    assert.equal(steps[1]?.detail, '4 sec');
  });

  it('folds steps, and the noise of PowerShell so that the editor folds it by itself', async () => {
    await showLog();
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      log,
    );
    const found = ranges.map(({ start, end, kind }) => [start, end, kind]);
    assert.deepEqual(
      found.find(([start]) => start === 3),
      [3, 5, undefined],
    );
    assert.deepEqual(
      found.find(([start]) => start === 7),
      [7, 8, vscode.FoldingRangeKind.Imports],
    );
    const settings = vscode.workspace.getConfiguration('editor', { uri: log, languageId: 'packer-log' });
    assert.equal(settings.get('foldingImportsByDefault'), true);
  });

  it('links what scripts say to the files of this machine', async () => {
    await showLog();
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      log,
    );
    const found = links
      .filter(({ target }) => target?.scheme === 'file')
      .map(({ range, target }) => [range.start.line, target?.fsPath, target?.fragment]);
    assert.deepEqual(found, [
      [5, script, 'L2,1'],
      [9, elsewhere, 'L3,5'],
    ]);
  });

  it('reads on when the log grows', async () => {
    const { document } = await showLog();
    const count = async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        log,
      );
      return symbols.map(({ name, children }) => [name, children.length]);
    };
    assert.deepEqual(await count(), [['one', 4]]);
    appendFileSync(log.fsPath, '2026-11-23T05:00:20Z: ==> two: Retrieving ISO\n');
    await until('the editor to read it', () => document.lineCount > lines.length + 1, [documentChange]);
    assert.deepEqual(await count(), [
      ['one', 4],
      ['two', 1],
    ]);
    writeFileSync(log.fsPath, '2026-11-23T06:00:20Z: ==> three: Retrieving ISO\n');
    await until('the new log', () => document.lineAt(0).text.includes('three'), [documentChange]);
    assert.deepEqual(await count(), [['three', 1]]);
  });

  it('stays at the end of a log that is followed, until the user scrolls up, and again when at the end', async () => {
    const output = (from: number) =>
      Array.from({ length: 300 }, (_, index) => `    one: line ${from + index}\n`).join('');
    writeFileSync(log.fsPath, output(0));
    await show(log);
    await vscode.commands.executeCommand('boxwright.packer.followLog');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const { document } = editor;
    const last = () => editor.visibleRanges.at(-1)?.end.line ?? 0;
    const atEnd = () => last() >= document.lineCount - 2;
    await until('the end to be shown', atEnd, [scroll]);
    appendFileSync(log.fsPath, output(300));
    await until('the new end to be shown', () => document.lineCount > 600 && atEnd(), [
      scroll,
      documentChange,
    ]);

    await vscode.commands.executeCommand('editorScroll', { to: 'up', by: 'page', value: 3 });
    await until('the editor to scroll up', () => !atEnd(), [scroll]);
    const before = last();
    appendFileSync(log.fsPath, output(600));
    await until('the log to grow', () => document.lineCount > 900, [documentChange]);
    // Had the editor been told to go to the end, this would go up from there.
    await vscode.commands.executeCommand('editorScroll', { to: 'up', by: 'line', value: 1 });
    await until('the editor to be where it was, but for a line', () => last() < before, [scroll]);

    await vscode.commands.executeCommand('editorScroll', { to: 'down', by: 'page', value: 100 });
    await until('the end to be shown', atEnd, [scroll]);
    appendFileSync(log.fsPath, output(900));
    await until('the end to be shown again', () => document.lineCount > 1200 && atEnd(), [
      scroll,
      documentChange,
    ]);

    await vscode.commands.executeCommand('boxwright.packer.followLog');
  });

  it('goes on with the end of a log that has become too large', async function () {
    // The editor reads it whole, once.
    this.timeout(120_000);
    await show(log);
    await vscode.commands.executeCommand('boxwright.packer.followLog');
    appendFileSync(log.fsPath, `${'    one: some output of a script'.padEnd(999, '.')}\n`.repeat(22_000));
    const editor = await until(
      'an editor with the end',
      () =>
        vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'boxwright-log-end'),
      [vscode.window.onDidChangeVisibleTextEditors as vscode.Event<never>],
      60,
    );
    appendFileSync(log.fsPath, 'the last line\n');
    const { document } = editor;
    await until(
      'the end to be shown',
      () =>
        document.lineAt(document.lineCount - 2).text === 'the last line' &&
        (editor.visibleRanges.at(-1)?.end.line ?? 0) >= document.lineCount - 2,
      [scroll, documentChange],
    );
  });

  it('shows the end of a log that is too large for colors', async () => {
    const large = path.join(folder, 'packer-large.log');
    const line = `${'2026-11-23T05:00:06Z:     one: some output of a script'.padEnd(99, '.')}\n`;
    writeFileSync(large, line.repeat(300_000));
    appendFileSync(large, '2026-11-23T05:00:10Z: ==> one: Gracefully halting virtual machine...\n');
    const uri = vscode.Uri.file(large);
    const document = await vscode.workspace.openTextDocument(
      uri.with({ scheme: 'boxwright-log-end', query: uri.toString() }),
    );
    assert.equal(document.languageId, 'packer-log');
    assert.equal(`${document.lineAt(0).text}\n`, line, 'it begins with a whole line');
    assert.match(document.lineAt(document.lineCount - 2).text, /Gracefully/);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols[0]?.children.map(({ name }) => name),
      ['Gracefully halting virtual machine...'],
    );
    await vscode.window.showTextDocument(document);
    appendFileSync(large, 'the last line\n');
    await until(
      'the document to grow',
      () => document.lineAt(document.lineCount - 2).text === 'the last line',
      [documentChange],
    );
    await closeAll();
    rmSync(large);
  });
});
