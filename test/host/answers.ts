import * as vscode from 'vscode';

/** A question as the user sees it. */
export interface Asked {
  readonly message: string;
  /** What a modal question says below. */
  readonly detail: string;
}

/** Something offered to pick. */
type Pick = string | vscode.QuickPickItem;

/**
 * Answers the questions of the extension in a user's place, one after the other, and keeps what was asked and said.
 * A question for which no answer is left is given up, as with Escape.
 */
export class Answers implements vscode.Disposable {
  private readonly original: Partial<typeof vscode.window>;
  /** What warnings asked, modal ones most of all. */
  readonly asked: Asked[] = [];
  /** What was offered to pick, and which of it was ticked from the beginning. */
  readonly offered: { readonly labels: string[]; readonly ticked: string[] }[] = [];
  readonly said: string[] = [];
  readonly failures: string[] = [];
  /** Validations that refused an answer. */
  readonly refused: string[] = [];
  /** Labels to pick, `*` for what is ticked; texts to type, `=` for what stands there; `yes` for the first button. */
  next: string[] = [];
  /** What dialogs for files choose. */
  file: string | undefined;

  constructor() {
    const warning = (message: string, options?: unknown, ...buttons: unknown[]) => {
      const { detail = '' } = (options ?? {}) as { detail?: string };
      this.asked.push({ message, detail });
      return Promise.resolve(buttons.length && this.next.shift() === 'yes' ? buttons[0] : undefined);
    };
    const pick = (items: readonly Pick[], { canPickMany = false }: vscode.QuickPickOptions = {}) => {
      const label = (item: Pick) => (typeof item === 'string' ? item : item.label);
      const ticked = items.filter((item) => typeof item !== 'string' && item.picked);
      this.offered.push({ labels: items.map(label), ticked: ticked.map(label) });
      const wanted = this.next.shift();
      if (wanted === '*' && canPickMany) return Promise.resolve(ticked);
      const found = items.find((item) => label(item) === wanted);
      return Promise.resolve(found && canPickMany ? [found] : found);
    };
    const input = (options: vscode.InputBoxOptions) => {
      const text = this.next.shift();
      const typed = text === '=' ? (options.value ?? '') : text;
      const refusal = typed === undefined ? undefined : options.validateInput?.(typed);
      if (typeof refusal !== 'string') return Promise.resolve(typed);
      this.refused.push(refusal);
      return Promise.resolve(undefined);
    };
    const uri = () => (this.file === undefined ? undefined : vscode.Uri.file(this.file));
    const replaced = {
      showWarningMessage: warning,
      showQuickPick: pick,
      showInputBox: input,
      showOpenDialog: () => Promise.resolve(this.file === undefined ? undefined : [uri()]),
      showSaveDialog: () => Promise.resolve(uri()),
      showInformationMessage: (message: string, ...buttons: unknown[]) => {
        this.said.push(message);
        return Promise.resolve(buttons.length && this.next.shift() === 'yes' ? buttons[0] : undefined);
      },
      showErrorMessage: (message: string) => {
        this.failures.push(message);
        return Promise.resolve(undefined);
      },
    };
    // Others of the window's properties can't be written back.
    const names = Object.keys(replaced) as (keyof typeof replaced)[];
    this.original = Object.fromEntries(names.map((name) => [name, vscode.window[name]]));
    Object.assign(vscode.window, replaced);
  }

  /** Answers the questions of one command and waits for its end. @param id like `packer.build`; one of Vagrant's without a prefix */
  async command(id: string, answers: readonly string[], ...args: unknown[]): Promise<void> {
    for (const kept of [this.asked, this.offered, this.said, this.failures, this.refused]) kept.length = 0;
    this.next = [...answers];
    const whole = id.includes('.') ? `boxwright.${id}` : `boxwright.vagrant.${id}`;
    await vscode.commands.executeCommand(whole, ...args);
  }

  dispose(): void {
    Object.assign(vscode.window, this.original);
  }
}
