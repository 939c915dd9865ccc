import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Environment for everything that tests start: real tools ask no server for updates, and keep what they keep in
 * a folder that is deleted at the end, not in the developer's home.
 */
export function scratchEnvironment() {
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const make = (name) => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  };
  return {
    CHECKPOINT_DISABLE: '1',
    VAGRANT_CHECKPOINT_DISABLE: '1',
    VAGRANT_HOME: make('vagrant'),
    PACKER_CACHE_DIR: make('packer-cache'),
    PACKER_CONFIG_DIR: make('packer-config'),
  };
}
