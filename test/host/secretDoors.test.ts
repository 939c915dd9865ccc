import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ShownPage } from '../../src/editor/multiStepInput';
import type { TemplatesItem } from '../../src/editor/packer/templatesView/templateItem';
import type { Exports } from '../../src/boxwright';
import { Answers } from './answers';
import {
  activated,
  closeAll,
  diagnosticsOf,
  has,
  inWorkspace,
  taskEnd,
  templateItems,
  until,
} from './support';

/** Stands in the template as the default of a sensitive variable, and in what is made of that. */
const written = 'Canary-7f3a/written';
/** Is typed for a secret variable that has no default. */
const typed = 'Canary-7f3a/typed';

/** Builds, steps and names are made of both; the second step fails, and Packer says so. */
const template = `variable "written" {
  default   = "${written}"
  sensitive = true
}
variable "typed" {
  type      = string
  sensitive = true
}
source "null" "one" {
  communicator = "none"
}
build {
  name    = "b-${written}"
  sources = ["source.null.one"]
  provisioner "shell-local" {
    inline = ["test '\${var.typed}' = '${typed}'", "echo got \${var.written}"]
  }
  provisioner "shell-local" {
    inline = ["echo \${var.typed} ${written} >&2; exit 3"]
  }
  provisioner "shell-local" {
    inline = ["true"]
    only   = ["null.none"]
  }
}
`;

/** What a text has of a secret. */
const leaks = (said: string): string[] =>
  [...said.matchAll(/.{0,60}Canary-7f3a.{0,20}/g)].map(([one]) => one);

