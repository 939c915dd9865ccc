import assert from 'node:assert/strict';
import system from 'node:path';
import * as vscode from 'vscode';
import type { Analyst } from '../../../../src/analysis/analyst';
import { Places } from '../../../../src/analysis/places';
import { questions } from '../../../../src/analysis/questions';
import { shownFinding } from '../../../../src/analysis/shownFinding';
import { toDiagnostic } from '../../../../src/editor/lint/convert';
import type { LiveLint } from '../../../../src/editor/lint/liveLint';
import { languageMessages } from '../../../../src/editor/language/languageMessages';
import { QuickFixes } from '../../../../src/editor/lint/quickFixes';
import { Projects } from '../../../../src/lint/project';
import { findingKey } from '../../../../src/rules/finding';
import type { Finding, Fix } from '../../../../src/rules/finding';
import { memoryFiles } from '../../../support/memoryFiles';

interface Edit {
  readonly steps: readonly (readonly [string, string, vscode.Range?, string?])[];
}

/** What an action does: the lines that it changes, and the texts that it puts there. */
const edits = ({ edit }: vscode.CodeAction) =>
  (edit as unknown as Edit).steps
    .filter(([kind]) => kind === 'replace')
    .map(([, , range, text]) => [range?.start.line, text]);

describe('quick fixes', () => {
  /** An open file, with what is found in it. */
  function open(name: string, text: string) {
    const uri = vscode.Uri.file(`/w/${name}`);
    const path = uri.fsPath;
    const finding = (at: string, changes: Partial<Finding> = {}): Finding => {
      const start = text.indexOf(at);
      const span = { start, end: start + at.length };
      const fix = (title: string, newText: string): Fix => ({
        title,
        applicability: 'safe',
        edits: [{ path, span, newText }],
      });
      return {
        rule: 'reboot-in-provisioner',
        severity: 'warning',
        message: `Of ${at}.`,
        location: { path, span },
        related: [],
        fixes: [fix('Remove it', ''), fix('Comment it out', `# ${at}`)],
        ...changes,
      };
    };
    const all = (
      at: readonly Finding[],
      { inFile = at, only }: { inFile?: readonly Finding[]; only?: vscode.CodeActionKind } = {},
    ) => {
      const files = memoryFiles({ [path]: text }, system.dirname(path), system, process.platform);
      const diagnostics = at.map((one) => toDiagnostic(shownFinding(one, new Places(files))));
      const analyst = {
        foundIn: () => ({ path, findings: inFile, accepted: [], silenced: [] }),
        files: () => files,
        projects: () => new Projects(files),
        settings: { messages: languageMessages },
      } as unknown as Analyst;
      const lint = {
        findingKeyOf: (_: string, diagnostic: vscode.Diagnostic) => {
          const one = at[diagnostics.indexOf(diagnostic)];
          return one && findingKey(one);
        },
        dependentsOf: () => [],
        ask: (name: 'quickFixes', ...given: [string, string[], Record<string, string>]) =>
          Promise.resolve(structuredClone(questions[name](analyst, ...structuredClone(given)))),
      } as unknown as LiveLint;
      return new QuickFixes(lint).provideCodeActions(
        { uri } as vscode.TextDocument,
        new vscode.Range(0, 0, 0, 0),
        { diagnostics, only, triggerKind: 1 },
      );
    };
    /** Without the explanations, which change nothing. */
    const offered = async (...given: Parameters<typeof all>) =>
      (await all(...given)).filter(({ edit }) => edit);
    return { finding, offered, all };
  }

  const script = 'echo a\nshutdown /r\necho b\nRestart-Computer\n';

  it('end with the page of each rule', async () => {
    const { finding, all } = open('a.ps1', script);
    const twice = [finding('shutdown /r'), finding('Restart-Computer')];
    const offered = await all(twice);
    const explained = offered.filter(({ edit }) => !edit);
    assert.deepEqual(
      explained.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [['Explain reboot-in-provisioner', 'boxwright.openRule', ['reboot-in-provisioner']]],
    );
    assert.equal(offered.at(-1), explained[0]);
  });

  it('are those of the finding, the first preferred', async () => {
    const { finding, offered } = open('a.ps1', script);
    const [first, second] = await offered([finding('shutdown /r')]);
    assert.deepEqual([first?.title, first?.isPreferred], ['Remove it', true]);
    assert.deepEqual([second?.title, second?.isPreferred], ['Comment it out', false]);
    assert.deepEqual(first && edits(first), [[1, '']]);
    assert.deepEqual(
      first?.diagnostics?.map(({ message }) => message),
      ['Of shutdown /r.'],
    );
  });

  it('go for all findings of a rule in the file, where there are several', async () => {
    const { finding, offered } = open('a.ps1', script);
    const all = [finding('shutdown /r'), finding('Restart-Computer'), finding('echo b', { rule: 'other' })];
    const [one] = all;
    assert.ok(one);
    const ofAll = async (found: readonly Finding[]) =>
      (await offered([one], { inFile: found })).filter((action) => edits(action).length > 1);
    assert.deepEqual((await ofAll(all)).map(edits), [
      [
        [1, ''],
        [3, ''],
      ],
    ]);
    assert.match((await ofAll(all))[0]?.title ?? '', /reboot-in-provisioner/);
    assert.deepEqual(await ofAll(all.slice(0, 1)), []);
    assert.equal(
      (await offered([one], { inFile: all })).length,
      (await offered([one], { inFile: all.slice(0, 1) })).length + 1,
    );
    assert.deepEqual(await ofAll([one, finding('Restart-Computer', { fixes: [] })]), []);
  });

  it('silence a rule for its line and for the file, once for all of its findings', async () => {
    const { finding, offered } = open('a.ps1', script);
    const both = [finding('shutdown /r', { fixes: [] }), finding('Restart-Computer', { fixes: [] })];
    const [line, file, ...others] = await offered(both);
    assert.deepEqual(others, []);
    for (const action of [line, file]) assert.match(action?.title ?? '', /reboot-in-provisioner/);
    const texts = [line, file].map((action) => action && edits(action)[0]?.[1]);
    for (const text of texts) assert.match(String(text), /# boxwright.* reboot-in-provisioner/);
    assert.notEqual(texts[0], texts[1]);
  });

  it('turn a rule off in boxwright.json, where a file has no comments', async () => {
    const { finding, offered } = open('a.json', '{"memory": 512}');
    const actions = await offered([finding('512', { fixes: [] })]);
    const [last] = actions.slice(-1);
    assert.match(last?.title ?? '', /boxwright\.json/);
    const { steps } = last?.edit as unknown as Edit;
    assert.ok(steps.every(([, path]) => path === vscode.Uri.file('/w/boxwright.json').fsPath));
    assert.match(String(steps.at(-1)?.[3]), /reboot-in-provisioner/);
  });

  it('do not silence a comment that has no effect', async () => {
    const { finding, offered } = open('a.ps1', script);
    assert.deepEqual(await offered([finding('echo a', { rule: 'unused-suppression', fixes: [] })]), []);
  });

  it('are not offered where others are asked for', async () => {
    const { finding, offered } = open('a.ps1', script);
    const at = [finding('shutdown /r')];
    assert.deepEqual(await offered(at, { only: vscode.CodeActionKind.Source }), []);
    assert.ok((await offered(at, { only: vscode.CodeActionKind.QuickFix })).length > 0);
  });
});
