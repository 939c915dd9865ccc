import assert from 'node:assert/strict';
import path from 'node:path';
import type * as vscode from 'vscode';
import { checkPage } from '../../../../../../src/editor/packer/builds/choices/checkPage';
import type { CheckWay } from '../../../../../../src/editor/packer/builds/choices/checkPage';
import { describeChoices } from '../../../../../../src/editor/packer/builds/choices/describeChoices';
import type { FlowState } from '../../../../../../src/editor/packer/builds/choices/flowState';
import type {
  PreflightAction,
  PreflightNote,
} from '../../../../../../src/editor/packer/builds/preflight/preflightNote';
import { back } from '../../../../../../src/editor/multiStepInput';
import type { ListAnswer, ListPage } from '../../../../../../src/editor/multiStepInput';
import { defaultChoices } from '../../../../../../src/tools/packer/commands/buildChoices';
import { templateOf } from '../../../../../support/templates';

const template = templateOf({
  builders: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ type: 'null', name })),
});
type Item = vscode.QuickPickItem & { readonly kindOf: string };
type Page = ListPage<Item>;

const note = (severity: PreflightNote['severity'], action?: PreflightAction): PreflightNote => ({
  severity,
  title: `${severity} title`,
  detail: `${severity} detail`,
  ...(action && { action }),
});
const icon = ({ iconPath }: vscode.QuickPickItem) => (iconPath as vscode.ThemeIcon).id;

/** Shows the page, once it knows the notes, and takes an item: by its kind, for each time that it is shown. */
async function shownWith(notes: readonly PreflightNote[], ...takes: (string | typeof back | undefined)[]) {
  const pages: Page[] = [];
  const performed: PreflightAction[] = [];
  const list = (page: Page) => {
    const take = takes.shift();
    pages.push(page);
    const taken = page.items.filter((item): item is Item => 'kindOf' in item && item.kindOf === take);
    const answer: ListAnswer<Item> =
      take === undefined ? undefined : take === back ? back : { kind: 'items', items: taken.slice(0, 1) };
    const update = (changes: Partial<Page>) => (pages[pages.length - 1] = { ...page, ...changes });
    return { answer: Promise.resolve(answer), isBusy: page.busy, isClosed: false, update };
  };
  const state = {
    template,
    input: { list },
    choices: { ...defaultChoices, force: true },
    once: {},
    secrets: new Map(),
    cwd: path.resolve('/w'),
  } as unknown as FlowState;
  const perform = (action: PreflightAction) => Promise.resolve(void performed.push(action));
  const check = () => Promise.resolve([...notes]);
  const way: CheckWay = await checkPage(state, { title: 'Build' }, { check, perform }, notes);
  const [page] = pages;
  assert.ok(page);
  const items = page.items.filter((item): item is Item => 'kindOf' in item);
  return { way, page, items, performed, times: pages.length };
}

