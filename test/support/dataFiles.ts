import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The JSON files with data in src/, relative to the repository, with slashes, sorted. */
export const dataFiles = (): string[] =>
  readdirSync(path.join(REPO_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .sort();

export const textOfFile = (file: string): string => readFileSync(path.join(REPO_ROOT, file), 'utf8');
