import { mkdirSync } from 'node:fs';
import { cacheFolder } from '../lib/cache.mjs';
import { goProgram } from './goProgram.mjs';

const version = '1.16.0';

/**
 * The same Packer for Windows, for the tests under Wine.
 * @returns {Promise<{ path: string } | { skip: string }>}
 */
export async function windowsPacker() {
  try {
    const program = { module: 'github.com/hashicorp/packer', version: `v${version}`, forWindows: true };
    return { path: await goProgram(program) };
  } catch (error) {
    return { skip: `Packer ${version} for Windows: ${error.message.trim()}` };
  }
}

/**
 * A current Packer, as Debian has none, built by Go on the first call.
 * @returns {Promise<{ path: string, version: string, pluginFolder: string } | { skip: string }>} pluginFolder is
 *   meant for PACKER_PLUGIN_PATH: empty, so that no test depends on the plugins of whoever runs it
 */
export async function currentPacker() {
  try {
    const path = await goProgram({ module: 'github.com/hashicorp/packer', version: `v${version}` });
    const pluginFolder = cacheFolder(`packer-plugins-${version}`);
    mkdirSync(pluginFolder, { recursive: true });
    return { path, version, pluginFolder };
  } catch (error) {
    return { skip: `Packer ${version}: ${error.message.trim()}` };
  }
}
