import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Exports } from '../../src/boxwright';
import {
  templateItems,
  activated,
  closeAll,
  diagnosticsOf,
  has,
  inWorkspace,
  replace,
  show,
  taskEnd,
  until,
} from './support';

/** A template that `packer build FILE` builds; as one with another of its kind Packer refuses it. */
const alone = (name: string, more = '') => `variable "greeting" {
  default = "hello from ${name}"
}

source "null" "${name}" {
  communicator = "none"
}

build {
  sources = ["source.null.${name}"]
  provisioner "shell-local" {
    inline = ["echo \${var.greeting}"]
  }
${more}}
`;

describe('HCL2 files that are templates of their own', () => {
  const folder = inWorkspace('images');
  const [a, b, configuration] = [
    inWorkspace('images', 'a.pkr.hcl'),
    inWorkspace('images', 'b.pkr.hcl'),
    inWorkspace('boxwright.json'),
  ];
  const changes = new vscode.EventEmitter<void>();
  const changed = [changes.event as vscode.Event<never>];
  const subscriptions: vscode.Disposable[] = [changes];
  let exports: Exports;

  before(async () => {
    exports = await activated();
    const { onDidChangeTreeData } = exports.templates;
    assert.ok(onDidChangeTreeData);
    const fire = () => changes.fire();
    subscriptions.push((onDidChangeTreeData as vscode.Event<unknown>)(fire));
    subscriptions.push(vscode.languages.onDidChangeDiagnostics(fire));
    await vscode.commands.executeCommand('boxwright.templates.focus');
    await vscode.workspace.fs.writeFile(a, Buffer.from(alone('a')));
    const missing = '  provisioner "shell-local" {\n    script = "nosuch.sh"\n  }\n';
    await vscode.workspace.fs.writeFile(b, Buffer.from(alone('b', missing)));
  });

  after(async () => {
    for (const one of subscriptions) one.dispose();
    await closeAll();
    rmSync(folder.fsPath, { recursive: true, force: true });
    rmSync(configuration.fsPath, { force: true });
  });

  afterEach(closeAll);

  /** Waits until something is so, asking again after each change of the view or of diagnostics. */
  async function soon(what: string, ask: () => Promise<boolean>): Promise<void> {
    let again = false;
    const subscription = changes.event(() => (again = true));
    try {
      while (!(await ask())) {
        await until(what, () => again, changed);
        again = false;
      }
    } finally {
      subscription.dispose();
    }
  }

  /** Templates in the view, with their builds. */
  async function templates(): Promise<string[]> {
    const items = await templateItems(exports);
    const own = items.filter(({ path }) => path.startsWith(folder.fsPath));
    return Promise.all(
      own.map(async (item) => {
        const children = (await exports.templates.getChildren(item)) ?? [];
        const builds = children.flatMap((child) => (child.kind === 'build' ? [child.build.name] : []));
        return `${vscode.workspace.asRelativePath(item.path)}: ${builds.join(', ')}`;
      }),
    );
  }

  const areTemplates = (...wanted: string[]) =>
    soon(`the templates ${wanted.join('; ')}`, async () => (await templates()).join() === wanted.join());

  const separate = ['images/a.pkr.hcl: null.a', 'images/b.pkr.hcl: null.b'];
  const together = ['images: null.a, null.b'];

  const tasks = async () =>
    (await vscode.tasks.fetchTasks({ type: 'packer' }))
      .filter(({ name }) => /^build images/.test(name))
      .sort((one, other) => one.name.localeCompare(other.name));

  it('are each in the view, in the tasks and in the Problems panel, with what is wrong with them alone', async () => {
    await areTemplates(...separate);
    await diagnosticsOf(
      b,
      'the hint, and the error',
      (all) => has('separate-templates')(all) && has('file-missing')(all),
    );
    await diagnosticsOf(a, 'nothing', (all) => all.length === 0);
    assert.deepEqual(
      (await tasks()).map(({ name }) => name),
      ['build images/a.pkr.hcl', 'build images/b.pkr.hcl'],
    );
  });

  it('are validated and built by themselves', async () => {
    await vscode.commands.executeCommand('boxwright.packer.validate', a);
    await diagnosticsOf(a, 'no word of Packer', (all) => all.length === 0, 'packer validate');
    const [task] = await tasks();
    assert.ok(task);
    const ended = taskEnd('packer');
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 0);
    const [run] = exports.runs.list();
    assert.equal(run?.template, a.fsPath);
    const log = readFileSync(run.log ?? '', 'utf8');
    assert.match(log, /hello from a/);
    assert.doesNotMatch(log, /null\.b/);
  });

  it('are one template when the user says so, and separate again', async () => {
    await show(a);
    await vscode.commands.executeCommand('boxwright.packer.joinTemplates', a);
    assert.deepEqual(JSON.parse(readFileSync(configuration.fsPath, 'utf8')), {
      separateTemplates: { images: false },
    });
    await areTemplates(...together);
    await diagnosticsOf(
      b,
      'the hint to go',
      (all) => !has('separate-templates')(all) && has('file-missing')(all),
    );
    assert.deepEqual(
      (await tasks()).map(({ name }) => name),
      ['build images'],
    );
    await vscode.commands.executeCommand('boxwright.packer.validate', b);
    const found = await soonFound();
    assert.ok(found.some(({ message }) => /Duplicate variable/.test(message)));

    await vscode.commands.executeCommand('boxwright.packer.separateTemplates', b);
    assert.deepEqual(JSON.parse(readFileSync(configuration.fsPath, 'utf8')), {
      separateTemplates: { images: true },
    });
    await areTemplates(...separate);
    await diagnosticsOf(
      b,
      'no hint: it was chosen',
      (all) => !has('separate-templates')(all) && has('file-missing')(all),
    );
  });

  /** What Packer says of the folder, in whichever of its files. */
  const soonFound = () =>
    until(
      'what Packer says',
      () => {
        const all = [a, b].flatMap((uri) => vscode.languages.getDiagnostics(uri));
        const said = all.filter(({ source }) => source === 'packer validate');
        return said.length ? said : undefined;
      },
      [vscode.languages.onDidChangeDiagnostics as vscode.Event<never>],
    );

  it('become one while a name is being typed, and separate with it', async () => {
    rmSync(configuration.fsPath);
    await areTemplates(...separate);
    const editor = await show(b);
    await replace(editor, 'variable "greeting"', 'variable "farewell"');
    await areTemplates(...together);
    await replace(editor, 'variable "farewell"', 'variable "greeting"');
    await areTemplates(...separate);
  });
});
