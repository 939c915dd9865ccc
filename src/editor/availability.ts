import * as vscode from 'vscode';

/** Something without which some commands, or a view, have nothing to show or do. */
export type Available =
  | 'templates'
  | 'jsonTemplates'
  | 'hclTemplates'
  /** Builds that ran. */
  | 'runs'
  /** Vagrant itself, or a Vagrantfile. */
  | 'vagrant'
  | 'vagrantfiles'
  /** Machines that Vagrant knows, or that a Vagrantfile defines. */
  | 'machines'
  | 'boxes';

const known = new Map<Available, boolean>();

/**
 * Tells VS Code whether there is any of something, for the conditions of package.json. Those of commands read `boxwright.has.boxes
 * != no`: what nobody has looked for yet may be there, and hides nothing.
 */
export function setAvailable(thing: Available, has: boolean): void {
  if (known.get(thing) === has) return;
  known.set(thing, has);
  void vscode.commands.executeCommand('setContext', `boxwright.has.${thing}`, has ? 'yes' : 'no');
}
