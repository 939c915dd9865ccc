import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { Analyst } from '../../../../../src/analysis/analyst';
import { questions } from '../../../../../src/analysis/questions';
import { activeFile } from '../../../../../src/editor/activeFile';
import { TimelineDocuments } from '../../../../../src/editor/packer/timeline/timelineDocuments';
import type { LiveLint } from '../../../../../src/editor/lint/liveLint';
import { messages } from '../../../../support/messages';
import { window, workspace } from '../../../../support/vscodeStub';

describe('the timeline of a template as a document', () => {
  let folder: string;
  const changed = new vscode.EventEmitter<string | undefined>();
  let documents: TimelineDocuments;
  const uri = () =>
    vscode.Uri.parse(`boxwright-timeline:/x?${encodeURIComponent(path.join(folder, 'my template.json'))}`);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-timeline-')));
    writeFileSync(path.join(folder, 'a  b.sh'), 'reboot\n');
    const provisioners = [{ type: 'shell', script: 'a  b.sh' }];
    const template = { builders: [{ type: 'null', name: 'one' }], provisioners };
    writeFileSync(path.join(folder, 'my template.json'), JSON.stringify(template, undefined, 1));
    const analyst = new Analyst(() => undefined);
    analyst.set({ roots: [folder], packer: undefined, given: new Map(), isLive: true, messages });
    documents = new TimelineDocuments({
      templates: { onDidChange: changed.event },
      ask: (name: 'timeline', file: string) => Promise.resolve(questions[name](analyst, file)),
    } as unknown as LiveLint);
  });
  afterEach(() => {
    documents.dispose();
    workspace.textDocuments.length = 0;
    rmSync(folder, { recursive: true, force: true });
  });

  it('has its builds and steps, each of which leads to its place', async () => {
    const text = await documents.provideTextDocumentContent(uri());
    assert.match(text, /^one \(null\)\n/);
    const document = { uri: uri(), getText: () => text } as unknown as vscode.TextDocument;
    const [link, ...others] = documents.provideDocumentLinks(document);
    assert.deepEqual(others, []);
    assert.ok(link?.target);
    assert.equal(path.basename(link.target.fsPath), 'my template.json');
    assert.match(link.target.fragment, /^L10,\d+$/);
    const { start, end } = link.range;
    const linked = text.split('\n')[start.line]?.slice(start.character, end.character);
    assert.match(linked ?? '', /^my template\.json:10:\d+$/);
  });

  it('is written again when its template has changed, and only then', () => {
    workspace.textDocuments.push({ uri: uri() as never, isDirty: false, getText: () => '' });
    const written: string[] = [];
    documents.onDidChange(({ query }) => written.push(query));
    changed.fire('/other.json');
    assert.deepEqual(written, []);
    changed.fire(uri().query);
    assert.deepEqual(written, [uri().query]);
  });

  it('stands for its template, for commands that are run while it is in front', () => {
    const shown = window as { activeTextEditor: unknown };
    shown.activeTextEditor = { document: { uri: uri() } };
    try {
      assert.equal(activeFile()?.fsPath, path.join(folder, 'my template.json'));
      shown.activeTextEditor = { document: { uri: vscode.Uri.parse('other-scheme:/x?/y.json') } };
      assert.equal(activeFile(), undefined);
      documents.dispose();
      shown.activeTextEditor = { document: { uri: uri() } };
      assert.equal(activeFile(), undefined);
    } finally {
      shown.activeTextEditor = undefined;
    }
  });

  it('says so where the template is gone', async () => {
    rmSync(path.join(folder, 'my template.json'));
    const text = await documents.provideTextDocumentContent(uri());
    assert.match(text, /my template\.json/);
    const document = { uri: uri(), getText: () => text } as unknown as vscode.TextDocument;
    assert.deepEqual(documents.provideDocumentLinks(document), []);
  });
});
