import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  activated,
  closeAll,
  diagnosticsOf,
  has,
  inWorkspace,
  replace,
  ruleOf,
  show,
  until,
} from './support';

describe('the linter in the editor', () => {
  const template = inWorkspace('windows-2022', 'windows-2022.json');
  const script = inWorkspace('windows-2022', 'scripts', 'tls.ps1');

  before(async () => {
    await activated();
  });
  afterEach(closeAll);

  it('finds mistakes in files that nobody has opened', async () => {
    assert.deepEqual(vscode.window.visibleTextEditors, []);
    await diagnosticsOf(template, 'diagnostics of the template', has('memory-below-4gb'));
    await diagnosticsOf(script, 'diagnostics of the script', has('reboot-in-provisioner'));
  });

  it('follows a script whose template nobody has opened', async () => {
    const editor = await show(script);
    await replace(editor, 'shutdown /r', '# shutdown /r');
    await diagnosticsOf(script, 'no diagnostics of the script', (all) => !has('reboot-in-provisioner')(all));
    await closeAll();
    await diagnosticsOf(script, 'the saved text to count again', has('reboot-in-provisioner'));
  });

  it('takes boxwright.json into account as soon as it is there', async () => {
    const configuration = inWorkspace('boxwright.json');
    await vscode.workspace.fs.writeFile(
      configuration,
      Buffer.from('{"rules": {"memory-below-4gb": "off"}, "ignore": ["hello/"]}'),
    );
    await diagnosticsOf(template, 'one rule less', (all) => !has('memory-below-4gb')(all));
    await vscode.workspace.fs.delete(configuration);
    await diagnosticsOf(template, 'all rules again', has('memory-below-4gb'));
  });

  it('finds the planted mistakes of the example, in the template and in its script', async () => {
    await show(template);
    const planted = [
      'boxstarter-reboot-over-winrm',
      'file-missing',
      'iso-checksum-none',
      'memory-below-4gb',
      'memory-below-setup-minimum',
      'reboot-in-provisioner',
    ];
    await diagnosticsOf(template, 'diagnostics', (all) => planted.every((rule) => has(rule)(all)));
    await diagnosticsOf(script, 'diagnostics of the script', has('reboot-in-provisioner'));
  });

  it('takes a diagnostic away when the mistake is mended, and brings it back with it', async () => {
    const editor = await show(template);
    await diagnosticsOf(template, 'a warning of too little memory', has('memory-below-4gb'));
    await replace(editor, '"memory": 2048', '"memory": 4096');
    await diagnosticsOf(template, 'the warning to go', (all) => !has('memory-below-4gb')(all));
    await replace(editor, '"memory": 4096', '"memory": 1024');
    await diagnosticsOf(template, 'the warning to come back', has('memory-below-4gb'));
  });

  it('follows a script that is being edited', async () => {
    await show(template);
    await diagnosticsOf(script, 'diagnostics of the script', has('reboot-in-provisioner'));
    const editor = await show(script);
    await replace(editor, 'shutdown /r', '# shutdown /r');
    await diagnosticsOf(script, 'no diagnostics of the script', (all) => !has('reboot-in-provisioner')(all));
  });

  it('goes on over half-typed text', async () => {
    const editor = await show(template);
    await diagnosticsOf(template, 'diagnostics', has('memory-below-4gb'));
    await replace(editor, '"memory": 2048,', '"memory": ,');
    await diagnosticsOf(
      template,
      'the others to stay',
      (all) => has('iso-checksum-none')(all) && !has('memory-below-4gb')(all),
    );
  });

  it('mends a mistake with its quick fix', async () => {
    await show(template);
    const found = await diagnosticsOf(template, 'diagnostics', has('memory-below-4gb'));
    const memory = found.find((one) => ruleOf(one) === 'memory-below-4gb');
    assert.ok(memory);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      template,
      memory.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Set memory to 4096 MB');
    assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await diagnosticsOf(template, 'the warning to go', (all) => !has('memory-below-4gb')(all));
  });

  it('notices a file that comes', async () => {
    const missing = inWorkspace('windows-2022', 'scripts', 'cleanup.ps1');
    await show(template);
    await diagnosticsOf(template, 'word of a missing file', has('file-missing'));
    await vscode.workspace.fs.writeFile(missing, new Uint8Array());
    await diagnosticsOf(template, 'no word of a missing file', (all) => !has('file-missing')(all));
    await vscode.workspace.fs.delete(missing);
    await diagnosticsOf(template, 'word of a missing file again', has('file-missing'));
  });

  it('links each diagnostic to the page of its rule, which opens inside the editor', async () => {
    await show(template);
    const [first] = await diagnosticsOf(template, 'diagnostics', has('memory-below-4gb'));
    assert.ok(first && typeof first.code === 'object');
    const { scheme, path, query } = first.code.target;
    assert.equal(scheme, 'command');
    await vscode.commands.executeCommand(path, ...(JSON.parse(query) as unknown[]));
    const title = `${ruleOf(first)}.md`;
    await until(
      'the page of the rule',
      () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(title))),
      [vscode.window.tabGroups.onDidChangeTabs as vscode.Event<never>],
    );
  });

  it('says nothing of files that are no templates', async () => {
    const other = inWorkspace('other.json');
    await vscode.workspace.fs.writeFile(other, Buffer.from('{"memory": 512, "scripts": ["none.ps1"]}'));
    await show(other);
    // The example's diagnostics, asked for afterwards, prove that the linter has passed over this file.
    await show(template);
    await diagnosticsOf(template, 'diagnostics', has('memory-below-4gb'));
    assert.deepEqual(
      vscode.languages.getDiagnostics(other).filter(({ source }) => source === 'boxwright'),
      [],
    );
    await vscode.workspace.fs.delete(other);
  });
});
