import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Dialect } from '../../../pipeline/template/template';
import { inTemporaryFolder } from '../../temporaryFolder';
import type { Secrets } from './choiceArguments';

/**
 * Gives the values of secret variables in the way that Packer takes them for a dialect, for as long as they are used: a
 * file that holds them is removed afterwards.
 */
export async function withSecrets<T>(
  dialect: Dialect,
  values: ReadonlyMap<string, string>,
  use: (secrets: Secrets) => Promise<T>,
): Promise<T> {
  if (!values.size) return use({});
  if (dialect === 'hcl2') return use({ secretValues: Object.fromEntries(values) });
  return inTemporaryFolder(async (folder) => {
    const secretsFile = path.join(folder, 'secrets.json');
    await writeFile(secretsFile, JSON.stringify(Object.fromEntries(values)), { mode: 0o600 });
    return use({ secretsFile });
  });
}
