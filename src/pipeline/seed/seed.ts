import { withoutEndSlashes } from '../../text/edges';
import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import { originOf } from '../template/builders/builders';
import { resolveOnMedia } from '../template/media';
import type { Media } from '../template/media';
import { mediaPath } from '../template/mediaFiles';
import type { MediaFile } from '../template/mediaFiles';
import type { Build } from '../template/template';
import { bootLines } from './bootArguments';
import type { BootArgument } from './bootArguments';

/** What answers the questions of a Linux installer. */
export type SeedKind = 'kickstart' | 'preseed' | 'autoinstall';

export interface Seed {
  readonly kind: SeedKind;
  /** The file's name, for people. */
  readonly name: string;
  /** Undefined where it can't be read, or not all of it is known before Packer runs. */
  readonly text: EmbeddedText | undefined;
  /** The file of the host; undefined for a text of the template. */
  readonly path: string | undefined;
  /** Where the boot command names it. */
  readonly location: Location;
}

/** Arguments of kernels that name a seed: anaconda's, and those of the Debian installer. */
const names: readonly { readonly kind: SeedKind; readonly argument: RegExp }[] = [
  { kind: 'kickstart', argument: /^(?:inst\.)?ks=(.+)$/ },
  { kind: 'preseed', argument: /^(?:preseed\/)?(?:url|file)=(.+)$/ },
];

/** The seed that the boot command of a build names; the last one where there are several. */
export function seedOf(build: Build, media: Media): Seed | undefined {
  if (originOf(build) !== 'installed') return undefined;
  const words = bootLines(build).flat();
  return autoinstallOf(words, media) ?? named(words, media);
}

function named(words: readonly BootArgument[], media: Media): Seed | undefined {
  for (const word of [...words].reverse())
    for (const { kind, argument } of names) {
      const [, place] = argument.exec(word.text) ?? [];
      if (place !== undefined) return seed(kind, place, word, fileAt(place, media), media);
    }
  return undefined;
}

/** `ds=nocloud;s=http://…/`, before which a backslash may stand. */
export const nocloudPlace = (text: string): string | undefined =>
  /^ds=nocloud(?:-net)?\\*;.*?\b(?:s|seedfrom)=([^;]+)/.exec(text)?.[1];

/** The installer of Ubuntu takes `user-data` from the server, or from a disk that is called `cidata`. */
function autoinstallOf(words: readonly BootArgument[], media: Media): Seed | undefined {
  const asked = words.findLast(({ text }) => text === 'autoinstall');
  if (!asked) return undefined;
  const source = words.findLast(({ text }) => nocloudPlace(text) !== undefined);
  const place = source && nocloudPlace(source.text);
  if (source && place !== undefined) {
    const url = `${withoutEndSlashes(place)}/user-data`;
    return seed('autoinstall', url, source, fileAt(url, media), media);
  }
  const disk = [media.floppy, ...media.cds].find(({ label }) => /^cidata$/i.test(label ?? ''));
  const file = disk?.tree.files.get('user-data');
  return file && seed('autoinstall', 'user-data', asked, file, media);
}

/** @returns undefined for a place that nobody here knows */
function fileAt(place: string, media: Media): MediaFile | 'missing' {
  if (/^https?:/i.test(place)) return resolveOnMedia(media, place);
  const slash = place.indexOf('/');
  const [device, path] = slash < 0 ? ['', place] : [place.slice(0, slash), mediaPath(place.slice(slash))];
  const onDisk = /^floppy:?$|fd0/.test(device) || /^(?:media\/)?floppy\//.test(path);
  const trees = onDisk ? [media.floppy] : media.cds;
  const wanted = mediaPath(path.replace(/^(?:media\/)?(?:floppy|cdrom)\//, ''));
  return trees.map(({ tree }) => tree.files.get(wanted)).find((file) => file !== undefined) ?? 'unknown';
}

function seed(
  kind: SeedKind,
  place: string,
  { location }: BootArgument,
  file: MediaFile | 'missing',
  { files }: Media,
): Seed {
  const name = place.replace(/^.*\//, '') || place;
  const known = typeof file === 'object' ? file : undefined;
  const path = known && 'path' in known ? known.path : undefined;
  const read = path === undefined ? undefined : files.read(path);
  const text =
    path === undefined
      ? known && 'content' in known
        ? known.content
        : undefined
      : read === undefined
        ? undefined
        : wholeFile(path, read);
  return { kind, name, text, path, location };
}
