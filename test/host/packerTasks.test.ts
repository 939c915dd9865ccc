import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, inWorkspace, taskEnd } from './support';

const folder = inWorkspace('tasks of packer');
const file = (name: string) => vscode.Uri.joinPath(folder, name);
const write = async (name: string, text: string): Promise<vscode.Uri> => {
  await vscode.workspace.fs.writeFile(file(name), Buffer.from(text));
  return file(name);
};

const brokenHcl = 'source "null" "one" {\n  communicator = "none"\n}}\n';
const brokenJson = '{\n  "builders": [\n    {"type": "null"},\n  ]\n}\n';

/** The task of tasks.json with this definition, as the editor knows it. */
async function fromTasksJson(definition: Record<string, unknown>): Promise<vscode.Task> {
  const label = `task ${JSON.stringify(definition)}`;
  const tasks = vscode.workspace.getConfiguration('tasks');
  await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
  await tasks.update(
    'tasks',
    [{ type: 'packer', ...definition, label }],
    vscode.ConfigurationTarget.Workspace,
  );
  const task = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === label);
  assert.ok(task, 'VS Code does not know the task');
  return task;
}

/** Runs a task, and builds all the same when it is said what is wrong. */
async function run(task: vscode.Task): Promise<number | undefined> {
  const { pages } = await activated();
  const subscription = pages.onDidShow(() => {
    const { current } = pages;
    if (current && !current.busy && /^The build/.test(current.placeholder)) current.accept('Build anyway');
  });
  try {
    const end = taskEnd('packer');
    await vscode.tasks.executeTask(task);
    return await end;
  } finally {
    subscription.dispose();
  }
}

describe("Packer's tasks in the editor", () => {
  before(async () => {
    await activated();
  });
  afterEach(async () => {
    if (existsSync(folder.fsPath)) await vscode.workspace.fs.delete(folder, { recursive: true });
  });
  after(() =>
    vscode.workspace
      .getConfiguration('tasks')
      .update('tasks', undefined, vscode.ConfigurationTarget.Workspace),
  );

  const provided = async () =>
    (await vscode.tasks.fetchTasks({ type: 'packer' })).filter(({ source }) => source === 'packer');
  const named = (tasks: readonly vscode.Task[], name: string) => tasks.find((task) => task.name === name);

  it('are there for each template, builds for Run Build Task', async () => {
    await write('new.json', '{ "builders": [{ "type": "null", "communicator": "none" }] }');
    let tasks = await provided();
    // The editor tells of a new file when it has noticed it.
    while (!named(tasks, 'build tasks of packer/new.json')) tasks = await provided();
    for (const template of ['hello/hello.json', 'hello/hcl', 'tasks of packer/new.json']) {
      assert.equal(named(tasks, `build ${template}`)?.group, vscode.TaskGroup.Build, template);
      assert.equal(named(tasks, `validate ${template}`)?.group, undefined, template);
      assert.ok(named(tasks, `validate ${template}`), template);
    }
    assert.equal(named(tasks, 'init hello/hcl'), undefined);
  });

  it('run as they are provided', async () => {
    const task = named(await provided(), 'build hello/hello.json');
    assert.ok(task);
    assert.equal(await run(task), 0);
    assert.ok(existsSync(inWorkspace('hello', 'out', 'one.txt').fsPath));
  });

  it('run with the choices of tasks.json, and write the log that it names', async () => {
    const variables = { greeting: 'Good morning from a task' };
    await vscode.workspace.fs.createDirectory(folder);
    const log = file('own.log');
    const definition = {
      command: 'build',
      template: 'hello/hcl',
      only: ['file.one'],
      variables,
      log: log.fsPath,
    };
    const task = await fromTasksJson(definition);
    assert.deepEqual({ ...task.definition, type: undefined }, { ...definition, type: undefined });
    assert.equal(await run(task), 0);
    const text = Buffer.from(await vscode.workspace.fs.readFile(log)).toString();
    assert.match(text, /file\.one/);
    assert.doesNotMatch(text, /null\.two/);
    const made = await vscode.workspace.fs.readFile(inWorkspace('hello', 'hcl', 'out', 'one.txt'));
    assert.equal(Buffer.from(made).toString(), `${variables.greeting}\n`);
  });

  const listed = (out: string) => `cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > '${out}' || true`;
  for (const [name, template, text] of [
    [
      'secret.json',
      'tasks of packer/secret.json',
      (out: string) =>
        JSON.stringify({
          variables: { rootpw: '', quiet: '' },
          'sensitive-variables': ['rootpw', 'quiet'],
          builders: [{ type: 'null', communicator: 'none' }],
          provisioners: [
            {
              type: 'shell-local',
              inline: ["test '{{user `rootpw`}} {{user `quiet`}}' = 'canary-1 canary-2'", listed(out)],
            },
          ],
        }),
    ],
    [
      'secret.pkr.hcl',
      'tasks of packer',
      (out: string) => `variable "rootpw" {
  sensitive = true
}
variable "quiet" {
  sensitive = true
}
source "null" "one" {
  communicator = "none"
}
build {
  sources = ["source.null.one"]
  provisioner "shell-local" {
    inline = ["test '\${var.rootpw} \${var.quiet}' = 'canary-1 canary-2'", ${JSON.stringify(listed(out))}]
  }
}
`,
    ],
  ] as const)
    it(`keep secrets of their variables out of lists of processes, records and logs: ${name}`, async function () {
      if (process.platform !== 'linux') this.skip();
      const { runs } = await activated();
      const out = file('processes.txt').fsPath;
      await write(name, text(out));
      const variables = { rootpw: 'canary-1', quiet: 'canary-2' };
      const task = await fromTasksJson({ command: 'build', template, variables });
      assert.equal(await run(task), 0);
      assert.match(readFileSync(out, 'utf8'), /packer build/);
      assert.doesNotMatch(readFileSync(out, 'utf8'), /canary-[12]/);
      const record = runs.list().find(({ log }) => log?.startsWith(folder.fsPath));
      assert.ok(record?.log);
      assert.deepEqual([record.choices.variables, record.choices.secrets], [{}, ['rootpw', 'quiet']]);
      assert.doesNotMatch(JSON.stringify(record), /canary/);
      assert.doesNotMatch(readFileSync(record.log, 'utf8'), /canary/);
      assert.equal(statSync(record.log).mode & 0o077, 0);
      const left = readdirSync(tmpdir()).filter((one) =>
        existsSync(path.join(tmpdir(), one, 'secrets.json')),
      );
      assert.deepEqual(left, []);
    });

  for (const [dialect, name, text, template, line] of [
    ['HCL2', 'a.pkr.hcl', brokenHcl, 'tasks of packer', 2],
    ['JSON', 'a.json', brokenJson, 'tasks of packer/a.json', 3],
  ] as const)
    it(`show what is wrong with a ${dialect} template where it stands`, async () => {
      const broken = await write(name, text);
      for (const command of ['build', 'validate']) {
        const task = await fromTasksJson({ command, template });
        assert.equal(await run(task), 1, command);
        const [found] = await diagnosticsOf(
          broken,
          `a problem of ${command}`,
          (all) => all.length > 0,
          'packer validate',
        );
        assert.equal(found?.range.start.line, line, command);
        assert.match(
          found.message,
          dialect === 'JSON' ? /invalid character '\]'/ : /Missing newline|newline/,
        );
      }
    });

  it('fail where there is no template', async () => {
    const task = await fromTasksJson({ command: 'validate', template: 'no such.json' });
    assert.equal(await run(task), 1);
  });
});
