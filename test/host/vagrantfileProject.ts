import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { inWorkspace, show } from './support';

const dummy = path.join(REPO_ROOT, 'test', 'dummyProvider');

export const sound = `require_relative "dummyProvider"

Vagrant.configure("2") do |config|
  config.vm.communicator = :dummy
  config.vm.guest = :linux
  config.vm.synced_folder ".", "/vagrant", disabled: true
  config.vm.boot_timeout = 600
  config.vm.define "web" do |web|
    web.vm.provision "hello", type: "shell", inline: "echo hello > #{__dir__}/greeting"
    web.vm.provider "virtualbox" do |vb|
      vb.memory = 2048
    end
  end
end
`;

export interface Opened {
  readonly editor: vscode.TextEditor;
  readonly uri: vscode.Uri;
  readonly folder: string;
  /** Of the `‸` in the text. */
  readonly position: vscode.Position;
}

export interface Project {
  /** Shows a Vagrantfile in a folder of its own: the editor keeps the text of a file that it has closed for a while. */
  readonly open: (marked: string) => Promise<Opened>;
  /** Deletes all of it. */
  readonly remove: () => void;
}

/** A folder of the workspace for Vagrantfiles; the same text without its `‸` is what is shown. */
export function vagrantfileProject(name: string): Project {
  const project = inWorkspace(name).fsPath;
  let opened = 0;
  return {
    open: async (marked) => {
      const folder = path.join(project, String(++opened));
      mkdirSync(folder, { recursive: true });
      cpSync(path.join(dummy, 'dummyProvider.rb'), path.join(folder, 'dummyProvider.rb'));
      const uri = vscode.Uri.file(path.join(folder, 'Vagrantfile'));
      writeFileSync(uri.fsPath, marked.replace('‸', ''));
      const editor = await show(uri);
      const position = editor.document.positionAt(Math.max(0, marked.indexOf('‸')));
      return { editor, uri, folder, position };
    },
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}

/** The code lenses of a file. */
export const lensesOf = async (uri: vscode.Uri): Promise<vscode.CodeLens[]> =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);

/** What the code lenses of a file say, with their lines. */
export const lensTitles = async (uri: vscode.Uri): Promise<string[]> =>
  (await lensesOf(uri)).map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
