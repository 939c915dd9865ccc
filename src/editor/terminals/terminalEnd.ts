import * as vscode from 'vscode';

/**
 * VS Code says of a terminal that ends with an error within 500 ms that it "failed to launch", as of a program that does
 * not exist; of one that ends later, with which exit code it ended. Milliseconds, with some to spare.
 * Source: microsoft/vscode, ErrorLaunchThresholdDuration and _onExit in contrib/terminal/browser/terminalProcessManager.ts.
 */
const launchingMs = 600;

/** The end of a terminal whose work can fail before VS Code believes that it has begun. */
export class TerminalEnd {
  private readonly closer = new vscode.EventEmitter<number>();
  readonly onDidClose = this.closer.event;
  private launched = Promise.resolve();

  /** To be called when VS Code opens the terminal. */
  opened(): void {
    this.launched = new Promise((resolve) => setTimeout(resolve, launchingMs));
  }

  /** Ends the terminal: at once after success, and after a failure when it is known to have run. */
  exit(code: number): void {
    if (code === 0) this.closer.fire(code);
    else void this.launched.then(() => this.closer.fire(code));
  }
}
