import { Worker } from 'node:worker_threads';
import type { News } from './protocol';
import type { Answer, Asked, Call, FromWorker, Questions, Told } from './transport';

/** What is said of a worker that had to be replaced. */
export interface Lost {
  /** `hung`: it did not answer in time; `crashed`: it ended by itself; `gaveUp`: that happened too often to go on. */
  readonly why: 'hung' | 'crashed' | 'gaveUp';
  /** What it was at; undefined where that is not known. */
  readonly at: string | undefined;
  readonly error: string | undefined;
}

export interface WorkerEvents {
  readonly onNews: (news: News) => void;
  /** A worker has been replaced, and knows nothing yet. */
  readonly onLost: (lost: Lost) => void;
  readonly onPass: (pass: number, key: string) => void;
}

/** How long one thing may take before it is taken for hanging. Milliseconds. */
const patience = 30_000;

const ticks = 10;

/** A worker that is replaced more often than this within {@link span} is left alone. */
const mostLosses = 5;
const span = 10 * 60_000;

interface Waiting {
  readonly name: string;
  readonly about: string | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A question was put to a worker that is there no more. */
export class AnalysisLost extends Error {}

/**
 * The analysis in a worker of its own: what it does never keeps the editor waiting, and what hangs or breaks it costs the
 * subject that did so, and nothing else.
 */
export class WorkerClient {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly losses: number[] = [];
  private at: string | undefined;
  private watch: NodeJS.Timeout | undefined;
  private last = 0;
  private ended = false;

  /** @param script the worker's program, absolute @param limit milliseconds */
  constructor(
    private readonly script: string,
    private readonly events: WorkerEvents,
    private readonly limit = patience,
  ) {}

  dispose(): void {
    this.ended = true;
    clearTimeout(this.watch);
    void this.worker?.terminate();
    this.worker = undefined;
    this.refuseAll();
  }

  /** Says what has happened. It is resolved when that is worked up. @throws AnalysisLost */
  tell<Name extends keyof Told>(
    name: Name,
    ...given: Parameters<Told[Name]>
  ): Promise<Awaited<ReturnType<Told[Name]>>> {
    return this.call('tell', name, given) as Promise<Awaited<ReturnType<Told[Name]>>>;
  }

  /** @throws AnalysisLost, or Error for a mistake of ours */
  ask<Name extends keyof Questions>(name: Name, ...given: Asked<Name>): Promise<Answer<Name>> {
    return this.call('ask', name, given) as Promise<Answer<Name>>;
  }

  private call(what: Call['what'], name: string, given: readonly unknown[]): Promise<unknown> {
    const worker = this.started();
    if (!worker) return Promise.reject(new AnalysisLost('The analysis has ended.'));
    const id = ++this.last;
    const [about] = given;
    return new Promise((resolve, reject) => {
      // It throws what can not be sent, which nobody is to wait for then.
      worker.postMessage({ id, what, name, given } satisfies Call);
      this.waiting.set(id, { name, about: typeof about === 'string' ? about : undefined, resolve, reject });
      if (this.waiting.size === 1) this.wind();
    });
  }

  private started(): Worker | undefined {
    if (this.ended) return undefined;
    if (this.worker) return this.worker;
    // The host's own options, such as those of a debugger, are not for it.
    const worker = new Worker(this.script, { execArgv: [] });
    // What one that was replaced has said before its end is said of what nobody knows any more.
    worker.on('message', (message: FromWorker) => {
      if (this.worker === worker) this.received(message);
    });
    worker.on('error', (error) =>
      this.lose(worker, 'crashed', String(error instanceof Error ? (error.stack ?? error) : error)),
    );
    worker.on('exit', (code) => this.lose(worker, 'crashed', `exit code ${code}`));
    // A window that closes does not wait for it.
    worker.unref();
    return (this.worker = worker);
  }

  private received(message: FromWorker): void {
    switch (message.kind) {
      case 'news':
        this.wind();
        return this.events.onNews(message.news);
      case 'pass':
        return this.events.onPass(message.pass, message.key);
      case 'progress':
        this.at = message.at;
        return this.wind();
      case 'answer':
      case 'failure': {
        const waiting = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        this.wind();
        if (message.kind === 'answer') waiting?.resolve(message.value);
        else waiting?.reject(new Error(message.error));
      }
    }
  }

  /** As long as something is to be said, the worker has to say something from time to time. */
  private wind(): void {
    clearTimeout(this.watch);
    this.watch = undefined;
    if (this.waiting.size || this.at !== undefined) this.listen(ticks);
  }

  /** In short turns: of a computer that slept, one is over at once, and not all. */
  private listen(left: number): void {
    this.watch = setTimeout(() => {
      if (left > 1) this.listen(left - 1);
      else if (this.worker) this.lose(this.worker, 'hung', undefined);
    }, this.limit / ticks);
    this.watch.unref();
  }

  private lose(worker: Worker, why: Lost['why'], error: string | undefined): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    void worker.terminate();
    clearTimeout(this.watch);
    const [first] = this.waiting.values();
    const at = this.at ?? first?.about;
    this.at = undefined;
    this.refuseAll();
    const now = Date.now();
    this.losses.push(now);
    while ((this.losses[0] ?? now) < now - span) this.losses.shift();
    this.ended = this.losses.length > mostLosses;
    this.events.onLost({ why: this.ended ? 'gaveUp' : why, at, error });
  }

  private refuseAll(): void {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { name, reject } of all) reject(new AnalysisLost(`The analysis ended during ${name}.`));
  }
}
