import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeAll, diagnosticsOf, has, inWorkspace, ruleOf, show, until } from './support';

const site =
  '# the site\nConfiguration Site {\n  Node localhost {\n    File Web { DestinationPath = "C:/web" }\n  }\n}\n';

const hcl = (lines: string) => `source "null" "x" {
  communicator = "none"
}

build {
  sources = ["source.null.x"]

  provisioner "dsc" {
${lines}
  }
}
`;

const json = (lines: string) => `{
  "builders": [{ "type": "null", "communicator": "none" }],
  "provisioners": [
    {
      "type": "dsc",
${lines}
    }
  ]
}
`;

/** Each test has a folder of its own: the editor remembers what was changed in a file, beyond its end. */
let count = 0;
const file = (name: string) => vscode.Uri.joinPath(inWorkspace(`dsc-${count}`), name);

interface Opened {
  readonly uri: vscode.Uri;
  readonly editor: vscode.TextEditor;
  /** Of the `‸` in the text. */
  readonly position: vscode.Position;
}

/** Shows a template that stands beside a manifest and a module. */
async function open(name: string, marked: string): Promise<Opened> {
  const write = (path: string, text: string) => vscode.workspace.fs.writeFile(file(path), Buffer.from(text));
  await write('Site.ps1', site);
  await write('modules/xWeb/xWeb.psd1', '@{}\n');
  await write(name, marked.replace('‸', ''));
  const editor = await show(file(name));
  const at = Math.max(0, marked.indexOf('‸'));
  return { uri: file(name), editor, position: editor.document.positionAt(at) };
}

