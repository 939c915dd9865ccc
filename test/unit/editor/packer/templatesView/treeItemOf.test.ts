import assert from 'node:assert/strict';
import { omit } from '../../../../support/omit';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { PlacedStep } from '../../../../../src/analysis/questions';
import type {
  BuildItem,
  NoteItem,
  StepItem,
  TemplateItem,
  TemplatesItem,
} from '../../../../../src/editor/packer/templatesView/templateItem';
import { treeItemOf } from '../../../../../src/editor/packer/templatesView/treeItemOf';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { menuOf } from '../../../../support/menuOf';
import { began, minute, runRecord, runStep } from '../../../../support/runRecords';
import { outlined, templateOf } from '../../../../support/templates';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
const icon = ({ iconPath }: vscode.TreeItem) => (iconPath as vscode.ThemeIcon).id;
const color = ({ iconPath }: vscode.TreeItem) => (iconPath as vscode.ThemeIcon).color?.id;
const said = ({ accessibilityInformation }: vscode.TreeItem) => accessibilityInformation?.label ?? '';
const opened = ({ command }: vscode.TreeItem) => {
  assert.equal(command?.command, 'vscode.open');
  const [uri, { selection }] = command.arguments as [vscode.Uri, { selection: vscode.Range }];
  return { file: uri.path, line: selection.start.line };
};

const file = path.resolve('/w/lab/win.json');
const template = outlined(
  templateOf({
    builders: [{ type: 'null', name: 'one' }],
    provisioners: [{ type: 'powershell', inline: ['1'] }, { type: 'windows-restart' }],
  }),
);
const [build] = template.builds;
assert.ok(build);

const parent: TemplateItem = { kind: 'template', path: file, uri: vscode.Uri.file(file) };
const { uri } = parent;
const ofBuild: BuildItem = { kind: 'build', parent, uri, build };
const start = { line: 0, character: 0 };
const location = { path: file, span: { start: 0, end: 0 }, range: { start, end: start } };
const planned = (changes: Partial<PlacedStep> = {}): PlacedStep => ({
  kind: 'provisioner',
  label: 'powershell',
  text: 'powershell',
  type: 'powershell',
  location,
  scripts: [],
  ran: [],
  ...changes,
});
const ofStep = (changes: Partial<PlacedStep> = {}): StepItem => ({
  kind: 'step',
  parent: ofBuild,
  uri,
  step: planned(changes),
  index: 0,
});

const itemOf = (item: TemplatesItem, run?: RunRecord, dialect = template.dialect) =>
  treeItemOf(item, {
    templateOf: () => ({ ...template, dialect }),
    runOf: () => run,
    placeOf: () => ({ path: file, label: 'win.json', folder: 'lab' }),
    groupOf: () => group,
    isFiltered: false,
  });
const group = {
  folder: 'images/lab',
  label: 'images/lab',
  templates: [{ path: file, label: 'win.json', folder: '' }],
};
const menu = (item: vscode.TreeItem) => menuOf('boxwright.templates', item);
const running = { status: 'running', ended: undefined } as unknown as Partial<RunRecord>;

