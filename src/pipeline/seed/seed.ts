import { withoutEndSlashes } from '../../text/edges';
import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import { mapInWorld, worldsOf } from '../either';
import { originOf } from '../template/builders/builders';
import { mediaOf, resolveOnMedia } from '../template/media';
import type { Media } from '../template/media';
import { mediaPath } from '../template/mediaFiles';
import type { MediaFile } from '../template/mediaFiles';
import type { Build } from '../template/template';
import { setting } from '../value';
import { bootLines } from './bootArguments';
import type { BootArgument } from './bootArguments';
import { withoutMarks } from './templateMarks';

/**
 * What answers the questions of an installer; `answers`: a file in JSON or YAML, of Agama, Photon or Ignition; `script`: one
 * of the shell, which installs by itself.
 */
export type SeedKind =
  'kickstart' | 'preseed' | 'autoinstall' | 'autoyast' | 'answers' | 'setupAlpine' | 'openbsd' | 'script';

export interface Seed {
  readonly kind: SeedKind;
  /** The file's name, for people. */
  readonly name: string;
  /** Undefined where it can't be read, or not all of it is known before Packer runs. */
  readonly text: EmbeddedText | undefined;
  /** Where not all of it is known: what is, with the rest as it is written. */
  readonly partly?: EmbeddedText;
  /** The file of the host; undefined for a text of the template. */
  readonly path: string | undefined;
  /** Where the boot command names it. */
  readonly location: Location;
}

/** Arguments of kernels that name a seed. */
const names: readonly {
  readonly kind: SeedKind;
  readonly argument: RegExp;
  readonly source: string;
}[] = [
  {
    kind: 'kickstart',
    argument: /^(?:inst\.)?ks=(.+)$/,
    source: 'https://anaconda-installer.readthedocs.io/en/latest/user-guide/boot-options.html',
  },
  {
    kind: 'preseed',
    argument: /^(?:preseed\/)?(?:url|file)=(.+)$/,
    source: 'https://www.debian.org/releases/stable/amd64/apbs02.en.html',
  },
  {
    kind: 'autoyast',
    argument: /^autoyast2?=(.+)$/i,
    source: 'https://documentation.suse.com/sles/15-SP6/html/SLES-all/cha-autoyast-invoke.html',
  },
  {
    kind: 'answers',
    argument: /^inst\.auto=(.+)$/,
    source: 'https://github.com/agama-project/agama/blob/master/rust/agama-autoinstall/src/main.rs',
  },
  {
    kind: 'answers',
    argument: /^(?:ignition\.config\.url|coreos\.inst\.ignition_url)=(.+)$/,
    source:
      'https://github.com/coreos/coreos-installer/blob/main/docs/getting-started.md#kernel-command-line-options-for-coreos-installer-running-as-a-service',
  },
];

/** Settings that decide what the installer is told, and where it finds it. */
const deciding = [
  'boot_command',
  'boot_steps',
  'http_directory',
  'http_content',
  'cd_files',
  'cd_content',
  'cd_label',
  'floppy_files',
  'floppy_dirs',
  'floppy_content',
  'floppy_label',
];

/**
 * The seed that the boot command of a build names; the last one where there are several. Where conditions decide on it that
 * only Packer can tell, it is what is found in all of the cases in which anything is.
 */
export function seedOf(build: Build, media: Media, baseFolder: string): Seed | undefined {
  if (originOf(build) !== 'installed') return undefined;
  const worlds = worldsOf(deciding.flatMap((name) => setting(build.source, name) ?? []));
  if (worlds.length < 2) return seedIn(build, media);
  const found = worlds.flatMap((world) => {
    const own = { ...build, source: mapInWorld(build.source, world) };
    return seedIn(own, mediaOf(own, baseFolder, media.files)) ?? [];
  });
  const known = found.filter(({ text, partly }) => text ?? partly);
  const [first, ...others] = known.length ? known : found;
  return first && others.every((other) => isSame(first, other)) ? first : undefined;
}

const isSame = (one: Seed, other: Seed): boolean =>
  one.kind === other.kind &&
  one.name === other.name &&
  one.text?.text === other.text?.text &&
  one.partly?.text === other.partly?.text;

function seedIn(build: Build, media: Media): Seed | undefined {
  const words = bootLines(build).flat();
  return autoinstallOf(words, media) ?? named(words, media);
}

function named(words: readonly BootArgument[], media: Media): Seed | undefined {
  for (const word of [...words].reverse())
    for (const { kind, argument } of names) {
      const [, place] = argument.exec(word.text) ?? [];
      if (place !== undefined) return seed(kindAt(kind, place), place, word, fileAt(place, media), media);
    }
  return undefined;
}