describe('the dsc provisioner in templates', () => {
  before(async () => {
    await activated();
  });
  beforeEach(() => {
    count += 1;
  });
  afterEach(async () => {
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty))
      await vscode.window.showTextDocument(document, { preview: false });
    await closeAll();
    await vscode.workspace.fs.delete(file(''), { recursive: true });
  });

  const completions = async (name: string, marked: string): Promise<vscode.CompletionItem[]> => {
    const { uri, position } = await open(name, marked);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
    );
    return items;
  };
  const named = (items: readonly vscode.CompletionItem[], name: string) =>
    items.find(({ label }) => (typeof label === 'string' ? label : label.label) === name);
  const inserted = (item: vscode.CompletionItem | undefined) =>
    item?.insertText instanceof vscode.SnippetString ? item.insertText.value : item?.insertText;

  it('completes options in HCL2, blocks as blocks', async () => {
    const items = await completions('x.pkr.hcl', hcl('    manifest_file = "Site.ps1"\n    ‸'));
    assert.equal(inserted(named(items, 'install_modules')), 'install_modules {\n\t$1\n}');
    assert.equal(inserted(named(items, 'module_paths')), 'module_paths = ["$1"]');
    assert.equal(named(items, 'clean_staging_dir')?.detail, 'boolean · default false');
    assert.ok(named(items, 'pause_before'));
    assert.equal(named(items, 'manifest_file'), undefined);
  });

  it('completes options in JSON, and the configurations of the manifest', async () => {
    const items = await completions('x.json', json('      "manifest_file": "Site.ps1",\n      "‸"'));
    assert.equal(inserted(named(items, 'configuration_params')), '"configuration_params": { "$1": "$2" }');
    assert.equal(named(items, 'configuration_params')?.filterText, '"configuration_params"');
    const values = await completions(
      'y.json',
      json('      "manifest_file": "Site.ps1",\n      "configuration_name": "‸"'),
    );
    assert.equal(inserted(named(values, 'Site')), '"Site"');
  });

  it('tells what an option does', async () => {
    const { uri, position } = await open('x.json', json('      "clean_sta‸ging_dir": true'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    const said = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(said, /provisioner "dsc" clean\\_staging\\_dir/);
    assert.match(said, /boolean · default false/);
  });

  it('leads to the manifest, to its configuration and to modules', async () => {
    const target = async (name: string, text: string) => {
      const { uri, position } = await open(name, text);
      const [found] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        uri,
        position,
      );
      return found && `${vscode.workspace.asRelativePath(found.targetUri)}:${found.targetRange.start.line}`;
    };
    const folder = `dsc-${count}`;
    assert.equal(await target('a.pkr.hcl', hcl('    manifest_file = "Si‸te.ps1"')), `${folder}/Site.ps1:1`);
    assert.equal(
      await target('b.json', json('      "configuration_name": "si‸te", "manifest_file": "Site.ps1"')),
      `${folder}/Site.ps1:1`,
    );
    assert.equal(
      await target('c.json', json('      "module_paths": ["mod‸ules"]')),
      `${folder}/modules/xWeb/xWeb.psd1:0`,
    );
  });

  /** @param other one that was shown before: its tab may go late */
  const preview = (other?: vscode.TabInputTextDiff) =>
    until(
      'the preview',
      () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
        return tab &&
          /preview/.test(tab.label) &&
          tab.input instanceof vscode.TabInputTextDiff &&
          tab.input.modified.toString() !== other?.modified.toString()
          ? tab.input
          : undefined;
      },
      [vscode.window.tabGroups.onDidChangeTabs as vscode.Event<never>],
      30,
    );

  const actions = (uri: vscode.Uri, range: vscode.Range, kind: vscode.CodeActionKind) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      kind.value,
    );

  async function run(found: readonly vscode.CodeAction[]): Promise<void> {
    const action = found.find(({ title }) => title.startsWith('Convert to core provisioners'));
    assert.ok(action?.command, found.map(({ title }) => title).join(', '));
    const { command, arguments: given } = action.command;
    await vscode.commands.executeCommand(command, ...((given ?? []) as unknown[]));
  }

  it('converts a step by the quick fix of the linter, once its preview is applied', async () => {
    const { uri, editor } = await open('x.json', json('      "manifest_file": "Site.ps1"'));
    const before = editor.document.getText();
    const found = await diagnosticsOf(uri, 'the linter', has('dsc-plugin-unloadable'));
    const unloadable = found.find((one) => ruleOf(one) === 'dsc-plugin-unloadable');
    assert.ok(unloadable);
    await run(await actions(uri, unloadable.range, vscode.CodeActionKind.QuickFix));
    const { original, modified } = await preview();
    assert.equal(original.fsPath, uri.fsPath);
    const shown = (await vscode.workspace.openTextDocument(modified)).getText();
    assert.match(shown, /"type": "file"[^]*Start-DscConfiguration/);
    assert.doesNotMatch(shown, /"dsc"/);
    assert.equal(editor.document.getText(), before);
    await vscode.commands.executeCommand('boxwright.packer.applyPreview');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), shown);
    assert.equal(readFileSync(uri.fsPath, 'utf8'), before);
  });

  it('converts the step under the cursor by the refactoring, and all by the command', async () => {
    const two = hcl(
      '    manifest_file = "Si‸te.ps1"\n  }\n\n  provisioner "dsc" {\n    manifest_file = "Site.ps1"\n    clean_staging_dir = true',
    );
    const { uri, position } = await open('x.pkr.hcl', two);
    await run(
      await actions(uri, new vscode.Range(position, position), vscode.CodeActionKind.RefactorRewrite),
    );
    const text = async ({ modified }: vscode.TabInputTextDiff) =>
      (await vscode.workspace.openTextDocument(modified)).getText();
    const first = await preview();
    const one = await text(first);
    assert.equal(one.split('provisioner "dsc"').length, 2);
    assert.doesNotMatch(one, /Remove-Item/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('boxwright.packer.convertDsc', uri);
    const all = await text(await preview(first));
    assert.equal(all.split('provisioner "dsc"').length, 1);
    assert.match(all, /Remove-Item/);
  });
});
