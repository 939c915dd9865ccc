import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, closeAll, diagnosticsOf, has } from './support';
import type { Opened } from './vagrantfileProject';
import { lensTitles, sound, vagrantfileProject } from './vagrantfileProject';

const place = (text: string, before: string): string => text.replace(before, `${before}‸`);

describe('the Vagrantfile in the editor', () => {
  const { open, remove } = vagrantfileProject('vagrantfile');
  before(async () => {
    await activated();
  });
  afterEach(closeAll);
  after(remove);

  const completions = async (marked: string): Promise<vscode.CompletionItem[]> => {
    const { uri, position } = await open(marked);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
    );
    return items;
  };
  const named = (items: readonly vscode.CompletionItem[], name: string) =>
    items.find(({ label }) => (typeof label === 'string' ? label : label.label) === name);

  it('completes a line of which only `config.vm.` is there', async () => {
    const items = await completions('Vagrant.configure("2") do |config|\n  config.vm.‸\n');
    const timeout = named(items, 'boot_timeout');
    assert.ok(timeout);
    assert.equal(timeout.detail, 'integer · seconds · default 300');
    assert.ok(timeout.insertText instanceof vscode.SnippetString);
    assert.equal(timeout.insertText.value, 'boot_timeout = $1');
    assert.ok(named(items, 'provision'));
    assert.equal(named(items, 'memory'), undefined);
  });

  it('completes what a provider knows, the options of a provisioner, and values', async () => {
    const inBlock = (line: string) => `Vagrant.configure("2") do |config|\n  ${line}\n`;
    assert.ok(
      named(await completions(inBlock('config.vm.provider "hyperv" do |h|\n    h.max‸')), 'maxmemory'),
    );
    assert.ok(named(await completions(inBlock('config.vm.provision "shell", ‸')), 'privileged'));
    assert.ok(named(await completions(inBlock('config.vm.communicator = "‸"')), '"winrm"'));
    assert.ok(named(await completions(inBlock('config.vm.provision "‸"')), 'dsc'));
  });

  const hover = async ({ uri, position }: Pick<Opened, 'uri' | 'position'>): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n')
      .replaceAll('&nbsp;', ' ');
  };

  it('tells what a setting does, with its default and unit', async () => {
    const said = await hover(await open(place(sound, 'config.vm.boot_')));
    assert.match(said, /\*\*config\.vm\.boot\\_timeout\*\*/);
    assert.match(said, /integer · seconds · default 300/);
    assert.match(said, /developer\.hashicorp\.com/);
  });

  it('tells what the linter reads: how much memory a machine gets', async () => {
    const windows = sound.replace('config.vm.guest = :linux', 'config.vm.guest = :windows');
    const file = await open(place(windows, 'vb.memory = 20'));
    // Once it has something to say of the file, it has read it.
    await diagnosticsOf(file.uri, 'the linter to have read it', has('vagrant-memory-below-4gb'));
    assert.match(await hover(file), /Memory of 'web' with virtualbox: 2048 MB\./);
  });

  it('shows over machines and provisioners what can be done', async () => {
    const { uri } = await open(sound);
    assert.deepEqual(await lensTitles(uri), ['8 $(vm-outline) web: not created', '8 Up', '9 $(play) Run']);
  });
});