describe('the page before a build', () => {
  it('says what runs and where, and builds', async () => {
    const { way, page, items } = await shownWith([], 'build');
    assert.equal(way, 'build');
    assert.deepEqual(items.map(icon), ['play', 'folder']);
    const [build, folder] = items;
    assert.match(build?.description ?? '', /-force/);
    assert.match(build?.detail ?? '', /packer.* build .*-force/);
    assert.deepEqual(
      build?.buttons?.map(({ iconPath }) => (iconPath as vscode.ThemeIcon).id),
      ['copy'],
    );
    assert.equal(folder?.detail, path.resolve('/w'));
    assert.equal(page.active, build);
    assert.doesNotMatch(page.placeholder, /fail/);
  });

  it('shows what is to be known before, as bad as it is, and stands on errors', async () => {
    const all = [note('error'), note('warning'), note('info')];
    const { page, items } = await shownWith(all);
    assert.deepEqual(items.map(icon), ['play', 'error', 'warning', 'info', 'folder']);
    assert.deepEqual(
      items.slice(1, 4).map(({ label, detail }) => [label, detail]),
      all.map(({ title, detail }) => [title, detail]),
    );
    assert.equal(new Set(items.slice(1, 4).map(({ description }) => description)).size, 3);
    assert.equal(page.active, items[1]);
    assert.equal((await shownWith([note('warning')])).page.active?.kindOf, 'build');
  });

  it('counts errors, and has other words for what may fail and what is only to be known', async () => {
    const [one, two, warned, informed, nothing] = await Promise.all(
      [[note('error')], [note('error'), note('error')], [note('warning')], [note('info')], []].map(
        async (notes) => (await shownWith(notes)).page.placeholder,
      ),
    );
    assert.match(one ?? '', /fail.*\b1\b/);
    assert.match(two ?? '', /fail.*\b2\b/);
    assert.notEqual(one?.replace('1', '2'), two);
    assert.match(warned ?? '', /fail/);
    assert.equal(informed, nothing);
  });

  it('names the build otherwise where it builds in spite of something', async () => {
    const labels = await Promise.all(
      [[note('warning')], [note('info')], []].map(async (notes) => (await shownWith(notes)).items[0]?.label),
    );
    assert.notEqual(labels[0], labels[1]);
    assert.equal(labels[1], labels[2]);
  });

  it('leads to the page that a note asks for, or does what that says and looks again', async () => {
    assert.equal((await shownWith([note('error', { kind: 'variables' })], 'note')).way, 'variables');
    assert.equal((await shownWith([note('error', { kind: 'varFiles' })], 'note')).way, 'varFiles');
    const forced = await shownWith([note('error', { kind: 'force', folders: [] })], 'note', 'build', 'build');
    assert.deepEqual(forced.performed, [{ kind: 'force', folders: [] }]);
    assert.deepEqual([forced.way, forced.times > 1], ['build', true]);
    const browsed = await shownWith([note('error', { kind: 'browse', url: 'https://x' })], 'note');
    assert.deepEqual([browsed.way, browsed.performed.length], [undefined, 1]);
  });

  it('does not build before something is done about a note that says so', async () => {
    const blocking = { ...note('error', { kind: 'delete', folders: ['/w/out'] }), blocks: true as const };
    const { items, page } = await shownWith([blocking, note('warning')]);
    assert.deepEqual(items.map(icon), ['error', 'warning', 'folder']);
    assert.equal(page.active, items[0]);
    const { performed, way } = await shownWith([blocking], 'note', undefined);
    assert.deepEqual([performed.length, way], [1, undefined]);
  });

  it('leads back, or nowhere when it is closed', async () => {
    assert.equal((await shownWith([], back)).way, 'back');
    assert.equal((await shownWith([])).way, undefined);
  });
});

describe('what runs with some choices, in a few words', () => {
  const words = (changes: object) => describeChoices(template, { ...defaultChoices, ...changes });

  it('are the builds: all, their names, or how many', () => {
    assert.match(words({}), /\b5\b/);
    assert.equal(words({ only: ['a', 'c'] }), 'a, c');
    assert.match(words({ except: ['e'] }), /\b4\b.*\b5\b/);
    assert.match(words({ only: ['nosuch'] }), /\b0\b.*\b5\b/);
    const single = templateOf({ builders: [{ type: 'null', name: 'only' }] });
    assert.equal(describeChoices(single, defaultChoices), 'only');
  });

  it('are what differs from Packer’s own: files, how many variables, options', () => {
    const one = words({ only: ['a'], variables: { x: '1' } });
    const two = words({ only: ['a'], variables: { x: '1' }, secrets: ['y'] });
    assert.match(one, /^a, 1 \w+$/);
    assert.match(two, /^a, 2 \w+s$/);
    assert.match(
      words({
        only: ['a'],
        varFiles: [path.resolve('/w/v.json')],
        force: true,
        onError: 'abort',
        parallel: 2,
      }),
      /^a, v\.json, -force, -on-error=abort, -parallel-builds=2$/,
    );
    assert.equal(words({ timestamps: false, debugLog: true }).split(', ').length, 3);
  });
});
