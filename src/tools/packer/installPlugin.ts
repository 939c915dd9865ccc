import { homedir } from 'node:os';
import type { ToolCommand } from '../toolCommand';
import { environment } from './packer';
import { printed } from './packerFailure';

/**
 * Installs a plugin for this user; Packer 1.8.0 and newer. @throws PackerFailure
 * @param source like `github.com/hashicorp/qemu`
 */
export const installPlugin = (source: string): ToolCommand<string> => ({
  tool: 'packer',
  args: ['plugins', 'install', source],
  cwd: homedir(),
  env: environment,
  parse: printed,
});
