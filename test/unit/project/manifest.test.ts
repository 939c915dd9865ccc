import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { settings, toolPathSetting } from '../../../src/editor/settings';
import { commandsIn, declaredSettings, isTrue, manifest, menuOf } from '../../support/menuOf';
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
const internal = ['boxwright.computeIsoChecksum', 'boxwright.createScript', 'boxwright.goTo'];

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

  it('welcome with no button for a folder where one is open, and without marks of Markdown', () => {
    for (const { contents, when } of viewsWelcome) {
      const text = nls[contents.slice(1, -1)] ?? '';
      assert.doesNotMatch(text, /`/);
      if (/vscode\.openFolder/.test(text)) assert.equal(when, 'workspaceFolderCount == 0');
    }
    for (const [key, text] of Object.entries(nls))
      if (!key.startsWith('setting.')) assert.doesNotMatch(text, /`/, key);
  });

  it('have a picture for each step of the walkthrough', () => {
    const pages = readdirSync(path.join(REPO_ROOT, 'media', 'walkthrough')).filter((name) =>
      name.endsWith('.md'),
    );
    assert.ok(pages.length > 4);
    for (const page of pages) {
      const [, text = '', picture = ''] =
        /!\[([^\]]+)\]\(([^)]+)\)/.exec(read(`media/walkthrough/${page}`)) ?? [];
      assert.ok(text.length > 10, page);
      assert.match(read(`media/walkthrough/${picture}`), /^<svg/);
    }
  });

  it('have the texts that package.json asks for, and no other ones', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(nls).sort());
  });

  it('have the same settings, and those of a folder are read for one', () => {
    const { toolPath, ...others } = settings;
    for (const tool of ['packer', 'vagrant', 'VBoxManage', 'go', 'git'] as const) {
      toolPath(tool);
      assert.ok(
        declaredSettings.some(([name]) => name === toolPathSetting(tool)),
        tool,
      );
    }
    for (const ask of Object.values(others)) ask(vscode.Uri.file('/w/Vagrantfile'));
    const ofFolder = declaredSettings.map(([name, { scope }]) => [name, scope === 'resource'] as const);
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

describe('settings', () => {
  const online = (name: string) =>
    declaredSettings.find(([one]) => one === name)?.[1].tags?.includes('usesOnlineServices') ?? false;

  it('stand in groups, in order', () => {
    assert.deepEqual(
      configuration.map(({ title, order }) => [nls[title.slice(1, -1)], order]),
      [
        ['Linting', 1],
        ['Packer', 2],
        ['Vagrant', 3],
        ['Programs', 4],
      ],
    );
    for (const { properties } of configuration)
      assert.deepEqual(
        Object.values(properties).map(({ order }) => order),
        Object.keys(properties).map((_, index) => index + 1),
      );
  });

  it('that let Boxwright use the internet are tagged', () => {
    assert.deepEqual(declaredSettings.map(([name]) => name).filter(online), [
      'boxwright.packer.mirror',
      'boxwright.vagrant.checkBoxes',
    ]);
  });

  it('are documented in the same groups and order', () => {
    const rows = [...read('docs/settings.md').matchAll(/^\| `(boxwright\.[\w.]+)` \|/gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(
      rows,
      declaredSettings.map(([name]) => name),
    );
  });
});

describe('commands in the palette', () => {
  /** Where nothing is here, and where nobody has looked yet. */
  const offered = (context: Readonly<Record<string, string | boolean>>) =>
    commands.filter(({ enablement }) => isTrue(enablement, context)).map(({ command }) => command);
  const things = [
    ...new Set(commands.flatMap(({ enablement = '' }) => enablement.match(/boxwright\.has\.\w+/g) ?? [])),
  ];
  const none = Object.fromEntries(things.map((thing) => [thing, 'no']));
  const all = Object.fromEntries(things.map((thing) => [thing, 'yes']));
  const running = { 'boxwright.packer.building': true, 'boxwright.vagrant.running': true };

  it('depend on what the sources look for', () => {
    const known = sources.flatMap((text) =>
      [...text.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, thing = '']) => `boxwright.has.${thing}`),
    );
    assert.ok(things.length > 5);
    for (const thing of things) assert.ok(known.includes(thing), thing);
  });

  it('are all there while nobody knows what is here, but for what runs', () => {
    const waiting = [
      'boxwright.packer.showRunning',
      'boxwright.packer.stopBuild',
      'boxwright.vagrant.interrupt',
    ];
    const rest = [
      'boxwright.packer.applyPreview',
      'boxwright.packer.clearTemplatesFilter',
      'boxwright.vagrant.powershell',
    ];
    const missing = ids.filter((id) => !offered({}).includes(id)).sort();
    assert.deepEqual(missing, [...waiting, ...rest].sort());
    assert.ok(waiting.every((id) => offered({ ...all, ...running }).includes(id)));
  });

  it('are those that can do something where there is nothing', () => {
    assert.deepEqual(
      offered(none)
        .map((id) => id.replace('boxwright.', ''))
        .sort(),
      [
        'acceptFindings',
        'lintFile',
        'lintWorkspace',
        'openExample',
        'openRule',
        'packer.copyPluginSource',
        'packer.installDsc',
        'packer.installPacker',
        'packer.installPlugin',
        'packer.installPluginFromFile',
        'packer.refreshPlugins',
        'packer.refreshTemplates',
        'packer.removePacker',
        'packer.removePlugin',
        'packer.revealPlugin',
        'packer.selectPacker',
        'packer.uninstallDsc',
      ],
    );
  });

  it('of one dialect are those of the other no longer', () => {
    const json = offered({ ...none, 'boxwright.has.templates': 'yes', 'boxwright.has.jsonTemplates': 'yes' });
    const hcl = offered({ ...none, 'boxwright.has.templates': 'yes', 'boxwright.has.hclTemplates': 'yes' });
    const only = (own: string[], others: string[]) =>
      own.filter((id) => !others.includes(id)).map((id) => id.replace('boxwright.packer.', ''));
    assert.deepEqual(only(json, hcl), ['upgrade', 'convert']);
    assert.deepEqual(only(hcl, json), [
      'init',
      'requirePlugins',
      'separateTemplates',
      'joinTemplates',
      'format',
    ]);
  });

  for (const word of ['winrm', 'timeline', 'box', 'iso', 'sysprep', 'stop', 'log', 'rdp'])
    it(`are found by '${word}'`, () => {
      const titles = commands.map(({ title }) => nls[title.slice(1, -1)] ?? title);
      assert.ok(titles.some((title) => new RegExp(`\\b${word}\\b`, 'i').test(title)));
    });
});

describe('views', () => {
  it('of Vagrant are shown where there is a Vagrant or a Vagrantfile, those of Packer always', () => {
    const shownIn = (context: Readonly<Record<string, string>>) =>
      Object.values(views)
        .flat()
        .filter(({ when }) => isTrue(when, context))
        .map(({ id }) => id.replace('boxwright.', ''));
    const packer = ['templates', 'packerPlugins'];
    assert.deepEqual(shownIn({ 'boxwright.has.vagrant': 'no' }), packer);
    assert.deepEqual(shownIn({}), packer);
    assert.deepEqual(shownIn({ 'boxwright.has.vagrant': 'yes' }), [
      ...packer,
      'machines',
      'boxes',
      'vagrantPlugins',
    ]);
  });
});

describe('menus of files', () => {
  const template = 'packer.build packer.validate packer.showTimeline';
  const known = {
    'boxwright.packer.templates': ['/w/win.json', '/w/hcl/a.pkr.hcl'],
    'boxwright.packer.templateFolders': ['/w/hcl'],
  };
  /** As VS Code describes a file or folder, in a window on this machine or on another one. */
  const contextOf = (file: string, language: string, resourceScheme: string) => ({
    ...known,
    resourcePath: file,
    resourceFilename: path.posix.basename(file),
    resourceExtname: path.posix.extname(file),
    resourceLangId: language,
    resourceScheme,
  });
  const vagrant = 'vagrant.up vagrant.provision vagrant.halt vagrant.validate';
  for (const scheme of ['file', 'vscode-remote'])
    for (const [file, language, inExplorer, inEditor = inExplorer] of [
      ['/w/win.json', 'json', template],
      ['/w/hcl/a.pkr.hcl', 'hcl', template],
      ['/w/hcl', '', template, ''],
      ['/w/Vagrantfile', 'ruby', vagrant],
      ['/w/windows.BOX.box', '', 'vagrant.addBoxFromFile', ''],
      ['/w/packer.log', 'packer-log', 'packer.followLog packer.showRun'],
      ['/w/other.json', 'json', ''],
      ['/w/Vagrantfile.md', 'markdown', ''],
      ['/w/npm.log', 'log', ''],
    ] as const)
      it(`offer what can be done with ${file} (${scheme})`, () => {
        const context = contextOf(file, language, scheme);
        assert.equal(commandsIn('explorer/context', context).join(' '), inExplorer);
        for (const menu of ['editor/context', 'editor/title/context'])
          assert.equal(commandsIn(menu, context).join(' '), inEditor, menu);
      });

  it('offer nothing of files that are not on a disk', () => {
    for (const name of ['Vagrantfile', 'packer.log', 'a.box'])
      for (const menu of ['explorer/context', 'editor/context'])
        assert.deepEqual(commandsIn(menu, contextOf(`/w/${name}`, 'packer-log', 'git')), []);
  });
});
