import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeAll, inWorkspace, show, taskEnd, until } from './support';

/** Each test has a folder of its own: the editor remembers what was changed in a file, beyond its end. */
let count = 0;
const folder = () => inWorkspace(`commands-${count}`);
const file = (name: string) => vscode.Uri.joinPath(folder(), name);
const textOnDisk = (name: string) => readFileSync(file(name).fsPath, 'utf8');

async function write(name: string, text: unknown): Promise<vscode.Uri> {
  const content = typeof text === 'string' ? text : JSON.stringify(text, null, 4);
  await vscode.workspace.fs.writeFile(file(name), Buffer.from(content));
  return file(name);
}

const untidy = 'source "null" "one" {\n communicator="none"\n}\nbuild {\n  sources = ["null.one"]\n}\n';
const tidy = untidy.replace(' communicator="none"', '  communicator = "none"');

const old = {
  builders: [{ type: 'null', name: 'one', communicator: 'none', ssh_wait_timeout: '20m' }],
  provisioners: [{ type: 'shell-local', inline: ['echo one'] }],
};

/** The tab of a preview, once it is there. */
const preview = (label: RegExp) =>
  until(
    `a tab ${label.source}`,
    () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      return tab && label.test(tab.label) && tab.input instanceof vscode.TabInputTextDiff
        ? tab.input
        : undefined;
    },
    [vscode.window.tabGroups.onDidChangeTabs as vscode.Event<never>],
  );

const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();

/** The real Packers: the one on PATH, and a current one where the tests have it. */
const packers: readonly [string, string][] = [
  ['on PATH', ''],
  ...(process.env['BOXWRIGHT_PACKER_CURRENT']
    ? [['current', process.env['BOXWRIGHT_PACKER_CURRENT']] as [string, string]]
    : []),
];

