import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, closeAll, diagnosticsOf, inWorkspace, show } from './support';

const main = `variable "disk" {
  type    = number
  default = 40000
}

source "null" "x" {
  communicator = "none"
}

source "virtualbox-iso" "win" {
  disk_size = var.disk
  vm_name   = upper("win")
}

build {
  sources = ["source.null.x"]

  provisioner "shell-local" {
    script = "run.sh"
  }
}
`;

/** Each test has a folder of its own: the editor remembers what was changed in a file, beyond its end. */
let count = 0;
const file = (name: string) => vscode.Uri.joinPath(inWorkspace(`language-${count}`), name);

describe('writing HCL2 templates', () => {
  before(async () => {
    await activated();
  });
  beforeEach(async () => {
    count += 1;
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(file(name), Buffer.from(text));
    await write('main.pkr.hcl', main);
    await write('run.sh', 'echo\n');
    await write('lab.auto.pkrvars.hcl', 'disk = 1\n');
  });
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(file(''), { recursive: true });
  });

  /** Shows the template. @returns the place before some words */
  async function open(
    words: string,
    name = 'main.pkr.hcl',
  ): Promise<{ uri: vscode.Uri; at: vscode.Position }> {
    const { document } = await show(file(name));
    const index = document.getText().indexOf(words);
    assert.ok(index >= 0, words);
    return { uri: document.uri, at: document.positionAt(index) };
  }
  const lineOf = (words: string) => main.slice(0, main.indexOf(words)).split('\n').length - 1;

  it('completes what is typed, and not yet saved', async () => {
    const { uri, at } = await open('  communicator');
    const editor = await show(uri);
    assert.ok(await editor.edit((edit) => edit.insert(at, '  ssh_u\n')));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at.translate(0, '  ssh_u'.length),
    );
    const found = items.find(({ label }) => label === 'ssh_username');
    assert.ok(found?.insertText instanceof vscode.SnippetString);
    assert.equal(found.insertText.value, 'ssh_username = "$1"');
    assert.match(found.detail ?? '', /string/);
  });

  it('completes variables in files that set them', async () => {
    const { uri } = await open('disk', 'lab.auto.pkrvars.hcl');
    const editor = await show(uri);
    assert.ok(await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0))));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 0),
    );
    assert.ok(items.some(({ label }) => label === 'disk'));
  });

  it('tells what an option is and what is known of the build, once', async () => {
    const { uri, at } = await open('ommunicator');
    await diagnosticsOf(uri, 'the template to be linted', () => true);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      at,
    );
    const said = hovers
      .flatMap(({ contents }) => contents)
      .map((one) => (typeof one === 'string' ? one : one.value));
    assert.equal(said.filter((one) => one.includes('**communicator**')).length, 1);
  });

  it('leads from a variable to its declaration, and to all its uses', async () => {
    const { uri, at } = await open('disk\n');
    const [found] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      uri,
      at,
    );
    assert.equal(found?.targetRange.start.line, 0);
    const all = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      at,
    );
    const places = all.map(({ uri: { path }, range }) => `${path.replace(/^.*\//, '')}:${range.start.line}`);
    assert.deepEqual(places.sort(), [
      'lab.auto.pkrvars.hcl:0',
      'main.pkr.hcl:0',
      `main.pkr.hcl:${lineOf('var.disk')}`,
    ]);
    const marked = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      uri,
      at,
    );
    assert.equal(marked.length, 2);
  });

  it('renames in all files, and says why something cannot be renamed', async () => {
    const { uri, at } = await open('disk\n');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      at,
      'size',
    );
    const edits = edit.entries().flatMap(([, inFile]) => inFile);
    assert.deepEqual(
      edits.map((one) => 'newText' in one && one.newText),
      ['size', 'size', 'size'],
    );
    const { at: option } = await open('disk_size');
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', uri, option),
      /Only variables, locals, sources/,
    );
  });

  it('outlines a template, and finds what all declare', async () => {
    const { uri } = await open('build');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['variable disk', 'source null.x', 'source virtualbox-iso.win', 'build'],
    );
    await vscode.commands.executeCommand('boxwright.lintFile');
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'virtualbox-iso.win',
    );
    assert.ok(found.some(({ location }) => location.uri.toString() === uri.toString()));
  });

  it('folds blocks, and links scripts', async () => {
    const { uri } = await open('build');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    assert.ok(folds.some(({ start, end }) => start === 0 && end === 2));
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
    );
    assert.ok(links.some(({ target }) => target?.path.endsWith('/run.sh')));
  });

  it('shows the parameters of a function', async () => {
    const { uri, at } = await open('"win")');
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      uri,
      at,
    );
    assert.match(help.signatures[0]?.label ?? '', /^upper\(/);
  });

  it('shows defaults that matter, until a setting turns them off', async () => {
    const { uri } = await open('build');
    const labels = async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        uri,
        new vscode.Range(0, 0, 100, 0),
      );
      return hints.map(({ label }) =>
        typeof label === 'string' ? label : label.map((one) => one.value).join(''),
      );
    };
    assert.ok((await labels()).some((label) => label.includes('memory = 512')));
    const settings = vscode.workspace.getConfiguration('boxwright');
    await settings.update('packer.showDefaults', false, vscode.ConfigurationTarget.Global);
    try {
      assert.ok(!(await labels()).some((label) => label.includes('memory = 512')));
    } finally {
      await settings.update('packer.showDefaults', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
