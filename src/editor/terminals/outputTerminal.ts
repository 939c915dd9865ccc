import * as vscode from 'vscode';
import { TerminalEnd } from './terminalEnd';

/** What a terminal works with. */
export interface TerminalWork {
  /** Writes lines into the terminal. */
  readonly print: (text: string) => void;
  /** Aborted when the user presses Ctrl+C or closes the terminal. */
  readonly signal: AbortSignal;
  /** The width of the terminal in characters, where that is known. */
  readonly columns: number | undefined;
}

/** The terminal of a task that is over soon: shows what comes of it, and ends it when it is closed. */
export class OutputTerminal implements vscode.Pseudoterminal {
  private readonly writer = new vscode.EventEmitter<string>();
  private readonly end = new TerminalEnd();
  readonly onDidWrite = this.writer.event;
  readonly onDidClose = this.end.onDidClose;
  private readonly ending = new AbortController();

  /**
   * @param work returns the exit code
   * @param onError is given what the work throws, unless it was ended; the terminal says it, too
   */
  constructor(
    private readonly work: (terminal: TerminalWork) => number | Promise<number>,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    this.end.opened();
    void this.run(size?.columns).then((code) => this.end.exit(code));
  }

  close(): void {
    this.ending.abort();
  }

  handleInput(data: string): void {
    if (data === '\x03') this.ending.abort();
  }

  private async run(columns: number | undefined): Promise<number> {
    const { signal } = this.ending;
    const print = (text: string) => this.writer.fire(`${text.replace(/\r?\n/g, '\r\n')}\r\n`);
    try {
      return await this.work({ print, signal, columns });
    } catch (error) {
      print(error instanceof Error ? error.message : String(error));
      if (!signal.aborted) this.onError(error);
      return 1;
    }
  }
}
