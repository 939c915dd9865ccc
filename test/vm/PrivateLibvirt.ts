import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { descendants } from '../../scripts/lib/processes.mjs';

/**
 * libvirt in namespaces of its own: its machines, networks, firewall rules and files are seen by nobody else, a
 * libvirt that this computer may already run is left alone, and the kernel ends all of it with its first process —
 * machines too, which would outlive libvirt. Linux, root.
 */
export class PrivateLibvirt {
  private constructor(
    private readonly parent: ChildProcess,
    /** The first process, as it is called outside. */
    private readonly first: number,
  ) {}

  /** @throws Error with the reason why it can't be had here */
  static async start(): Promise<PrivateLibvirt> {
    if (process.getuid?.() !== 0) throw new Error('only root may');
    const script = path.join(REPO_ROOT, 'test', 'vm', 'libvirt.sh');
    const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const parent = spawn('unshare', [...namespaces, 'bash', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    parent.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise<never>((_, reject) => {
      parent.on('error', reject);
      parent.on('close', () => reject(new Error(said.trim().split('\n').at(-1))));
    });
    ended.catch(() => undefined); // it is meant to end once it has been ready
    await Promise.race([once(parent.stdout, 'data'), ended]);
    const [first] = descendants(parent.pid ?? 0);
    if (!first) throw new Error('it has ended at once');
    return new PrivateLibvirt(parent, first.pid);
  }

  /**
   * Writes a program that runs another one where this libvirt is, in the folder and the environment of its caller.
   * @returns its path
   */
  wrap(program: string, file: string): string {
    const enter = `nsenter --target ${this.first} --mount --net --pid env --chdir="$PWD"`;
    writeFileSync(file, `#!/bin/sh\nexec ${enter} '${program}' "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** Ends everything that has been started in it. */
  async stop(): Promise<void> {
    const closed = once(this.parent, 'close');
    process.kill(this.first, 'SIGKILL');
    await closed;
  }
}
