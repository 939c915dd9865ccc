import type * as vscode from 'vscode';

/**
 * The folders in which Packer runs, where the user has chosen another one than is found by itself; by template. Every
 * command of Packer asks here, so it is one for the window.
 */
class BaseFolders {
  private store: vscode.Memento | undefined;

  /** @param store of the workspace */
  keepIn(store: vscode.Memento): void {
    this.store = store;
  }

  /** @param template its path @returns absolute; undefined where none was chosen */
  of(template: string): string | undefined {
    return this.store?.get<string>(key(template));
  }

  /** @param folder undefined to take again what is found by itself */
  async choose(template: string, folder: string | undefined): Promise<void> {
    await this.store?.update(key(template), folder);
  }
}

const key = (template: string): string => `packer.folder:${template}`;

export const baseFolders = new BaseFolders();