describe('A secret value in the editor', () => {
  let exports: Exports;
  let answers: Answers;
  const folder = inWorkspace('doors').fsPath;
  const file = path.join(folder, 'secret.pkr.hcl');
  const uri = vscode.Uri.file(file);
  const pages: ShownPage[] = [];
  const definitions: unknown[] = [];
  const subscriptions: vscode.Disposable[] = [];

  before(async () => {
    exports = await activated();
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, template);
    subscriptions.push(
      exports.pages.onDidShow((page) => pages.push(page)),
      vscode.tasks.onDidStartTask(({ execution: { task } }) =>
        definitions.push([task.name, task.detail, task.definition]),
      ),
    );
    answers = new Answers();
    const told = new vscode.EventEmitter<never>();
    answers.failures.push = (...all) => {
      answers.failures.splice(answers.failures.length, 0, ...all);
      told.fire(undefined as never);
      return answers.failures.length;
    };
    await build();
    await until('the failure to be told', () => answers.failures.length > 0, [told.event]);
    told.dispose();
  });
  after(async () => {
    answers.dispose();
    for (const one of subscriptions) one.dispose();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await closeAll();
    rmSync(folder, { recursive: true });
  });

  const page = (words: RegExp): Promise<ShownPage> =>
    until(
      `the page ${String(words)}`,
      () => {
        const { current } = exports.pages;
        return current && !current.busy && words.test(`${current.title} ${current.placeholder}`) && current;
      },
      [exports.pages.onDidShow as unknown as vscode.Event<never>],
    );

  /** Builds, with a step that fails. */
  async function build(): Promise<void> {
    const end = taskEnd('packer');
    const asked = vscode.commands.executeCommand('boxwright.packer.build', uri);
    (await page(/Select how to build$/)).accept();
    (await page(/Enter a value for typed/)).accept();
    (await page(/: typed /)).accept(typed);
    (await page(/Select a variable/)).accept('Continue');
    const last = await page(/No problems found|The build/);
    last.accept(last.labels.find((label) => label.startsWith('Build')) ?? '');
    await asked;
    assert.notEqual(await end, 0);
  }

  /** Nothing of a secret is in it; something else is, so that it was looked at at all. */
  function holdsNone(what: string, said: string, other: RegExp): void {
    assert.deepEqual([what, ...leaks(said)], [what]);
    assert.match(said, other);
  }

  it('is in no page, notification or task of a build, though that fails', () => {
    holdsNone('pages', JSON.stringify(pages), /PKR_VAR_typed=\*\*\*/);
    holdsNone(
      'notifications',
      JSON.stringify([answers.said, answers.asked, answers.failures]),
      /exit|failed|Failed/,
    );
    holdsNone('tasks', JSON.stringify(definitions), /doors/);
    const { item } = exports.runStatus;
    holdsNone('status bar', JSON.stringify([item.text, item.tooltip, item.accessibilityInformation]), /./);
  });

  it('is in no record and no log, and in nothing else that is kept', () => {
    const { kept } = exports;
    assert.ok(kept);
    const { globalState, workspaceState } = kept;
    for (const state of [globalState, workspaceState])
      assert.deepEqual(
        state.keys().flatMap((key) => leaks(`${key} ${JSON.stringify(state.get(key))}`)),
        [],
      );
    const folders = [kept.globalStorageUri, kept.storageUri, kept.logUri].flatMap((one) => one?.fsPath ?? []);
    assert.equal(folders.length, 3);
    const read = folders.flatMap((one) =>
      filesIn(one).map((name) => [name, readFileSync(name, 'utf8')] as const),
    );
    for (const [name, text] of read) assert.deepEqual([name, ...leaks(text)], [name]);
    const run = exports.runs.list().find((one) => one.template === folder);
    assert.ok(run?.log);
    assert.ok(
      read.some(([, text]) => text.includes(run.id)),
      'the record was read',
    );
    // The output channel of the extension.
    assert.ok(
      read.some(([name, text]) => name.endsWith('.log') && text.includes('packer')),
      'the channel was read',
    );
    // Packer itself leaves out what is sensitive.
    holdsNone('log', readFileSync(run.log, 'utf8'), /got <sensitive>/);
  });

  it('is in no view, and in the ids of none', async () => {
    const said: unknown[] = [];
    const walk = async (item: TemplatesItem): Promise<void> => {
      const { label, description, tooltip, id, accessibilityInformation } =
        await exports.templates.getTreeItem(item);
      said.push([label, description, tooltip, id, accessibilityInformation]);
      for (const child of (await exports.templates.getChildren(item)) ?? []) await walk(child);
    };
    for (const item of await templateItems(exports)) if (item.path === folder) await walk(item);
    holdsNone('Templates view', JSON.stringify(said), /b-•••/);
  });

  it('is in no completion, hover, lens or problem', async () => {
    const found = await diagnosticsOf(uri, 'what is missing', has('unknown-build-name'));
    holdsNone('problems', JSON.stringify(found), /null\.none/);
    const asked: unknown[] = [];
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    for (const { index } of text.matchAll(/var\.|null|name|inline|source/g))
      for (const at of [index + 1, index + 4]) {
        const place = document.positionAt(at);
        for (const command of ['vscode.executeHoverProvider', 'vscode.executeCompletionItemProvider'])
          asked.push(await vscode.commands.executeCommand(command, uri, place));
      }
    for (const command of ['vscode.executeCodeLensProvider', 'vscode.executeDocumentSymbolProvider'])
      asked.push(await vscode.commands.executeCommand(command, uri));
    holdsNone('language', JSON.stringify(asked), /written/);
  });

  it('is in no document that tells of the run or of its timeline', async () => {
    const run = exports.runs.list().find((one) => one.template === folder);
    assert.ok(run);
    await vscode.commands.executeCommand('boxwright.packer.showRun', run.id);
    await vscode.commands.executeCommand('boxwright.packer.showTimeline', uri);
    const others = vscode.workspace.textDocuments.filter(({ uri: { scheme } }) =>
      scheme.startsWith('boxwright'),
    );
    holdsNone('documents', JSON.stringify(others.map((one) => one.getText())), /Provisioners|shell-local/);
  });
});

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((one) => one.isFile())
      .map((one) => path.join(one.parentPath, one.name));
  } catch {
    return [];
  }
}
