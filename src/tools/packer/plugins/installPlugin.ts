import { homedir } from 'node:os';
import type { ToolCommand } from '../../toolCommand';
import { environment } from '../commands/packer';
import { printed } from '../commands/packerFailure';

/**
 * Installs a plugin for this user; Packer 1.8.0 and newer. @throws PackerFailure
 * @param source like `github.com/hashicorp/qemu`
 * @param constraint like `~> 1.1`; empty for the newest version
 */
export const installPlugin = (source: string, constraint = ''): ToolCommand<string> =>
  plugins('install', source, ...(constraint ? [constraint] : []));

/**
 * Installs a plugin from a file, which Packer runs to learn its version; 1.10.0 and newer. @throws PackerFailure
 * @param file absolute
 */
export const installPluginFile = (source: string, file: string): ToolCommand<string> =>
  plugins('install', '--path', file, source);

/** Removes one version of a plugin; 1.8.0 and newer. @throws PackerFailure */
export const removePlugin = (source: string, version: string): ToolCommand<string> =>
  plugins('remove', source, version);

/** Removes the file of a plugin from Packer's folder, with its checksum; 1.11.0 and newer. @throws PackerFailure */
export const removePluginFile = (file: string): ToolCommand<string> => plugins('remove', file);

const plugins = (...args: string[]): ToolCommand<string> => ({
  tool: 'packer',
  args: ['plugins', ...args],
  limit: 'long',
  cwd: homedir(),
  env: environment,
  parse: printed,
});
