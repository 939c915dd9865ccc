import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerFile, jsonTemplate } from '../support/ruleTests';
import { Answers } from './answers';
import {
  activated,
  closeAll,
  diagnosticsOf,
  has,
  inWorkspace,
  replace,
  ruleOf,
  show,
  taskEnd,
  until,
} from './support';

const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));

const lacks = (rule: string) => (all: readonly vscode.Diagnostic[]) => !has(rule)(all);

/** What is offered for the first diagnostic of a rule. */
async function offered(uri: vscode.Uri, rule: string): Promise<vscode.CodeAction[]> {
  const all = await diagnosticsOf(uri, rule, has(rule));
  const first = all.find((one) => ruleOf(one) === rule);
  assert.ok(first);
  const ask = () =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      first.range,
      vscode.CodeActionKind.QuickFix.value,
    );
  // The editor drops the question when another extension, just started, begins to answer such questions, too.
  return Promise.resolve(ask()).catch((error: Error) => {
    if (error.name !== 'Canceled') throw error;
    return ask();
  });
}

async function apply(uri: vscode.Uri, rule: string, title: string): Promise<void> {
  const actions = await offered(uri, rule);
  const action = actions.find((one) => one.title === title);
  assert.ok(action?.edit, `offered: ${actions.map((one) => one.title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('the tools of the linter in the editor', () => {
  const template = inWorkspace('windows-2022', 'windows-2022.json');
  const script = inWorkspace('windows-2022', 'scripts', 'tls.ps1');
  const answers = inWorkspace('windows-2022', 'Autounattend.xml');
  const vagrantfile = inWorkspace('windows-2022', 'Vagrantfile');

  before(async () => {
    await activated();
  });
  afterEach(closeAll);

  it('find mistakes in Vagrantfiles', async () => {
    await diagnosticsOf(vagrantfile, 'diagnostics of the Vagrantfile', has('vagrant-memory-below-4gb'));
    const editor = await show(vagrantfile);
    await replace(editor, 'vb.memory = 2048', 'vb.memory = 4096');
    await diagnosticsOf(vagrantfile, 'the warning to go', lacks('vagrant-memory-below-4gb'));
  });

  it('switch a rule off for a line, by a comment', async () => {
    const { document } = await show(script);
    await apply(script, 'reboot-in-provisioner', 'Turn off reboot-in-provisioner for this line');
    assert.match(document.getText(), /^# boxwright-disable-next-line reboot-in-provisioner\nshutdown \/r/m);
    await diagnosticsOf(script, 'the finding to go', lacks('reboot-in-provisioner'));
    await replace(await show(script), 'shutdown /r', '# shutdown /r');
    await diagnosticsOf(script, 'word of a comment without effect', has('unused-suppression'));
  });

  it('switch a rule off for a JSON template, in boxwright.json', async () => {
    const configuration = inWorkspace('boxwright.json');
    await show(template);
    await apply(template, 'file-missing', 'Turn off file-missing for this file in boxwright.json');
    await diagnosticsOf(template, 'the finding to go', lacks('file-missing'));
    const document = await vscode.workspace.openTextDocument(configuration);
    assert.match(document.getText(), /"\/windows-2022\/windows-2022\.json"/);
    await document.save();
    await vscode.workspace.fs.delete(configuration);
    await diagnosticsOf(template, 'the finding to come back', has('file-missing'));
  });

  it('mend what can be mended when a file is saved', async () => {
    const before = await vscode.workspace.fs.readFile(template);
    const settings = vscode.workspace.getConfiguration('editor');
    const target = vscode.ConfigurationTarget.Global;
    await settings.update('codeActionsOnSave', { 'source.fixAll.boxwright': 'explicit' }, target);
    try {
      const editor = await show(template);
      await diagnosticsOf(template, 'too little memory', has('memory-below-4gb'));
      await replace(editor, '"cpus": 2', '"ssh_wait_timeout": "1h", "cpus": 2');
      assert.ok(await editor.document.save());
      assert.match(editor.document.getText(), /"ssh_timeout": "1h"/);
      // How much memory there is decides the user.
      assert.match(editor.document.getText(), /"memory": 2048/);
      await diagnosticsOf(template, 'the new name of the setting', lacks('removed-key'));
    } finally {
      await settings.update('codeActionsOnSave', undefined, target);
      await vscode.workspace.fs.writeFile(template, before);
    }
    await diagnosticsOf(template, 'the old text again', has('memory-below-4gb'));
  });

  it('say in the language status what was checked', async () => {
    const { lintStatus } = await activated();
    await show(script);
    const item = await until(
      'the status of the script',
      () => (lintStatus.item?.busy === false ? lintStatus.item : undefined),
      [
        vscode.window.onDidChangeActiveTextEditor as vscode.Event<never>,
        vscode.languages.onDidChangeDiagnostics as vscode.Event<never>,
      ],
    );
    assert.match(item.detail ?? '', /^windows-2022\.json, 2 builds, \d+ files read$/);
    assert.match(item.text, /\d+ findings$/);
    await show(inWorkspace('README.md'));
    assert.equal(lintStatus.item, undefined);
  });

  it('show where Packer connects', async () => {
    const { document } = await show(answers);
    await diagnosticsOf(answers, 'diagnostics of the answer file', has('media-script-missing'));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      answers,
    );
    const titles = lenses.map(({ command }) => command?.title);
    assert.deepEqual(titles, ['$(plug) Packer connects here (WinRM, port 5985)']);
    const at = lenses[0]?.range.start.line ?? 0;
    assert.match(document.lineAt(at).text, /winrm set winrm\/config\/service\/auth/);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      answers,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position.line]),
      [['Packer connects', at]],
    );
  });

  it('tell what was read from a place', async () => {
    const told = async (uri: vscode.Uri, what: string): Promise<string> => {
      const { document } = await show(uri);
      const position = document.positionAt(document.getText().indexOf(what) + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        position,
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value).replace(/&nbsp;/g, ' '))
        .join('\n');
    };
    await diagnosticsOf(template, 'diagnostics', has('memory-below-4gb'));
    assert.match(await told(template, '2048'), /2048 MB, set by memory/);
    assert.match(await told(template, '"winrm",'), /connects over WinRM, port 5985/);
    assert.match(await told(script, 'shutdown /r'), /Restarts\. It runs in a provisioner/);
  });

  it('lint only when asked to, where the user wants that', async () => {
    const settings = vscode.workspace.getConfiguration('boxwright');
    const target = vscode.ConfigurationTarget.Global;
    await diagnosticsOf(template, 'too little memory', has('memory-below-4gb'));
    await settings.update('lint.run', 'manual', target);
    try {
      const editor = await show(template);
      await replace(editor, '"memory": 2048', '"memory": 4096');
      // Longer than the linter waits while somebody types.
      await new Promise((resolve) => setTimeout(resolve, 700));
      await diagnosticsOf(template, 'the warning to stay', has('memory-below-4gb'));
      await vscode.commands.executeCommand('boxwright.lintFile');
      await diagnosticsOf(template, 'the warning to go', lacks('memory-below-4gb'));
      await settings.update('lint.run', 'onSave', target);
      // With another setting everything is looked at anew.
      const { lintStatus } = await activated();
      while (lintStatus.item?.busy !== false) await new Promise((resolve) => setTimeout(resolve, 20));
      await replace(editor, '"memory": 4096', '"memory": 2048');
      await new Promise((resolve) => setTimeout(resolve, 700));
      await diagnosticsOf(template, 'nothing new', lacks('memory-below-4gb'));
      await editor.document.save();
      await diagnosticsOf(template, 'the warning to come back', has('memory-below-4gb'));
    } finally {
      await settings.update('lint.run', undefined, target);
    }
  });

  it('speak of an answer file by itself only as long as no template uses it', async () => {
    const lone = inWorkspace('lone', 'Autounattend.xml');
    const user = inWorkspace('lone', 'template.json');
    const rule = 'reboot-after-takeover';
    /** Nobody says that Packer connects to this guest. */
    const alone = (all: readonly vscode.Diagnostic[]) =>
      has('reboot-strands-first-logon')(all) && !has(rule)(all);
    await write(
      lone,
      answerFile({
        firstLogon: [
          'cmd /c winrm quickconfig -q',
          'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
          'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
          'shutdown /r /t 0',
          'cmd /c echo last',
        ],
      }),
    );
    await diagnosticsOf(lone, 'what holds without a template', alone);
    await write(user, jsonTemplate({}));
    await diagnosticsOf(lone, 'what is known', (all) => has(rule)(all));
    await vscode.workspace.fs.delete(user);
    await diagnosticsOf(lone, 'what holds without one again', alone);
    await vscode.workspace.fs.delete(inWorkspace('lone'), { recursive: true });
    await diagnosticsOf(lone, 'nothing of a file that is gone', (all) => all.length === 0);
  });

  it('leave to Packer what Packer says of the same place', async () => {
    const broken = inWorkspace('broken.json');
    // Packer has to be told of an ISO, and misses that where it stands for us that the memory is missing.
    const builder = { type: 'virtualbox-iso', guest_os_type: 'Windows2019_64', ssh_username: 'x' };
    await write(broken, JSON.stringify({ builders: [builder] }, null, 2));
    const editor = await show(broken);
    const rule = 'memory-below-setup-minimum';
    await diagnosticsOf(broken, 'too little memory', has(rule));
    await vscode.commands.executeCommand('boxwright.packer.validate', broken);
    await diagnosticsOf(broken, "Packer's error", (all) => all.length > 0, 'packer validate');
    await diagnosticsOf(broken, 'ours to go', lacks(rule));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await diagnosticsOf(broken, 'ours to come back', has(rule));
    await closeAll();
    await vscode.workspace.fs.delete(broken);
  });

  it('lint the workspace as a task that fails where there are errors', async () => {
    const [task, ...others] = await vscode.tasks.fetchTasks({ type: 'boxwright' });
    assert.equal(task?.name, 'Lint Workspace');
    assert.deepEqual(others, []);
    const end = taskEnd('boxwright');
    await vscode.commands.executeCommand('boxwright.lintWorkspace');
    assert.equal(await end, 1);
    await diagnosticsOf(template, 'the problems', has('file-missing'));
  });

  it('accept what is found, after asking, and show it as hints from then on', async () => {
    const list = inWorkspace('boxwright-baseline.json');
    const answers = new Answers();
    try {
      const severityOf = (all: readonly vscode.Diagnostic[]) =>
        all.find((one) => ruleOf(one) === 'vagrant-memory-below-4gb')?.severity;
      await diagnosticsOf(vagrantfile, 'a warning', has('vagrant-memory-below-4gb'));
      await vscode.commands.executeCommand('boxwright.acceptFindings');
      assert.match(answers.asked[0]?.message ?? '', /^Accept \d+ existing findings\?$/);
      assert.match(answers.asked[0]?.detail ?? '', /boxwright-baseline\.json/);
      await assert.rejects(async () => vscode.workspace.fs.stat(list), 'nobody has agreed');
      answers.next = ['yes'];
      await vscode.commands.executeCommand('boxwright.acceptFindings');
      await vscode.workspace.fs.stat(list);
      await diagnosticsOf(vagrantfile, 'a hint', (all) => severityOf(all) === vscode.DiagnosticSeverity.Hint);
      await vscode.commands.executeCommand('boxwright.acceptFindings');
      assert.deepEqual(answers.asked.length, 2, 'there is nothing left to accept');
      assert.match(answers.said.at(-1) ?? '', /no findings that are not accepted/);
    } finally {
      answers.dispose();
      await vscode.workspace.fs.delete(list).then(undefined, () => undefined);
    }
    await diagnosticsOf(
      vagrantfile,
      'a warning again',
      (all) =>
        all.find((one) => ruleOf(one) === 'vagrant-memory-below-4gb')?.severity ===
        vscode.DiagnosticSeverity.Warning,
    );
  });

  it('say what is wrong with a configuration, at its place', async () => {
    const configuration = inWorkspace('boxwright.json');
    await write(configuration, '{"rules": {"nosuch": "off"}, "foo": 1}');
    try {
      await show(configuration);
      const all = await diagnosticsOf(
        configuration,
        'both mistakes',
        (found) => found.filter((one) => ruleOf(one) === 'invalid-configuration').length === 2,
      );
      const ours = all.filter((one) => ruleOf(one) === 'invalid-configuration');
      assert.deepEqual(
        ours.map(({ severity, range }) => [severity, range.start.character]),
        [
          [vscode.DiagnosticSeverity.Warning, 11],
          [vscode.DiagnosticSeverity.Error, 29],
        ],
      );
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(configuration);
    }
  });
});
