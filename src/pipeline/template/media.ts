import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { listOf, setting, strings, text } from '../value';
import type { MapValue, Value } from '../value';
import { addContent, addFolder, addHostFiles, MediaTree, mayBeElsewhere, mediaPath } from './mediaFiles';
import type { MediaFile } from './mediaFiles';
import { builderOf, originOf } from './builders/builders';
import type { Build } from './template';
import { resolvePath } from '../paths/resolvePath';

/** A disk, or the server that Packer runs for the guest. */
interface Medium {
  readonly tree: MediaTree;
  readonly label?: string;
}

/** A script that a cloud's own agent runs at the first boot, or at each. */
export interface BootScript {
  /** The setting, or the key of `metadata`: `user_data`, `windows-startup-script-ps1`. */
  readonly name: string;
  readonly location: Location;
  readonly file: MediaFile;
}

/** What the guest of a build sees of the host's files. */
export interface Media {
  readonly floppy: Medium;
  /** The CD of `cd_files`, then those of nested blocks that make one of their own. */
  readonly cds: readonly Medium[];
  readonly http: Medium;
  readonly bootScripts: readonly BootScript[];
  /** Whether there are CDs of which nothing is known, besides that of the system itself. */
  readonly otherCds: boolean;
  readonly files: FileSource;
}

/** A floppy disk in a hypervisor's own words. */
const floppyWords = /fdd|floppy|^-fda$|if=floppy/i;

/** A setting that attaches an image of which nothing is known. */
const floppyImages = ['floppy_img_path', 'floppy_iso_path'];
const cdImages = ['secondary_iso_images', 'iso_paths', 'additional_iso_paths'];

/** Nested blocks that make or attach one CD each. */
const cdBlocks = ['additional_iso_files', 'boot_iso'];

const commandLines = ['vboxmanage', 'qemuargs', 'prlctl', 'vmx_data'];

/** Settings that hold a script, or name the file that does. */
const bootSettings = [
  { name: 'user_data', file: false },
  { name: 'user_data_file', file: true },
  { name: 'custom_data', file: false },
  { name: 'custom_data_file', file: true },
  // A command line that Azure's agent runs while the machine is deployed, before Packer connects.
  { name: 'custom_script', file: false },
];

/**
 * What a build puts before its guest.
 * @param baseFolder the folder in which Packer is started
 */
export function mediaOf(build: Build, baseFolder: string, files: FileSource): Media {
  const { source } = build;
  const media = {
    floppy: floppyOf(build, baseFolder, files),
    cds: [source, ...cdBlocks.flatMap((name) => maps(setting(source, name)))].flatMap((settings) =>
      cdOf(settings, baseFolder, files),
    ),
    http: httpOf(source, baseFolder, files),
    otherCds: [...cdImages, ...cdBlocks].some((name) => listOf(setting(source, name)).length > 0),
    files,
  };
  const bootScripts = bootScriptsOf(source, baseFolder, files);
  return { ...media, bootScripts: [...bootScripts, ...nocloudScripts(build, { ...media, bootScripts })] };
}

/**
 * What cloud-init takes from a disk that is called `cidata`, or from the address that the serial number of the machine names,
 * where an image starts in which it is installed already; an installer takes it for its answers.
 * Source: https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html
 */
function nocloudScripts(build: Build, media: Media): BootScript[] {
  if (originOf(build) !== 'clone') return [];
  const disk = [media.floppy, ...media.cds].find(({ label }) => /^cidata$/i.test(label ?? ''));
  const file = disk?.tree.files.get('user-data');
  const named = setting(build.source, 'cd_label') ?? setting(build.source, 'floppy_label');
  if (file) return [{ name: 'user-data', location: named?.location ?? build.typeLocation, file }];
  return listOf(setting(build.source, 'qemuargs')).flatMap((pair) =>
    strings(pair).flatMap((argument): BootScript[] => {
      const [, place] = /\bserial=ds=nocloud(?:-net)?;(?:s|seedfrom)=([^;,]+)/.exec(argument.text) ?? [];
      if (place === undefined) return [];
      const found = resolveOnMedia(media, `${place.replace(/\/$/, '')}/user-data`);
      return [
        { name: 'user-data', location: argument.location, file: found === 'missing' ? 'unknown' : found },
      ];
    }),
  );
}

