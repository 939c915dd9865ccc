import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { settings, toolPathSetting } from '../../../src/editor/settings';
import { manifest, menuOf } from '../../support/menuOf';
import { askedSettings } from '../../support/vscodeStub';

const read = (name: string) => readFileSync(path.join(REPO_ROOT, name), 'utf8');
const { commands, menus, views, viewsWelcome, configuration } = manifest.contributes;
const ids = commands.map(({ command }) => command);
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;

const sources = readdirSync(path.join(REPO_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(path.join('src', name)));

/** Commands of links and buttons alone: in the palette they would have nothing to do. */
const internal = ['boxwright.packer.showRun'];

/** What the tables of commands have as keys (src/editor/part.ts). */
const registered = sources.flatMap((text) =>
  [...text.matchAll(/^ +'(boxwright(?:\.\w+)+)':/gm)].map(([, id = '']) => id),
);

describe('package.json and the sources', () => {
  it('have the same commands, each once', () => {
    assert.deepEqual([...registered].sort(), [...ids, ...internal].sort());
  });

  it('run commands that are there', () => {
    const run = sources.flatMap((text) =>
      [...text.matchAll(/\b(?:command: |executeCommand\(\s*|command:)'?(boxwright(?:\.\w+)+)\b/g)].map(
        ([, id = '']) => id,
      ),
    );
    assert.ok(run.length > 5);
    const focus = Object.values(views)
      .flat()
      .map(({ id }) => `${id}.focus`);
    assert.deepEqual(
      run.filter((id) => ![...registered, ...focus].includes(id)),
      [],
    );
  });

  it('have menus of commands and views that are there', () => {
    const known = Object.values(views)
      .flat()
      .map(({ id }) => id);
    for (const [menu, items] of Object.entries(menus))
      for (const { command, when = '' } of items) {
        assert.ok(ids.includes(command), `${menu}: ${command}`);
        for (const [, view = ''] of when.matchAll(/\bview == (\S+)/g)) assert.ok(known.includes(view), view);
      }
    for (const { view } of viewsWelcome) assert.ok(known.includes(view), view);
  });

  it('have an icon for each command that is a button', () => {
    const buttons = Object.values(menus)
      .flat()
      .filter(({ group = '' }) => /^(inline|navigation)/.test(group));
    assert.ok(buttons.length > 10);
    for (const { command } of buttons)
      assert.ok(commands.find((one) => one.command === command)?.icon, command);
  });

  it('welcome with commands that are there', () => {
    const texts = Object.entries(nls).filter(([key]) => /^(welcome|walkthrough)/.test(key));
    const linked = texts.flatMap(([, text]) =>
      [...text.matchAll(/\(command:(boxwright(?:\.\w+)+)/g)].map(([, id = '']) => id),
    );
    assert.ok(linked.length > 0);
    for (const id of linked) assert.ok(ids.includes(id), id);
  });

  it('have the texts that package.json asks for, and no other ones', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(nls).sort());
  });

  it('have the same settings, with the same defaults', () => {
    const { toolPath, packer, validateVagrantfileOnSave, ...others } = settings;
    for (const tool of ['vagrant', 'VBoxManage', 'go', 'git'] as const) {
      toolPath(tool);
      assert.ok(toolPathSetting(tool) in configuration.properties);
    }
    packer();
    validateVagrantfileOnSave(vscode.Uri.file('/w/Vagrantfile'));
    for (const ask of Object.values(others)) ask();
    const defaults = Object.fromEntries(
      Object.entries(configuration.properties).map(([name, { default: value }]) => [name, value]),
    );
    assert.deepEqual(askedSettings, defaults);
  });
});

describe('the documentation', () => {
  it('has each command that the palette shows', () => {
    const pages = ['README.md', ...readdirSync(path.join(REPO_ROOT, 'docs')).map((name) => `docs/${name}`)];
    const text = pages
      .filter((name) => name.endsWith('.md'))
      .map(read)
      .join('\n');
    const titles = commands.map(({ title }) => nls[title.slice(1, -1)] ?? title);
    assert.deepEqual(
      titles.filter((title) => !text.includes(title.replace(/…$/, ''))),
      [],
    );
  });
});

describe('conditions of menus', () => {
  it('are understood by the tests', () => {
    for (const { id } of Object.values(views).flat())
      assert.deepEqual(menuOf(id, { contextValue: 'nothing' }), { inline: '', menu: '' });
  });
});
