import { splitCredentials, withoutCredentials } from '../../../text/urlCredentials';
import { InstallFailure } from './installProblem';

export interface DownloadOptions {
  /** The editor's, which knows proxies and certificates; Node's in tests. */
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** The most that is taken. Bytes. */
  readonly limit: number;
  /** A server that sends nothing for so long is given up. Milliseconds. */
  readonly stallAfter: number;
  /** One that has not sent all after so long is given up, too. Milliseconds. */
  readonly longest?: number;
  /** Given the bytes as they come; the next are awaited when it is done. @param whole as the server tells, undefined when it does not */
  readonly onBytes: (bytes: Uint8Array, whole: number | undefined) => Promise<void> | void;
}

const mostRedirects = 5;

/** An archive of 100 MB over a line of 64 KB a second takes half an hour. Milliseconds. */
const longest = 2 * 60 * 60_000;

/**
 * Downloads a file, piece by piece. It follows to other servers, as mirrors keep their files elsewhere, but never from
 * an encrypted connection to an open one. A user and password in the address are for its own server alone.
 * @throws InstallFailure; the signal's reason when that aborts
 */
export async function download(url: string, options: DownloadOptions): Promise<void> {
  const watch = new StallWatch(options);
  const { url: open, authorization } = splitCredentials(url);
  let at = new URL(open);
  const { origin } = at;
  try {
    for (let redirects = 0; ; redirects += 1) {
      const response = await options.fetch(at, {
        redirect: 'manual',
        signal: watch.signal,
        ...(authorization !== undefined && at.origin === origin && { headers: { authorization } }),
      });
      watch.moved();
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        at = follow(at, location, redirects);
        continue;
      }
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw new InstallFailure({ kind: 'status', url: at.href, status: response.status });
      }
      return await read(response, at, options, watch);
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof InstallFailure) throw error;
    throw new InstallFailure(
      watch.hasStalled
        ? { kind: 'stalled', host: at.host, after: options.stallAfter }
        : watch.isOver
          ? { kind: 'slow', host: at.host, after: watch.longest }
          : { kind: 'unreachable', host: at.host, reason: reasonOf(error) },
    );
  } finally {
    watch.end();
  }
}

/** A small file, whole. @throws InstallFailure; the signal's reason when that aborts */
export async function downloadWhole(url: string, options: Omit<DownloadOptions, 'onBytes'>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  await download(url, { ...options, onBytes: (bytes) => void parts.push(bytes) });
  return Buffer.concat(parts);
}

async function read(
  response: Response,
  { href }: URL,
  { limit, onBytes }: DownloadOptions,
  watch: StallWatch,
): Promise<void> {
  const length = Number(response.headers.get('content-length') ?? NaN);
  const whole = Number.isFinite(length) ? length : undefined;
  let taken = 0;
  for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
    watch.moved();
    taken += bytes.length;
    if (taken > limit) throw new InstallFailure({ kind: 'tooLarge', url: href, limit });
    await watch.paused(async () => onBytes(bytes, whole));
  }
}

function follow(from: URL, location: string, redirects: number): URL {
  const to = URL.canParse(location, from.href)
    ? new URL(withoutCredentials(new URL(location, from.href).href))
    : undefined;
  const isSafe = to?.protocol === 'https:' || (to?.protocol === 'http:' && from.protocol === 'http:');
  if (!to || !isSafe || redirects >= mostRedirects)
    throw new InstallFailure({ kind: 'redirect', host: from.host, to: location });
  return to;
}

/** Aborts with the user, and when nothing moves. */
class StallWatch {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly user: AbortSignal;
  private readonly abort = () => this.controller.abort();
  hasStalled = false;
  isOver = false;
  readonly longest: number;
  private readonly deadline: NodeJS.Timeout;

  constructor(private readonly options: Pick<DownloadOptions, 'signal' | 'stallAfter' | 'longest'>) {
    this.user = options.signal;
    this.longest = options.longest ?? longest;
    this.deadline = setTimeout(() => {
      this.isOver = true;
      this.abort();
    }, this.longest);
    this.user.addEventListener('abort', this.abort, { once: true });
    if (this.user.aborted) this.abort();
    this.moved();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  moved(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.hasStalled = true;
      this.abort();
    }, this.options.stallAfter);
  }

  /** A slow disk is no slow server. */
  async paused(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.timer);
    await work();
    this.moved();
  }

  end(): void {
    clearTimeout(this.deadline);
    clearTimeout(this.timer);
    this.user.removeEventListener('abort', this.abort);
  }
}

/** `fetch failed` says nothing; what caused it does. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof AggregateError && cause.errors.length) return reasonOf(cause.errors[0]);
  const reason = cause instanceof Error ? cause : error;
  if (!(reason instanceof Error)) return String(reason);
  const { code } = reason as NodeJS.ErrnoException;
  return [reason.message, ...(code && !reason.message.includes(code) ? [`(${code})`] : [])].join(' ');
}