/**
 * What a path of the guest leads to: on the floppy disk, a CD, or the HTTP server of Packer.
 * @returns `missing` only where all of the medium is known; undefined parts of the path, and drives that can be
 * something else, are `unknown`
 */
export function resolveOnMedia(media: Media, written: string): MediaFile | 'missing' {
  const path = written.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const [, server, below = ''] = /^(https?:\/\/[^/]*)\/?([^?#]*)/i.exec(path) ?? [];
  if (server !== undefined)
    return /\{\{\s*\.HTTPIP\s*\}\}/.test(server) ? find(media, media.http, below) : 'unknown';
  const [, drive, rest = ''] = /^([a-z]):(.*)$/is.exec(path) ?? [];
  if (drive === undefined || drive.toLowerCase() === 'c') return 'unknown';
  if (/^a$/i.test(drive)) return find(media, media.floppy, rest);
  const found = media.cds
    .map(({ tree }) => tree.files.get(mediaPath(rest)))
    .find((file) => file !== undefined);
  if (found) return found;
  // Which letter a CD gets depends on the disks; and that of the system has files of its own, though no such scripts.
  const isOfCd = /^[d-h]$/i.test(drive) && /\.(?:ps1|bat|cmd)$/i.test(rest) && media.cds.length > 0;
  if (!isOfCd || media.otherCds || isDynamic(rest)) return 'unknown';
  const wanted = mediaPath(rest);
  const isKnown = media.cds.every(({ tree }) => tree.complete && !mayBeElsewhere(tree, wanted, media.files));
  return isKnown ? 'missing' : 'unknown';
}

/** Variables, patterns, and Packer's own templates. */
const isDynamic = (written: string): boolean => /[%$*?{}]|\.\./.test(written);

/**
 * What a scan of drives finds: the first medium that has the file, the floppy disk before the CDs.
 * @param drives the letters that it tries, in capitals; all where none are given
 * @returns `unknown` where a medium that is tried may have more than is known
 */
export function findOnDrives(
  { floppy, cds, otherCds }: Media,
  written: string,
  drives: readonly string[] | undefined,
): { readonly file: MediaFile; readonly isTried: boolean } {
  const path = mediaPath(written);
  const triesFloppy = drives?.includes('A') ?? true;
  const triesCds = drives?.some((letter) => letter > 'C') ?? true;
  const onFloppy = floppy.tree.files.get(path);
  if (onFloppy && triesFloppy) return { file: onFloppy, isTried: true };
  const onCd = cds.map(({ tree }) => tree.files.get(path)).find((file) => file !== undefined);
  if (onCd) return { file: onCd, isTried: triesCds && (!triesFloppy || floppy.tree.complete) && !otherCds };
  return { file: onFloppy ?? 'unknown', isTried: false };
}

/** The answer file that Windows Setup takes: `Autounattend.xml` at the root of a medium, of the floppy disk first. */
export function answerFileOf(media: Media): MediaFile | undefined {
  for (const { tree } of [media.floppy, ...media.cds]) {
    const file = tree.files.get('autounattend.xml');
    if (file) return file;
    // One that is not known may be there, and would win.
    if (!tree.complete) return undefined;
  }
  return undefined;
}

function find({ files }: Media, { tree }: Medium, written: string): MediaFile | 'missing' {
  if (isDynamic(written) || !mediaPath(written)) return 'unknown';
  const path = mediaPath(written);
  const found = tree.files.get(path);
  if (found) return found;
  return tree.complete && !mayBeElsewhere(tree, path, files) ? 'missing' : 'unknown';
}

function floppyOf(build: Build, baseFolder: string, files: FileSource): Medium {
  const { type, source } = build;
  const tree = new MediaTree();
  addHostFiles(tree, setting(source, 'floppy_files'), 'flat', baseFolder, files);
  addHostFiles(tree, setting(source, 'floppy_dirs'), 'tree', baseFolder, files);
  addContent(tree, setting(source, 'floppy_content'));
  const none = tree.files.size === 0;
  // A machine that is installed already may bring its own; most builders make one only of what is given.
  const ownDisk = none && !(builderOf(type)?.floppy && originOf(build) === 'installed');
  const image = floppyImages.some((name) => setting(source, name) !== undefined);
  const attached = commandLines.some((name) => mentions(setting(source, name), floppyWords));
  if (ownDisk || image || attached) tree.complete = false;
  return { tree, ...labelOf(source, 'floppy_label') };
}

function cdOf(source: MapValue, baseFolder: string, files: FileSource): Medium[] {
  const [paths, content] = [setting(source, 'cd_files'), setting(source, 'cd_content')];
  if (!listOf(paths).length && !listOf(content).length) return [];
  const tree = new MediaTree();
  addHostFiles(tree, paths, 'tree', baseFolder, files);
  addContent(tree, content);
  return [{ tree, ...labelOf(source, 'cd_label') }];
}

/** The server has the files of a folder or the given texts, never both. */
function httpOf(source: MapValue, baseFolder: string, files: FileSource): Medium {
  const tree = new MediaTree();
  addContent(tree, setting(source, 'http_content'));
  const directory = setting(source, 'http_directory');
  const folder = text(source, 'http_directory')?.text;
  const path = folder ? resolvePath(baseFolder, folder, files) : undefined;
  if (path !== undefined && files.kind(path) === 'folder') addFolder(tree, path, '', 'tree', files);
  else if (directory && directory.kind !== 'null') tree.complete = false;
  return { tree };
}

function bootScriptsOf(source: MapValue, baseFolder: string, files: FileSource): BootScript[] {
  const scripts: BootScript[] = [];
  const add = (name: string, value: Value | undefined, isPath: boolean) => {
    if (!value || value.kind === 'null' || (value.kind === 'string' && !value.text)) return;
    const known = value.kind === 'string' && !value.partial ? value : undefined;
    const path = known && isPath ? resolvePath(baseFolder, known.text, files) : undefined;
    const read = path !== undefined && files.kind(path) === 'file' ? { path } : 'unknown';
    scripts.push({
      name,
      location: value.location,
      file: isPath ? read : known ? { content: known } : 'unknown',
    });
  };
  for (const { name, file } of bootSettings) add(name, setting(source, name), file);
  for (const { setting: name, file } of [
    { setting: 'metadata', file: false },
    { setting: 'metadata_files', file: true },
  ])
    for (const metadata of maps(setting(source, name)))
      for (const entry of metadata.entries)
        if (/script/i.test(entry.name)) add(entry.name, entry.value, file);
  return scripts;
}

const maps = (value: Value | undefined): MapValue[] =>
  listOf(value).filter((item): item is MapValue => item.kind === 'map');

/** Whether a command line, or map of settings, may speak of something: what is not known may. */
function mentions(value: Value | undefined, pattern: RegExp): boolean {
  if (!value) return false;
  if (value.kind === 'unknown') return true;
  if (value.kind === 'list') return value.items.some((item) => mentions(item, pattern));
  if (value.kind === 'map')
    return value.entries.some((entry) => pattern.test(entry.name) || mentions(entry.value, pattern));
  return strings(value).some((item) => pattern.test(item.text));
}

function labelOf(source: MapValue, name: string): { label?: string } {
  const label = text(source, name)?.text;
  return label === undefined ? {} : { label };
}
