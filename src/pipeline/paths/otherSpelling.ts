import type { FileSource } from '../../text/fileSource';
import type { Reference } from './references';

/** A path that leads to something only because the system ignores how names are spelled. */
export interface OtherSpelling {
  /** As it is spelled on disk, with the slashes as they are written. */
  readonly path: string;
  /** What the system ignores: capitals, or also whether an accent is a part of its letter or follows it. */
  readonly ignored: 'case' | 'composition';
}

/**
 * How a reference that is found would have to be spelled for every system to find it.
 * @param folder in which Packer is started
 * @returns undefined where it is spelled so
 */
export function otherSpelling(
  { value: { text } }: Pick<Reference, 'value'>,
  folder: string,
  files: FileSource,
): OtherSpelling | undefined {
  const { paths } = files;
  const path = paths.resolve(folder, text);
  const isPattern = /[*?[]/.test(paths.basename(path));
  const names = (
    isPattern ? paths.join(files.spelled(paths.dirname(path)), paths.basename(path)) : files.spelled(path)
  )
    .split(paths.sep)
    .slice(paths.isAbsolute(text) ? files.rootOf(folder).split(paths.sep).length : 0);
  const parts = text.split(paths.sep === '\\' ? /([\\/]+)/ : /(\/+)/);
  let ignored: OtherSpelling['ignored'] | undefined;
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    const written = parts[at] ?? '';
    if (at % 2 || written === '' || written === '.') continue;
    const spelled = names.pop();
    // Above it are folders that nobody has written here.
    if (written === '..' || spelled === undefined) break;
    if (isSpelledSo(written, spelled)) continue;
    parts[at] = spelled;
    ignored = written.toLowerCase() === spelled.toLowerCase() ? (ignored ?? 'case') : 'composition';
  }
  return ignored && { path: parts.join(''), ignored };
}

/**
 * Git hands out names with composed letters, however a Mac has them on disk (core.precomposeUnicode): a path with these is
 * found elsewhere, too.
 */
const isSpelledSo = (written: string, spelled: string): boolean =>
  written === spelled || written === spelled.normalize('NFC');
