import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: number;
  readonly message: string;
  readonly source: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly tags?: readonly number[];
  readonly codeDescription?: { readonly href: string };
  readonly relatedInformation?: readonly { readonly location: { readonly uri: string } }[];
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** An editor's side of the language server, which is the built `dist/cli.js`: it writes and reads what stands on the pipes. */
export class LspClient {
  readonly server: ChildProcessWithoutNullStreams;
  /** What the server has sent by itself, in order. */
  readonly heard: Message[] = [];
  /** What it was told of each file last. */
  readonly published = new Map<string, Published>();
  /** How the server's own requests are answered: with null where nothing is said. */
  readonly answers: Record<string, (params: unknown) => unknown> = {};
  /** Requests of the server that are not answered. */
  readonly unanswered = new Set<string>();
  stderr = '';
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly listeners = new Set<() => void>();
  private last = 0;
  private rest = Buffer.alloc(0);

  constructor(
    readonly folder: string,
    args: readonly string[] = ['--stdio'],
    env: NodeJS.ProcessEnv = process.env,
  ) {
    const program = path.join(REPO_ROOT, 'dist', 'cli.js');
    this.server = spawn(process.execPath, [program, 'lsp', ...args], { cwd: folder, env });
    this.server.stdout.on('data', (data: Buffer) => this.read(data));
    this.server.stderr.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.server.setMaxListeners(0);
    this.server.stdin.on('error', () => undefined);
    void once(this.server, 'exit').then(() => this.changed());
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  /** @returns the whole answer, be it an error */
  ask(method: string, params?: unknown): Promise<Message> {
    return this.begin(method, params).answer;
  }

  /** @throws Error where it is answered with one */
  async request<Result = unknown>(method: string, params?: unknown): Promise<Result> {
    const { result, error } = await this.ask(method, params);
    if (error) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as Result;
  }

  /** A request that can be canceled by its id. */
  begin(method: string, params?: unknown): { readonly id: number; readonly answer: Promise<Message> } {
    const id = ++this.last;
    const answer = new Promise<Message>((resolve, reject) => {
      this.waiting.set(id, resolve);
      void once(this.server, 'exit').then(() => reject(new Error(`The server has ended: ${this.stderr}`)));
    });
    answer.catch(() => undefined);
    this.write({ jsonrpc: '2.0', id, method, ...(params !== undefined && { params }) });
    return { id, answer };
  }

  notify(method: string, params: unknown): void {
    this.write({ jsonrpc: '2.0', method, params });
  }

  write(message: object): void {
    const body = JSON.stringify(message);
    this.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  raw(text: string | Buffer): void {
    this.server.stdin.write(text);
  }

  /** Waits until something holds of what the server has said. */
  async until<T>(holds: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = holds();
      if (value !== undefined && value !== false) return value;
      if (this.server.exitCode !== null) throw new Error(`The server has ended: ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const listener = () => {
          this.listeners.delete(listener);
          resolve();
        };
        this.listeners.add(listener);
      });
    }
  }

  /** Waits for what is said of a file. @param holds of the codes of its diagnostics, sorted */
  async codes(name: string, holds: (codes: readonly string[]) => boolean): Promise<readonly Diagnostic[]> {
    return this.until(() => {
      const found = this.published.get(this.uri(name))?.diagnostics;
      return found && holds(found.map(({ code }) => code).sort()) && found;
    });
  }

  /** @returns its exit code */
  async ended(): Promise<number | null> {
    if (this.server.exitCode === null && this.server.signalCode === null) await once(this.server, 'exit');
    return this.server.exitCode;
  }

  kill(): void {
    this.server.kill('SIGKILL');
  }

  private read(data: Buffer): void {
    this.rest = Buffer.concat([this.rest, data]);
    for (;;) {
      const end = this.rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.rest.subarray(0, end).toString())?.[1]);
      if (this.rest.length < end + 4 + length) return;
      const body = this.rest.subarray(end + 4, end + 4 + length).toString();
      this.rest = this.rest.subarray(end + 4 + length);
      this.take(JSON.parse(body) as Message);
    }
  }

  private take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      this.waiting.get(Number(id))?.(message);
      this.waiting.delete(Number(id));
      return;
    }
    this.heard.push(message);
    if (method === 'textDocument/publishDiagnostics') {
      const published = params as Published;
      this.published.set(published.uri, published);
    }
    if (id !== undefined && !this.unanswered.has(method))
      this.write({ jsonrpc: '2.0', id, result: this.answers[method]?.(params) ?? null });
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