/** The installer of Photon calls its own file in JSON a kickstart file, too. */
const kindAt = (kind: SeedKind, place: string): SeedKind =>
  kind === 'kickstart' && /\.json$/i.test(place) ? 'answers' : kind;

/** `ds=nocloud;s=http://…/`, before which a backslash may stand. */
export const nocloudPlace = (text: string): string | undefined =>
  /^ds=nocloud(?:-net)?\\*;.*?\b(?:s|seedfrom)=([^;]+)/.exec(text)?.[1];

/** The installer of Ubuntu takes `user-data` from the server, or from a disk that is called `cidata`. */
function autoinstallOf(words: readonly BootArgument[], media: Media): Seed | undefined {
  const asked = words.findLast(({ text }) => text === 'autoinstall');
  if (!asked) return undefined;
  const source = words.findLast(({ text }) => nocloudPlace(text) !== undefined);
  const place = source && nocloudPlace(source.text);
  if (source && place !== undefined)
    return seed('autoinstall', `${place}user-data`, source, userDataAt(place, media), media);
  const whole = words.findLast(({ text }) => text.startsWith('cloud-config-url='));
  const url = whole?.text.replace(/^[^=]*=/, '');
  if (whole && url && url !== '/dev/null') return seed('autoinstall', url, whole, fileAt(url, media), media);
  const disk = [media.floppy, ...media.cds].find(({ label }) => /^cidata$/i.test(label ?? ''));
  const file = disk?.tree.files.get('user-data');
  const partly = disk?.tree.partly.get('user-data');
  return file && seed('autoinstall', 'user-data', asked, { file, partly }, media);
}

/**
 * Since 23.1 cloud-init puts a slash behind an address without one; before, the address could be the beginning of a name
 * (cloudinit/features.py, NOCLOUD_SEED_URL_APPEND_FORWARD_SLASH).
 */
function userDataAt(place: string, media: Media): Found {
  const found = fileAt(`${withoutEndSlashes(place)}/user-data`, media);
  if (typeof found.file === 'object' || place.endsWith('/')) return found;
  const begun = fileAt(`${place}user-data`, media);
  return typeof begun.file === 'object' ? begun : found;
}

/** A file of a medium, as the installer names it. */
interface Found {
  readonly file: MediaFile | 'missing';
  /** What is known of one that is not known as a whole. */
  readonly partly?: EmbeddedText | undefined;
}

function fileAt(place: string, media: Media): Found {
  // The Debian installer takes an address without a protocol for one of HTTP.
  const url = /^\{\{\s*\.HTTPIP\s*\}\}/.test(place) ? `http://${place}` : place;
  if (/^https?:/i.test(url)) {
    const [, below = ''] = /^https?:\/\/\{\{\s*\.HTTPIP[^/]*\/([^?#]*)/i.exec(url) ?? [];
    return { file: resolveOnMedia(media, url), partly: media.http.tree.partly.get(mediaPath(below)) };
  }
  const local = url.replace(/^(?:device|label|usb|cd|floppy|file):\/+/i, '/dev/');
  const slash = local.indexOf('/', local.startsWith('/dev/') ? 5 : 0);
  const [device, path] = slash < 0 ? ['', local] : [local.slice(0, slash), mediaPath(local.slice(slash))];
  const onDisk =
    /^floppy:?$|fd0/.test(device) || /^(?:media\/)?floppy\//.test(path) || /^floppy:/i.test(place);
  const trees = (onDisk ? [media.floppy] : media.cds).map(({ tree }) => tree);
  const names = [
    path.replace(/^(?:media\/)?(?:floppy|cdrom)\//, ''),
    path.replace(/^media\//, ''),
    place.replace(/^\w+:\/+/, ''),
  ].map(mediaPath);
  const tree = trees.find(({ files }) => names.some((name) => files.has(name)));
  const name = names.find((one) => tree?.files.has(one)) ?? '';
  return { file: tree?.files.get(name) ?? 'unknown', partly: tree?.partly.get(name) };
}

function seed(
  kind: SeedKind,
  place: string,
  { location }: BootArgument,
  { file, partly }: Found,
  { files }: Media,
): Seed {
  const name = place.replace(/^.*\//, '') || place;
  const base = { kind, name, location };
  if (typeof file !== 'object')
    return { ...base, text: undefined, path: undefined, ...(partly && { partly: withoutMarks(partly) }) };
  if ('content' in file) return { ...base, text: file.content, path: undefined };
  const read = files.read(file.path);
  return { ...base, text: read === undefined ? undefined : wholeFile(file.path, read), path: file.path };
}
