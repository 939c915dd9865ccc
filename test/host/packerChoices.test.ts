import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ShownPage } from '../../src/editor/multiStepInput';
import type { Exports } from '../../src/boxwright';
import { skipBecause } from '../support/skip';
import { activated, closeAll, diagnosticsOf, has, inWorkspace, taskEnd, until } from './support';

describe('Choices of a Packer build', () => {
  let exports: Exports;
  before(async () => {
    exports = await activated();
    mkdirSync(inWorkspace('choices').fsPath, { recursive: true });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.workspace
      .getConfiguration('boxwright')
      .update('packer.path', undefined, vscode.ConfigurationTarget.Global);
    await closeAll();
  });

  /** The page that is asked, once it is the one that is wanted. */
  const page = (what: string, accept: (page: ShownPage) => boolean): Promise<ShownPage> =>
    until(
      `the page ${what}, not ${exports.pages.current?.placeholder}`,
      () => {
        const { current } = exports.pages;
        return current && accept(current) ? current : undefined;
      },
      [exports.pages.onDidShow as unknown as vscode.Event<never>],
    );
  const placed = (words: RegExp) => (one: ShownPage) => words.test(one.placeholder);
  const start = () => page('to start', placed(/^Select how to build$/));
  const checked = () =>
    page('with what is wrong', (one) => !one.busy && /^(No problems found|The build)/.test(one.placeholder));
  const detailOf = (one: ShownPage, label: string) => one.details[one.labels.indexOf(label)] ?? '';

  const write = (name: string, content: unknown): vscode.Uri => {
    const uri = inWorkspace('choices', name);
    writeFileSync(uri.fsPath, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return uri;
  };
  const ask = (uri: vscode.Uri, command = 'boxwright.packer.build') =>
    vscode.commands.executeCommand(command, uri);
  const lastRun = (uri: vscode.Uri) =>
    exports.runs
      .list()
      .filter(({ template }) => template === uri.fsPath)
      .sort((one, other) => one.began - other.began)
      .at(-1);
  const nothing = { type: 'null', communicator: 'none' };

  it('builds in two key strokes, the first time and again', async () => {
    const uri = write('two.json', { builders: [nothing] });
    for (const label of ['Build', 'Build with the last choices']) {
      const end = taskEnd('packer');
      const asked = ask(uri);
      const first = await start();
      assert.equal(first.labels[0], label);
      assert.equal(detailOf(first, label), 'null');
      first.accept();
      // At once: what is looked at before the build need not be there yet.
      (await page('to check', placed(/^(Checking|No problems found)/))).accept();
      await asked;
      assert.equal(await end, 0);
    }
  });

  it('are for the file in sight, while the output panel, an editor to VS Code as well, has the focus', async () => {
    await vscode.window.showTextDocument(write('sight.json', { builders: [nothing] }));
    await vscode.commands.executeCommand('workbench.panel.output.focus');
    await until('the focus', () => vscode.window.activeTextEditor?.document.uri.scheme === 'output', [
      vscode.window.onDidChangeActiveTextEditor as vscode.Event<never>,
    ]);
    const asked = vscode.commands.executeCommand('boxwright.packer.build');
    assert.match((await start()).title, /sight\.json$/);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('asks page by page, goes back, remembers, and builds so again without a question', async () => {
    const uri = write('pages.json', {
      variables: { greeting: 'hello', need: null },
      builders: [nothing, { ...nothing, name: 'two' }, { ...nothing, name: 'three' }],
      provisioners: [{ type: 'shell-local', inline: ['echo {{user `greeting`}} {{user `need`}} in $PWD'] }],
    });
    write('values.json', { need: 'from a file' });
    const end = taskEnd('packer');
    const asked = ask(uri);
    (await start()).accept('Change…');
    const builds = await page('of builds', placed(/^Select what to build/));
    assert.deepEqual(builds.labels, ['null', 'two', 'three']);
    assert.equal(builds.step, '1 of 7');
    builds.accept(['two', 'three']);
    const files = await page('of files', placed(/^Select variable files/));
    assert.deepEqual(files.labels, ['values.json']);
    files.back();
    (await page('of builds', placed(/^Select what to build/))).accept();
    (await page('of files', placed(/^Select variable files/))).accept(['values.json']);
    const variables = await page('of variables', placed(/^Select a variable/));
    assert.deepEqual(variables.labels, ['Continue', 'greeting', 'need']);
    assert.match(detailOf(variables, 'need'), /^from a file \(.*values\.json\)$/);
    variables.accept('greeting');
    (await page('of a value', ({ title }) => title.endsWith('greeting'))).accept("good 'day'");
    const changed = await page('of variables', (one) => detailOf(one, 'greeting') === "good 'day'");
    changed.press('Reset to default', 'greeting');
    (await page('of variables', (one) => detailOf(one, 'greeting') === 'hello (default)')).accept('greeting');
    (await page('of a value', ({ title }) => title.endsWith('greeting'))).accept('good day');
    (await page('of variables', (one) => detailOf(one, 'greeting') === 'good day')).accept('Continue');
    (await page('of options', placed(/^Select options/))).accept([]);
    (await page('of failures', placed(/^Select what Packer does when a step fails/))).accept();
    const parallel = await page('of numbers', placed(/^Select how many builds/));
    assert.deepEqual(parallel.labels, ['All 2 at the same time', 'One after the other']);
    parallel.accept('One after the other');
    const last = await checked();
    assert.equal(last.step, '7 of 7');
    assert.match(
      detailOf(last, 'Build'),
      /^two, three, .*values\.json, 1 variable, -parallel-builds=1, without timestamps packer build -color=false -parallel-builds=1 -only=two,three -var-file=.*values\.json -var 'greeting=good day' pages\.json$/,
    );
    last.accept();
    await asked;
    assert.equal(await end, 0);
    const run = lastRun(uri);
    assert.deepEqual(run?.choices.only, ['two', 'three']);
    assert.deepEqual(run.choices.variables, { greeting: 'good day' });
    assert.match(readFileSync(run.log ?? '', 'utf8'), /good day from a file in/);

    const again = taskEnd('packer');
    await ask(uri, 'boxwright.packer.buildAgain');
    assert.equal(await again, 0);
    const second = lastRun(uri);
    assert.notEqual(second?.id, run.id);
    assert.deepEqual(second?.choices, run.choices);
  });

  it('begins with the files that the project names, and the linter goes by what was chosen last', async () => {
    const configuration = inWorkspace('boxwright.json');
    write('project.json', { script: 'nosuch.sh' });
    chmodSync(write('there.sh', '#!/bin/sh\necho there\n').fsPath, 0o755);
    writeFileSync(
      configuration.fsPath,
      JSON.stringify({ varFiles: { 'choices/given.json': 'choices/project.json' } }),
    );
    const uri = write('given.json', {
      variables: { script: '' },
      builders: [nothing],
      provisioners: [{ type: 'shell-local', script: '{{user `script`}}' }],
    });
    try {
      await diagnosticsOf(uri, 'what the file of the project leads to', has('file-missing'));
      const end = taskEnd('packer');
      const asked = ask(uri);
      const first = await start();
      assert.match(detailOf(first, 'Build'), /project\.json/);
      first.accept('Change…');
      (await page('of files', placed(/^Select variable files/))).accept(['project.json']);
      (await page('of variables', placed(/^Select a variable/))).accept('script');
      (await page('of a value', ({ title }) => title.endsWith('script'))).accept('./there.sh');
      (await page('of variables', (one) => detailOf(one, 'script') === './there.sh')).accept('Continue');
      (await page('of options', placed(/^Select options/))).accept([]);
      (await page('of failures', placed(/^Select what Packer does when a step fails/))).accept();
      (await checked()).accept();
      await asked;
      assert.equal(await end, 0);
      await diagnosticsOf(uri, 'the finding to go', (all) => !has('file-missing')(all));
    } finally {
      rmSync(configuration.fsPath);
    }
  });

  it('leaves builds and post-processors out', async () => {
    const uri = write('except.json', {
      builders: [nothing, { ...nothing, name: 'two' }],
      'post-processors': [{ type: 'manifest', name: 'list', output: 'manifest.json' }],
    });
    const end = taskEnd('packer');
    const asked = ask(uri);
    (await start()).accept('Change…');
    (await page('of builds', placed(/^Select what to build/))).press('Select what to skip instead');
    const out = await page('of what is left out', placed(/^Select what to skip/));
    assert.deepEqual(out.labels, ['null', 'two', 'list']);
    out.accept(['two', 'list']);
    (await page('of options', placed(/^Select options/))).accept();
    (await page('of failures', placed(/^Select what Packer does when a step fails/))).accept();
    const last = await checked();
    assert.match(detailOf(last, 'Build'), /^null packer build .* -except=two,list /);
    last.accept();
    await asked;
    assert.equal(await end, 0);
    assert.ok(!existsSync(inWorkspace('choices', 'manifest.json').fsPath));
    const again = taskEnd('packer');
    await ask(uri, 'boxwright.packer.buildAgain');
    assert.equal(await again, 0);
    assert.deepEqual(lastRun(uri)?.choices.except, ['two', 'list']);
  });

  it('asks for what a template needs, and keeps secrets out of everything', async () => {
    const uri = write(
      'secret.pkr.hcl',
      `variable "token" {
  type = string
}
variable "winrm_password" {
  type      = string
  sensitive = true
}
source "null" "one" {
  communicator = "none"
}
build {
  sources = ["source.null.one"]
  provisioner "shell-local" {
    inline = ["test '\${var.winrm_password}' = 'hunter2 $x' && test '\${var.token}' = abc"]
  }
}
`,
    );
    const folder = inWorkspace('choices').fsPath;
    const first = taskEnd('packer');
    const asked = ask(uri);
    (await start()).accept();
    const needed = await page('of variables', placed(/^Enter a value for token: Packer cannot build/));
    needed.accept();
    const token = await page('of the token', ({ title }) => title.endsWith('token'));
    assert.ok(token.password);
    assert.match(token.details[0] ?? '', /Packer prints it/);
    token.accept('abc');
    (await page('of variables', placed(/^Enter a value for winrm_password: Packer cannot build/))).accept();
    const password = await page('of the password', ({ title }) => title.endsWith('winrm_password'));
    assert.ok(password.password);
    assert.match(password.details[0] ?? '', /Packer does not print it/);
    password.accept('hunter2 $x');
    const done = await page('of variables', placed(/^Select a variable/));
    assert.equal(detailOf(done, 'winrm_password'), 'secret');
    done.accept();
    const last = await checked();
    assert.match(detailOf(last, 'Build'), /PKR_VAR_token=\*\*\* PKR_VAR_winrm_password=\*\*\* packer build/);
    assert.doesNotMatch(JSON.stringify(last), /hunter2/);
    last.accept();
    await asked;
    assert.equal(await first, 0);

    const again = taskEnd('packer');
    await ask(uri, 'boxwright.packer.buildAgain');
    assert.equal(await again, 0);
    const run = exports.runs.list().find(({ template }) => template === folder);
    assert.ok(run?.log);
    assert.deepEqual(run.choices.secrets, ['token', 'winrm_password']);
    assert.doesNotMatch(JSON.stringify(run), /hunter2|abc"/);
    assert.doesNotMatch(readFileSync(run.log, 'utf8'), /hunter2/);
    await vscode.workspace.fs.delete(uri);
  });

  it('tells of a plugin that a current Packer lacks, and how to get it', async function () {
    const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
    const uri = write('plugin.json', { builders: [{ type: 'virtualbox-iso' }] });
    void ask(uri);
    (await start()).accept();
    // An old one has it built in.
    assert.ok(!(await checked()).labels.some((label) => label.startsWith('The plugin')));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.workspace
      .getConfiguration('boxwright')
      .update('packer.path', packer, vscode.ConfigurationTarget.Global);
    void ask(uri);
    (await start()).accept();
    const found = await checked();
    const label = 'The plugin virtualbox is not installed';
    assert.match(
      detailOf(found, label),
      /^error Packer 1\.\d+\.\d+ does not support virtualbox-iso without it\. Install github\.com\/hashicorp\/virtualbox\.$/,
    );
    assert.ok(found.labels.includes('Build anyway'));
  });

  it('tells of a program that a builder needs and that is not here', async () => {
    const qemu = { type: 'qemu', communicator: 'none', iso_url: 'x.iso', iso_checksum: 'none' };
    const uri = write('program.json', {
      builders: [
        { ...qemu, qemu_binary: 'qemu-of-nowhere' },
        { ...qemu, name: 'other', qemu_binary: process.platform === 'win32' ? 'cmd' : 'sh' },
      ],
    });
    void ask(uri);
    (await start()).accept();
    const found = await checked();
    assert.match(detailOf(found, 'qemu-of-nowhere not found'), /^error qemu needs it\. /);
    assert.deepEqual(
      found.labels.filter((label) => /^(sh|cmd) not found/.test(label)),
      [],
    );
  });

  it('publishes nothing to HCP Packer this time, where its credentials are missing', async function () {
    const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
    await vscode.workspace
      .getConfiguration('boxwright')
      .update('packer.path', packer, vscode.ConfigurationTarget.Global);
    mkdirSync(inWorkspace('choices', 'hcp').fsPath, { recursive: true });
    const uri = write(
      'hcp/hcp.pkr.hcl',
      'source "null" "one" {\n  communicator = "none"\n}\n\nbuild {\n  hcp_packer_registry {\n    bucket_name = "boxes"\n  }\n  sources = ["source.null.one"]\n}\n',
    );
    const end = taskEnd('packer');
    const asked = ask(uri);
    (await start()).accept();
    const label = 'HCP Packer needs HCP_CLIENT_ID and HCP_CLIENT_SECRET';
    const found = await checked();
    assert.match(detailOf(found, label), /^error /);
    found.accept(label);
    const off = await page('without the registry', (one) => !one.busy && !one.labels.includes(label));
    assert.match(detailOf(off, 'Build'), /HCP_PACKER_REGISTRY=off packer build/);
    off.accept();
    await asked;
    assert.equal(await end, 0);
    rmSync(inWorkspace('choices', 'hcp').fsPath, { recursive: true });
  });

  it('shows the command of a build step by step before that runs', async () => {
    const uri = write('steps.json', { builders: [nothing] });
    const asked = ask(uri, 'boxwright.packer.buildStepByStep');
    (await start()).accept();
    assert.match(detailOf(await checked(), 'Build'), /packer build -debug steps\.json$/);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
  });

  it('tells of what an earlier build left, and replaces it this time', async () => {
    const uri = write('left.json', {
      builders: [{ type: 'qemu', communicator: 'none', iso_url: 'x.iso', iso_checksum: 'none' }],
    });
    mkdirSync(inWorkspace('choices', 'output-qemu').fsPath, { recursive: true });
    void ask(uri);
    (await start()).accept();
    const label = 'The folder choices/output-qemu already exists';
    const found = await checked();
    assert.match(detailOf(found, label), /^error .*-force/);
    found.accept(label);
    // Enter alone deletes nothing.
    (await page('to delete', placed(/^It will be deleted permanently/))).accept();
    (await checked()).accept(label);
    (await page('to delete', placed(/^It will be deleted permanently/))).accept('Let Packer delete');
    // Nobody is known to have built it: it has to be named.
    const folder = inWorkspace('choices', 'output-qemu').fsPath;
    const foreign = `Packer would delete ${folder}`;
    const blocked = (one: ShownPage) => one.labels.includes(foreign) && !one.busy;
    const named = placed(/^Select each folder that Packer may delete permanently/);
    const refused = await page('of what is not its own', blocked);
    assert.match(detailOf(refused, foreign), /no recorded run created it/);
    assert.deepEqual(
      refused.labels.filter((one) => one.startsWith('Build')),
      [],
    );
    refused.accept(foreign);
    (await page('of folders to delete', named)).accept();
    (await page('of what is not its own', blocked)).accept(foreign);
    (await page('of folders to delete', named)).accept([folder]);
    const forced = await page('with -force', (one) =>
      one.labels.includes('Packer deletes the folder choices/output-qemu first'),
    );
    assert.match(detailOf(forced, forced.labels.find((one) => /^Build/.test(one)) ?? ''), /-force/);
  });

  it('tells of a file that is not there, and runs Packer where it is', async () => {
    mkdirSync(inWorkspace('choices', 'deep').fsPath, { recursive: true });
    chmodSync(write('there.sh', '#!/bin/sh\necho there\n').fsPath, 0o755);
    const uri = write('deep/files.json', {
      builders: [nothing],
      provisioners: [
        { type: 'shell-local', script: 'one.sh' },
        { type: 'shell-local', script: 'two.sh' },
        { type: 'shell-local', script: 'choices/there.sh' },
      ],
    });
    write('deep/one.sh', 'echo one\n');
    write('deep/two.sh', 'echo two\n');
    void ask(uri);
    (await start()).accept();
    const found = await checked();
    assert.match(
      detailOf(found, 'choices/there.sh not found'),
      /^error The path is relative to the folder in which Packer runs/,
    );
    found.accept('choices/there.sh not found');
    const elsewhere = await page('elsewhere', (one) => one.labels.includes('one.sh not found'));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.ok(elsewhere.details.some((detail) => detail === `selected ${inWorkspace().fsPath}`));
    // It is remembered.
    void ask(uri);
    (await start()).accept();
    const later = await checked();
    const where = later.labels.find((label) => label.startsWith('Packer runs in')) ?? '';
    assert.equal(detailOf(later, where), `selected ${inWorkspace().fsPath}`);
    later.accept(where);
    (await page('of folders', placed(/^Select the folder in which Packer runs/))).accept('choices/deep');
    const own = await checked();
    assert.ok(own.details.includes(inWorkspace('choices', 'deep').fsPath));
  });

  it('tells of errors that the linter finds', async () => {
    const uri = write('lint.json', {
      builders: [{ ...nothing, iso_checksum_type: 'md5' }],
      provisioners: [{ type: 'shell-local', inline: ['true'], only: ['nosuch'] }],
    });
    void ask(uri);
    (await start()).accept();
    const found = await checked();
    assert.ok(
      found.labels.some((label) => /^[a-z-]+ in choices.lint\.json:\d+$/.test(label)),
      found.labels.join(),
    );
  });

  it('asks before a task that would fail, and lets it be', async () => {
    write('fails.json', {
      builders: [nothing],
      provisioners: [{ type: 'shell-local', script: 'nosuch.sh' }],
    });
    const tasks = vscode.workspace.getConfiguration('tasks');
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    const definition = { type: 'packer', command: 'build', template: 'choices/fails.json' };
    await tasks.update('tasks', [{ ...definition, label: 'it fails' }], vscode.ConfigurationTarget.Workspace);
    const task = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === 'it fails');
    assert.ok(task);
    for (const anyway of [false, true]) {
      const end = taskEnd('packer');
      await vscode.tasks.executeTask(task);
      const asked = await checked();
      assert.ok(asked.labels.includes('nosuch.sh not found'), asked.labels.join());
      if (anyway) asked.accept('Build anyway');
      else await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      assert.equal(await end, 1);
    }
  });
});
