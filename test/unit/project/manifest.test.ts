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

/** VS Code has one for each view. */
const focus = Object.values(views)
  .flat()
  .map(({ id }) => `${id}.focus`);

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
    for (const id of linked) assert.ok([...ids, ...focus].includes(id), id);
  });

  it('have the texts that package.json asks for, and no other ones', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(nls).sort());
  });

  it('have the same settings, and those of a folder are read for one', () => {
    const { toolPath, ...others } = settings;
    for (const tool of ['packer', 'vagrant', 'VBoxManage', 'go', 'git'] as const) {
      toolPath(tool);
      assert.ok(toolPathSetting(tool) in configuration.properties, tool);
    }
    for (const ask of Object.values(others)) ask(vscode.Uri.file('/w/Vagrantfile'));
    const ofFolder = Object.entries(configuration.properties).map(
      ([name, { scope }]) => [name, scope === 'resource'] as const,
    );
    assert.deepEqual([...askedSettings].sort(), ofFolder.sort());
  });
});

describe('docs/commands.md', () => {
  const page = read('docs/commands.md').replace(/\s+/g, ' ');
  for (const category of new Set(commands.map((command) => command.category)))
    it(`lists all commands of ${category}`, () => {
      const titles = commands
        .filter((command) => command.category === category)
        .map(({ title }) => nls[title.slice(1, -1)] ?? title);
      const line = `- **${category}:** ${titles.sort().join(', ')}`;
      assert.ok(`${page} `.includes(`${line} `), `This line is to stand there:\n${line}`);
    });
});

describe('conditions of menus', () => {
  it('are understood by the tests', () => {
    for (const { id } of Object.values(views).flat())
      assert.deepEqual(menuOf(id, { contextValue: 'nothing' }), { inline: '', menu: '' });
  });
});
