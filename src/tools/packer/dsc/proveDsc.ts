import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { environment } from '../commands/packer';
import { PackerFailure, printed } from '../commands/packerFailure';
import { inTemporaryFolder } from '../../temporaryFolder';
import type { ToolRunner } from '../../toolRunner';
import { DscFailure } from './dscFailure';
import type { ThisPacker } from './planDsc';

/** The smallest template with a dsc provisioner. JSON is read by all versions. */
const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'dsc', manifest_file: 'Proof.ps1' }],
};

/**
 * Lets Packer validate a template with a dsc provisioner, which loads the plugin; `-syntax-only` would not.
 * @throws DscFailure with what Packer says
 */
export const proveDsc = (
  runner: ToolRunner,
  { executable }: ThisPacker,
  signal?: AbortSignal,
): Promise<void> =>
  inTemporaryFolder(async (cwd) => {
    await writeFile(path.join(cwd, 'proof.json'), JSON.stringify(template));
    await writeFile(path.join(cwd, 'Proof.ps1'), 'Configuration Proof {}\n');
    try {
      await runner.run(
        {
          tool: 'packer',
          program: executable,
          args: ['validate', 'proof.json'],
          cwd,
          env: environment,
          parse: printed,
        },
        signal,
      );
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof PackerFailure ? new DscFailure('proof', error.message) : error;
    }
  });
