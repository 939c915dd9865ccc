import * as vscode from 'vscode';
import { showFailure } from '../../../showFailure';

/** Writes a line into the terminal. */
export type Print = (line: string) => void;

/** The terminal of a task that is over soon: shows what comes of it, and ends it when it is closed. */
export class OutputTerminal implements vscode.Pseudoterminal {
  private readonly writer = new vscode.EventEmitter<string>();
  private readonly closer = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.writer.event;
  readonly onDidClose = this.closer.event;
  private readonly ending = new AbortController();

  /** @param work returns the exit code */
  constructor(
    private readonly work: (print: Print, signal: AbortSignal) => Promise<number>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  open(): void {
    const print = (line: string) => this.writer.fire(`${line}\r\n`);
    void this.work(print, this.ending.signal).then(
      (code) => this.closer.fire(code),
      (error: unknown) => {
        print(error instanceof Error ? error.message : String(error));
        this.closer.fire(1);
        if (!this.ending.signal.aborted) void showFailure(error, this.log);
      },
    );
  }

  close(): void {
    this.ending.abort();
  }

  handleInput(data: string): void {
    if (data === '\x03') this.ending.abort();
  }
}
