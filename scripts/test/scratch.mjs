import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder that is deleted at the end, and in it one for each tier.
 * @returns {(tier: string) => Record<string, string>} the environment for everything that a tier's tests start: real
 *   tools ask no server for updates, and keep what they keep in the tier's folder, not in the developer's home. Tiers run
 *   at once, and two Vagrants with one home lock each other out.
 */
export function scratchEnvironments() {
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return (tier) => {
    const make = (name) => {
      const made = path.join(folder, tier, name);
      mkdirSync(made, { recursive: true });
      return made;
    };
    return {
      CHECKPOINT_DISABLE: '1',
      VAGRANT_CHECKPOINT_DISABLE: '1',
      VAGRANT_HOME: make('vagrant'),
      PACKER_CACHE_DIR: make('packer-cache'),
      PACKER_CONFIG_DIR: make('packer-config'),
    };
  };
}
