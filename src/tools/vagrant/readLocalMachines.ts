import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A machine that Vagrant has created, by what it keeps beside the Vagrantfile. */
export interface LocalMachine {
  readonly name: string;
  readonly provider: string;
  readonly box: { readonly name: string; readonly version: string } | undefined;
}

/** The folder in which Vagrant keeps what it knows of the machines of a Vagrantfile. */
export const dataFolder = (
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
  paths: Pick<path.PlatformPath, 'resolve'> = path,
): string => paths.resolve(folder, env['VAGRANT_DOTFILE_PATH'] || '.vagrant');

/** The file that is there exactly as long as a machine is created. */
export const idFile = (data: string, name: string, provider: string): string =>
  path.join(data, 'machines', name, provider, 'id');

/**
 * Reads `.vagrant/machines/<name>/<provider>/` (hashicorp/vagrant lib/vagrant/environment.rb, `active_machines`).
 * @param data the folder of dataFolder()
 * @returns none when there is no such folder
 */
export const readLocalMachines = (data: string): LocalMachine[] =>
  names(path.join(data, 'machines')).flatMap((name) =>
    names(path.join(data, 'machines', name)).flatMap((provider) =>
      existsSync(idFile(data, name, provider))
        ? [{ name, provider, box: readBox(path.join(data, 'machines', name, provider, 'box_meta')) }]
        : [],
    ),
  );

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readBox(file: string): LocalMachine['box'] {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined;
  } catch {
    // A machine without a box has none of it.
    return undefined;
  }
}
