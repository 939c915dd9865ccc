import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestKey } from './openPgpWriter';

/** What a server says to a request for a file. */
type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A site like HashiCorp's, on loopback. */
export interface ReleaseServer {
  /** Like `http://127.0.0.1:1234`. */
  readonly base: string;
  /** By path, like `/packer/index.json`. */
  readonly files: Map<string, Answer>;
  /** The paths that were asked for. */
  readonly asked: string[];
  /** Puts a release there with all that belongs to it. */
  release(version: string, archive: Buffer, key: TestKey, changes?: ReleaseChanges): void;
  close(): Promise<void>;
}

export interface ReleaseChanges {
  readonly build?: string;
  /** The checksums, in place of the right ones. */
  readonly checksums?: string;
  readonly signature?: Buffer;
}

export async function releaseServer(): Promise<ReleaseServer> {
  const files = new Map<string, Answer>();
  const asked: string[] = [];
  const versions: Record<string, unknown> = {};
  const server = createServer((request, response) => {
    // A proxy is asked for whole addresses.
    const { pathname } = new URL(request.url ?? '', 'http://here');
    asked.push(pathname);
    const answer = files.get(pathname);
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end('nothing');
    else response.end(answer);
  });
  return {
    base: await listen(server),
    files,
    asked,
    release(version, archive, key, { build = 'linux_amd64', checksums, signature } = {}) {
      const name = `packer_${version}_${build}.zip`;
      const sums = `packer_${version}_SHA256SUMS`;
      const text = checksums ?? `${sha256(archive)}  ${name}\n`;
      versions[version] = {
        name: 'packer',
        version,
        shasums: sums,
        shasums_signature: `${sums}.sig`,
        shasums_signatures: [`${sums}.348FFC4C.sig`, `${sums}.sig`],
        builds: [{ name: 'packer', version, filename: name, url: `https://elsewhere.invalid/${name}` }],
      };
      files.set('/packer/index.json', JSON.stringify({ name: 'packer', versions }));
      files.set(`/packer/${version}/${name}`, archive);
      files.set(`/packer/${version}/${sums}`, text);
      files.set(`/packer/${version}/${sums}.sig`, signature ?? key.sign(text));
    },
    close: () => close(server),
  };
}

/** @returns its address */
export const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );

/** Ends what is still open, too. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
