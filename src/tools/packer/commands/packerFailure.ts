import type { ToolResult } from '../../toolCommand';
import { readDiagnostics } from '../output/readDiagnostics';

/** Packer did not do what it was asked; the message is what it says of why. */
export class PackerFailure extends Error {}

/** What Packer printed. @throws PackerFailure */
export function printed(result: ToolResult): string {
  if (result.exitCode === 0) return result.stdout;
  const messages = readDiagnostics(result)
    .filter(({ severity }) => severity === 'error')
    .map(({ message, line }) => (line === undefined ? message : `line ${line}: ${message}`));
  throw new PackerFailure(messages.join(' '));
}