for (const [name, program] of packers)
  describe(`Packer's commands on templates, Packer ${name}`, () => {
    before(async () => {
      await activated();
      await setPacker(program);
    });
    after(() => setPacker(''));
    beforeEach(() => {
      count += 1;
    });
    afterEach(async () => {
      for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty))
        await vscode.window.showTextDocument(document, { preview: false });
      await closeAll();
      await vscode.workspace.fs.delete(folder(), { recursive: true });
    });

    const setPacker = (path: string) =>
      vscode.workspace.getConfiguration('boxwright').update('packer.path', path || undefined, true);

    it('formats what stands in the editor, and does not touch the file', async () => {
      const uri = await write('a.pkr.hcl', 'build {}\n');
      const editor = await show(uri);
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), untidy));
      await vscode.commands.executeCommand('boxwright.packer.format');
      assert.equal(editor.document.getText(), tidy);
      assert.equal(textOnDisk('a.pkr.hcl'), 'build {}\n');
    });

    it('formats as the formatter of HCL2 files, those of variables too', async () => {
      for (const name of ['b.pkr.hcl', 'b.auto.pkrvars.hcl']) {
        const uri = await write(name, 'a=1\n');
        const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
          'vscode.executeFormatDocumentProvider',
          uri,
          { tabSize: 2, insertSpaces: true },
        );
        const edit = new vscode.WorkspaceEdit();
        edit.set(uri, edits ?? []);
        assert.ok(await vscode.workspace.applyEdit(edit));
        assert.equal(await textOf(uri), 'a = 1\n', name);
        assert.equal(textOnDisk(name), 'a=1\n');
      }
    });

    it('formats all files of a template, and leaves broken text alone', async () => {
      await write('a.pkr.hcl', untidy);
      const other = await write('b.pkr.hcl', 'variable "x" {\n default="1"\n}\n');
      const given = await write('c.pkr.hcl', '');
      await vscode.commands.executeCommand('boxwright.packer.format', { uri: given });
      assert.equal(await textOf(other), 'variable "x" {\n  default = "1"\n}\n');
      assert.equal(await textOf(file('a.pkr.hcl')), tidy);
      const broken = await write('d.pkr.hcl', 'source {\n a=\n}}\n');
      await show(broken);
      await vscode.commands.executeCommand('boxwright.packer.format');
      assert.equal(await textOf(broken), 'source {\n a=\n}}\n');
    });

    it('shows what it reads out of a template', async () => {
      const uri = await write('a.pkr.hcl', untidy);
      await vscode.commands.executeCommand('boxwright.packer.inspect', uri);
      const { document } = vscode.window.activeTextEditor ?? {};
      assert.equal(document?.uri.scheme, 'boxwright-packer');
      assert.match(document.getText(), /^Packer Inspect: HCL2 mode[^]*null\.one/);
    });

    it('shows what an upgrade changes, and applies it', async () => {
      const uri = await write('old.json', old);
      await vscode.commands.executeCommand('boxwright.packer.upgrade', uri);
      const { original, modified } = await preview(/old\.json.*preview/);
      assert.equal(original.fsPath, uri.fsPath);
      const upgraded = JSON.stringify(old, null, 4).replace('ssh_wait_timeout', 'ssh_timeout');
      assert.equal(await textOf(modified), upgraded);
      assert.equal(textOnDisk('old.json'), JSON.stringify(old, null, 4));
      await vscode.commands.executeCommand('boxwright.packer.applyPreview');
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, uri.fsPath);
      assert.equal(vscode.window.activeTextEditor.document.getText(), upgraded);
    });

    it('applies no upgrade to a text that has changed since', async () => {
      const uri = await write('old.json', old);
      await vscode.commands.executeCommand('boxwright.packer.upgrade', uri);
      const { modified } = await preview(/old\.json.*preview/);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(0, 0), '\n');
      await vscode.workspace.applyEdit(edit);
      await vscode.commands.executeCommand('boxwright.packer.applyPreview', modified);
      assert.match(await textOf(uri), /^\n[^]*ssh_wait_timeout/);
    });

    it('shows the HCL2 template of a JSON one, and writes it beside that', async () => {
      const uri = await write('new.json', old);
      await vscode.commands.executeCommand('boxwright.packer.convert', uri);
      const { modified } = await preview(/new\.json.*preview/);
      assert.match(await textOf(modified), /source "null" "one"/);
      assert.ok(!existsSync(file('new.pkr.hcl').fsPath));
      await vscode.commands.executeCommand('boxwright.packer.applyPreview');
      assert.match(textOnDisk('new.pkr.hcl'), /source "null" "one"/);
      assert.equal(textOnDisk('new.json'), JSON.stringify(old, null, 4));
    });

    it('gives a converted template a folder of its own beside another one', async () => {
      await write('a.pkr.hcl', untidy);
      const uri = await write('new.json', old);
      await vscode.commands.executeCommand('boxwright.packer.convert', uri);
      await preview(/new\.json.*preview/);
      await vscode.commands.executeCommand('boxwright.packer.applyPreview');
      assert.match(textOnDisk('new/new.pkr.hcl'), /source "null" "one"/);
    });

    it('opens a console that answers', async () => {
      const uri = await write('a.pkr.hcl', untidy);
      const opened = until(
        'the terminal',
        () => vscode.window.terminals.find((one) => one.name.startsWith('Packer console')),
        [vscode.window.onDidOpenTerminal as vscode.Event<never>],
      );
      await vscode.commands.executeCommand('boxwright.packer.console', uri);
      const terminal = await opened;
      terminal.sendText('exit');
      await until('the end of the console', () => terminal.exitStatus, [
        vscode.window.onDidCloseTerminal as vscode.Event<never>,
      ]);
      assert.equal(terminal.exitStatus?.code, 0);
    });

    /** Two steps that leave something behind. */
    const steps = (made: string) => ({
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: ['first', 'second'].map((step) => ({
        type: 'shell-local',
        inline: [`echo done > '${made}/${step}'`],
      })),
    });

    /** Answers the questions before a build as they come: with what is suggested. */
    async function accepting<T>(work: () => Thenable<T>): Promise<T> {
      const { pages } = await activated();
      const answer = () => pages.current?.accept();
      const subscription = pages.onDidShow(answer);
      try {
        return await work();
      } finally {
        subscription.dispose();
      }
    }

    it('builds with a debug log beside the other one', async () => {
      await vscode.workspace.fs.createDirectory(folder());
      const uri = await write('steps.json', steps(folder().fsPath));
      const end = taskEnd('packer');
      await accepting(() => vscode.commands.executeCommand('boxwright.packer.buildWithDebugLog', uri));
      assert.equal(await end, 0);
      assert.match(textOnDisk('packer-debug.log'), /\[INFO\] Packer version/);
      assert.match(textOnDisk('packer.log'), /Builds finished/);
    });

    it('builds step by step, and waits for Enter before each', async () => {
      await vscode.workspace.fs.createDirectory(folder());
      const uri = await write('steps.json', steps(folder().fsPath));
      const end = taskEnd('packer');
      const terminals = () => vscode.window.terminals.filter(({ name }) => name.includes('step by step'));
      const built = accepting(() => vscode.commands.executeCommand('boxwright.packer.buildStepByStep', uri));
      // Enter counts only while Packer waits for it; nothing tells when that is.
      let pressed = 0;
      const press = setInterval(() => {
        for (const terminal of terminals()) {
          pressed += 1;
          terminal.sendText('');
        }
      }, 300);
      try {
        assert.equal(await end, 0);
      } finally {
        clearInterval(press);
        for (const terminal of terminals()) terminal.dispose();
      }
      await built;
      assert.ok(existsSync(file('first').fsPath) && existsSync(file('second').fsPath));
      // Once after it has connected, before each of two provisioners, after them, and before two parts are cleaned up.
      assert.ok(pressed >= 6, `Packer waited ${pressed} times`);
      assert.ok(!existsSync(file('packer.log').fsPath));
    });
  });