describe('items of the Templates view', () => {
  it('of a template say its name, its folder, and that it is not built yet', () => {
    const item = itemOf(parent);
    assert.equal(item.label, 'win.json');
    assert.equal(item.description, 'lab');
    assert.equal(icon(item), 'file-code');
    assert.equal(item.collapsibleState, Collapsed);
    assert.match(said(item), /lab\/win\.json/);
  });

  it('of a folder count its templates, and those that failed', () => {
    const item = itemOf({ kind: 'folder', folder: 'images/lab' });
    assert.equal(item.label, 'images/lab');
    assert.equal(item.collapsibleState, Collapsed);
    assert.match(String(item.description), /^1 template$/);
    const failed = itemOf({ kind: 'folder', folder: 'images/lab' }, runRecord({ status: 'failed' }));
    assert.match(String(failed.description), /^1 template · 1 \w+$/);
    assert.ok(said(failed).endsWith(String(failed.description).replace(' · ', ', ')));
    assert.match(said(failed), /images\/lab/);
  });

  it('of a template that is being built are unfolded', () => {
    assert.equal(itemOf(parent, runRecord(running)).collapsibleState, Expanded);
    assert.equal(itemOf(ofBuild, runRecord(running)).collapsibleState, Expanded);
    assert.equal(itemOf(parent, runRecord()).collapsibleState, Collapsed);
  });

  it('of a step say when the guest runs it, and of which type it is', () => {
    const guest = itemOf(
      ofStep({ kind: 'guest', label: 'fix.ps1', type: undefined, phase: 'firstLogon', order: 3 }),
    );
    assert.match(String(guest.description), /^\w+ 3 · first logon$/);
    assert.match(said(guest), /^fix\.ps1, \w+ 3, first logon$/);
    assert.equal(icon(guest), 'gear');
    const script = itemOf(ofStep({ label: 'a.ps1', ran: [runStep()] }));
    assert.equal(script.description, '1 min · powershell');
    assert.equal(icon(itemOf(ofStep({ kind: 'shutdown', type: undefined }))), 'stop-circle');
    assert.equal(itemOf({ ...ofStep({ label: 'winrm set x' }), label: '…x' }).label, '…x');
  });

  for (const [status, shown, hue] of [
    ['running', 'loading~spin', undefined],
    ['succeeded', 'pass', 'testing.iconPassed'],
    ['failed', 'error', 'testing.iconFailed'],
    ['cancelled', 'circle-slash', undefined],
    ['abandoned', 'question', undefined],
  ] as const)
    it(`of a template say how its last run went, not by color alone: ${status}`, () => {
      const item = itemOf(parent, runRecord({ status }));
      assert.deepEqual([icon(item), color(item)], [shown, hue]);
      const [state = '', folder] = String(item.description).split(' · ');
      assert.equal(folder, 'lab');
      assert.ok(state.length > 5 && said(item).endsWith(state), `${said(item)}: ${state}`);
    });

  it('of a template name once what was made, or the first error', () => {
    const lines = (run: RunRecord) => (itemOf(parent, run).tooltip as string).split('\n');
    const made = runRecord({ artifacts: ['one: a.box', 'one: a.box', 'one: b'], errors: ['not this'] });
    assert.deepEqual(lines(made).slice(-2), ['one: a.box', 'one: b']);
    assert.match(lines(made)[2] ?? '', /12 min/);
    const failed = runRecord({ status: 'failed', artifacts: ['not this'], errors: ['first', 'second'] });
    assert.deepEqual(lines(failed).slice(3), ['first']);
  });

  it('of a template are built or stopped, upgraded where they are JSON', () => {
    const idle = itemOf(parent);
    const busy = itemOf(parent, runRecord(running));
    const hcl = itemOf(parent, undefined, 'hcl2');
    assert.deepEqual(
      [idle, busy, hcl].map(({ contextValue }) => contextValue),
      ['template-json-idle', 'template-json-running', 'template-hcl2-idle'],
    );
    assert.ok(menu(idle).inline.split(' ').includes('build'), menu(idle).inline);
    assert.ok(!menu(busy).inline.split(' ').includes('build'), menu(busy).inline);
    assert.ok(menu(busy).inline.includes('stopBuild'), menu(busy).inline);
    assert.notEqual(menu(idle).menu, menu(hcl).menu);
  });

  it('of a template open it: an HCL2 one where its first build stands', () => {
    const { command } = itemOf(parent);
    assert.equal(command?.command, 'vscode.open');
    assert.equal((command.arguments?.[0] as vscode.Uri).path, '/project/template.json');
    const gone = treeItemOf(parent, {
      templateOf: () => undefined,
      runOf: () => undefined,
      placeOf: () => undefined,
      groupOf: () => undefined,
      isFiltered: false,
    });
    assert.equal((gone.command?.arguments?.[0] as vscode.Uri).path, uri.path);
  });

  it('of a build are built alone, unless the template is being built', () => {
    assert.deepEqual(menu(itemOf(ofBuild)), { inline: 'buildOnlyThis', menu: 'buildOnlyThis' });
    assert.deepEqual(menu(itemOf(ofBuild, runRecord(running))), { inline: '', menu: '' });
  });

  it('of a provisioner open its script, where it has one', () => {
    const both = { inline: 'openScript', menu: 'openScript' };
    assert.deepEqual(menu(itemOf(ofStep({ scripts: ['/w/a.ps1'] }))), both);
    assert.deepEqual(menu(itemOf(ofStep())), { inline: '', menu: '' });
  });

  it('of a build lead to its type, and say that only where its name is another', () => {
    const item = itemOf(ofBuild);
    assert.equal(item.label, 'one');
    assert.equal(item.description, 'null');
    assert.equal(icon(item), 'vm');
    assert.equal(opened(item).file, pathToFileURL('/project/template.json').pathname);
    assert.equal(
      itemOf({ ...ofBuild, build: { ...build, name: 'null', shownName: 'null' } }).description,
      '',
    );
    // Of a name that nobody is to see nothing is kept, either.
    const secret = itemOf({ ...ofBuild, build: { ...build, name: 'hunter2', shownName: '•••' } });
    assert.equal(secret.label, '•••');
    assert.doesNotMatch(
      JSON.stringify([secret.id, secret.tooltip, secret.accessibilityInformation]),
      /hunter2/,
    );
  });

  it('of a build say the provisioner that runs, or that it failed', () => {
    const open = runStep({
      kind: 'provision',
      text: 'Provisioning with powershell script: /w/x.ps1',
      provisioner: 0,
    });
    const going = omit(open, 'ended');
    const now = itemOf(ofBuild, runRecord({ ...running, steps: [runStep(), going] }));
    assert.equal(icon(now), 'loading~spin');
    assert.match(String(now.description), /\b1\b.*\b2\b.*powershell \/w\/x\.ps1 · null$/);
    const failed = itemOf(ofBuild, runRecord({ status: 'failed', steps: [runStep({ failed: true })] }));
    assert.equal(icon(failed), 'error');
    const other = runRecord({ status: 'failed', steps: [runStep({ build: 'two', failed: true })] });
    assert.equal(icon(itemOf(ofBuild, other)), 'vm');
  });

  for (const [changes, shown] of [
    [{ kind: 'connects', type: undefined }, 'plug'],
    [{ kind: 'postProcessor', type: undefined }, 'archive'],
    [{ type: 'file' }, 'cloud-upload'],
    [{ type: 'windows-restart' }, 'debug-restart'],
    [{ type: 'breakpoint' }, 'debug-breakpoint'],
    [{ type: 'shell' }, 'terminal'],
  ] as const)
    it(`of a step show what it does: ${shown}`, () => {
      const item = itemOf(ofStep(changes));
      assert.equal(icon(item), shown);
      assert.equal(item.collapsibleState, None);
      const type = 'type' in changes ? changes.type : undefined;
      assert.equal(item.description, type ?? '');
      assert.equal(said(item), ['powershell', ...(type ? [type] : [])].join(', '));
      assert.equal(opened(item).file, uri.path);
    });

  it('of a step say how it went, and how long that took', () => {
    const open = omit(runStep(), 'ended');
    const over = itemOf(
      ofStep({ ran: [runStep(), runStep({ began: began + minute, ended: began + 2 * minute })] }),
    );
    assert.match(String(over.description), /^2 min$/);
    const failed = itemOf(ofStep({ ran: [runStep({ failed: true })] }));
    assert.match(String(failed.description), /\S+ 1 min$/);
    assert.equal(icon(failed), 'error');
    const now = itemOf(ofStep({ ran: [open] }), runRecord(running));
    assert.equal(icon(now), 'loading~spin');
    const lost = itemOf(ofStep({ ran: [open] }), runRecord({ status: 'abandoned' }));
    assert.equal(icon(lost), 'question');
    assert.notEqual(lost.description, now.description);
    for (const item of [failed, now, lost]) assert.ok(said(item).endsWith(String(item.description)));
  });

  it('of an error lead to its place', () => {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(4, 2, 4, 9), 'Bad.');
    const item = itemOf({ kind: 'problem', parent, uri, file: uri, diagnostic });
    assert.equal(item.label, 'Bad.');
    assert.equal(item.description, 'win.json:5');
    assert.deepEqual([icon(item), color(item)], ['error', 'list.errorForeground']);
    assert.deepEqual(opened(item), { file: uri.path, line: 4 });
    const next = new vscode.Diagnostic(new vscode.Range(4, 3, 4, 9), 'Bad.');
    assert.notEqual(itemOf({ kind: 'problem', parent, uri, file: uri, diagnostic: next }).id, item.id);
  });

  it('of more errors count them, and lead to the Problems panel', () => {
    const [one, two] = [1, 2].map((count) => itemOf({ kind: 'moreProblems', parent, uri, count }));
    assert.match(one?.label as string, /^1 .*error$/);
    assert.match(two?.label as string, /^2 .*errors$/);
    assert.equal(one?.command?.command, 'workbench.actions.view.problems');
  });

  it('of a plugin that is missing lead to its installation, where there is one', () => {
    const note = { severity: 'error', title: 'Azure is missing', detail: 'Get it.' } as const;
    const of = (action?: NoteItem['note']['action']): NoteItem => ({
      kind: 'note',
      parent,
      uri,
      note: { ...note, ...(action && { action }) },
    });
    const plain = itemOf(of());
    assert.deepEqual([plain.command, plain.description, plain.contextValue], [undefined, undefined, 'note']);
    const given = of({ kind: 'init' });
    const install = itemOf(given);
    assert.equal(install.command?.command, 'boxwright.packer.installPlugins');
    assert.deepEqual(install.command.arguments, [given]);
    assert.equal(install.contextValue, 'missingPlugin');
    const browse = itemOf(of({ kind: 'browse', url: 'https://x' }));
    assert.equal(browse.contextValue, 'note');
    assert.notEqual(browse.description, install.description);
    for (const item of [plain, install, browse]) {
      assert.equal(icon(item), 'warning');
      assert.equal(said(item), 'Azure is missing. Get it.');
    }
  });

  it('without Packer lead to its installation, or to the path that is wrong', () => {
    const of = (configured: string, version = '') =>
      itemOf({ kind: 'missing', message: 'not there', configured, version });
    assert.equal(of('').command?.command, 'boxwright.packer.installPacker');
    assert.deepEqual(of('', '1.9.0').command?.arguments, ['1.9.0']);
    assert.match(of('', '1.9.0').label as string, /1\.9\.0/);
    assert.deepEqual(of('/nosuch').command?.arguments, ['boxwright.packer.path']);
    assert.equal(of('').contextValue, 'missingPacker');
  });
});
