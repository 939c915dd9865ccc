import { inTemporaryFolder } from '../../temporaryFolder';
import type { ToolRunner } from '../../toolRunner';
import { DscFailure } from './dscFailure';
import type { DscWay } from '../../../pipeline/packer/dscWays';
import { defaultName, describe, handshake, readHandshake } from './pluginProbe';
import type { Description } from './pluginProbe';

/** How long a plugin has to say how it can be reached: it does so at once. Milliseconds. */
const responseTimeoutMs = 60_000;

/**
 * Starts a program as Packer would, and asks it whether it is what this Packer loads. It ends with that.
 * @returns the version that it says; undefined for one of a single component, which says none
 * @throws DscFailure
 */
export function checkProgram(
  program: string,
  way: DscWay,
  runner: ToolRunner,
  signal: AbortSignal,
): Promise<string | undefined> {
  return inTemporaryFolder(async (folder) => {
    const description = await runner.run(describe(program, folder), signal);
    signal.throwIfAborted();
    const line = await handshakeOf(program, description !== undefined, folder, runner, signal);
    const problem = misfit(way, line, description);
    if (problem) throw problem;
    return description?.version;
  });
}

/** What is wrong with a plugin for a Packer. @param line of its handshake */
export function misfit(
  way: DscWay,
  line: string,
  description: Description | undefined,
): DscFailure | undefined {
  if (!line) return new DscFailure('notPlugin', '');
  if (!way.handshake.test(line)) return new DscFailure('api', line.split('|').slice(0, 3).join('|'));
  if (way.placing === 'flat') return undefined;
  if (description?.api !== 'x5.0') return new DscFailure('api', description?.api ?? '');
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(description.version))
    return new DscFailure('noVersion', description.version);
  const has = description.provisioners.some((name) => name === defaultName);
  return has ? undefined : new DscFailure('notPlugin', description.provisioners.join(', '));
}

/** @returns empty when it ended without */
async function handshakeOf(
  program: string,
  several: boolean,
  folder: string,
  runner: ToolRunner,
  signal: AbortSignal,
): Promise<string> {
  let output = '';
  let found: (() => void) | undefined;
  const shookHands = new Promise<void>((resolve) => (found = resolve));
  const running = await runner.start(handshake(program, several, folder), {
    onOutput: (text) => {
      output += text;
      if (readHandshake(output) !== undefined) found?.();
    },
  });
  const end = () => running.kill();
  signal.addEventListener('abort', end, { once: true });
  const timer = setTimeout(end, responseTimeoutMs);
  try {
    await Promise.race([shookHands, running.finished]);
    return readHandshake(output) ?? '';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    running.kill();
    await running.finished;
    signal.throwIfAborted();
  }
}
