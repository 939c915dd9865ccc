import { wholeFile } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import { originOf } from '../template/builders/builders';
import { resolveOnMedia } from '../template/media';
import type { Media } from '../template/media';
import type { MediaFile } from '../template/mediaFiles';
import type { Build } from '../template/template';
import { bootLines } from './bootArguments';
import type { BootArgument } from './bootArguments';
import type { Seed, SeedKind } from './seed';

/** What somebody who types into a system that was started from a medium has it do. */
export type TypedDeed =
  | { readonly kind: 'file'; readonly seed: Seed }
  | { readonly kind: 'end'; readonly name: string; readonly location: Location };

/** Programs that take a file for what they are told to do. */
const programs: readonly {
  readonly names: RegExp;
  readonly kind: SeedKind;
  readonly source: string;
}[] = [
  {
    names: /^(?:ba|da|k|z|a)?sh$|^(?:source|\.)$/,
    kind: 'script',
    source: 'https://man7.org/linux/man-pages/man1/sh.1p.html',
  },
  {
    names: /^bsdinstall$/,
    kind: 'script',
    source: 'https://man.freebsd.org/cgi/man.cgi?query=bsdinstall&sektion=8',
  },
  { names: /^chroot$/, kind: 'script', source: 'https://man7.org/linux/man-pages/man1/chroot.1.html' },
  {
    names: /^setup-alpine$/,
    kind: 'setupAlpine',
    source: 'https://gitlab.alpinelinux.org/alpine/alpine-conf',
  },
  { names: /^install$/, kind: 'openbsd', source: 'https://man.openbsd.org/autoinstall.8' },
  {
    names: /^(?:coreos-installer|flatcar-install)$/,
    kind: 'answers',
    source: 'https://coreos.github.io/coreos-installer/cmd/install/',
  },
];

/** Programs that copy a file from a server; without a name it gets that of the address. */
const downloaders = /^(?:wget|curl|fetch|ftp)$/;
const output = /^(?:-[a-zA-Z]*[oO]|--output|--output-document)$/;
const ownServer = /^https?:\/\/\{\{\s*\.HTTPIP\s*\}\}[^/]*\//i;

const ends = /^(?:reboot|poweroff|halt|shutdown)$/;

/** Words in front of a program: other names of the same, and what is set for it alone. */
const before = /^(?:sudo|doas|exec|env|time|nohup|\{|\(|[A-Za-z_]\w*=.*|-[ESn])$/;

/**
 * What the boot command of a build types at the prompt of a system that runs already: the files that it fetches from Packer's
 * server and runs, or gives to an installer, in order, and how it ends. None where it fetches nothing.
 */
export function typedDeeds(build: Build, media: Media): readonly TypedDeed[] {
  if (originOf(build) !== 'installed') return [];
  const fetched = new Map<string, string>();
  const found: TypedDeed[] = [];
  for (const line of bootLines(build)) for (const part of partsOf(line)) follow(part, fetched, media, found);
  return found.some(({ kind }) => kind === 'file') ? found : [];
}

/** One command with its arguments, and what its output is piped into. */
interface Part {
  readonly words: readonly BootArgument[];
  readonly piped?: string;
}

function follow(
  { words, piped }: Part,
  fetched: Map<string, string>,
  media: Media,
  found: TypedDeed[],
): void {
  const own = words.slice(
    Math.max(
      0,
      words.findIndex(({ text }) => !before.test(text)),
    ),
  );
  const [first, ...others] = own;
  if (!first) return;
  const name = baseName(first.text);
  const carried = /^(?:ba|da|k|z|a)?sh$/.test(name) && others[0]?.text === '-c' ? others[1] : undefined;
  if (carried) {
    for (const part of partsOf(wordsIn(carried))) follow(part, fetched, media, found);
    return;
  }
  if (downloaders.test(name)) {
    const url = others.find(({ text }) => ownServer.test(text));
    if (!url) return;
    const target = others[others.findIndex(({ text }) => output.test(text)) + 1]?.text;
    if (piped !== undefined && /^(?:ba|da|k|z|a)?sh$/.test(piped))
      found.push({ kind: 'file', seed: seedAt('script', url.text, url.location, media) });
    else
      for (const one of expanded(url.text))
        fetched.set(baseName(target && !ownServer.test(target) && target !== '-' ? target : one), one);
    return;
  }
  if (ends.test(name)) {
    const isOff = name === 'shutdown' && !others.some(({ text }) => /^-\w*r/.test(text));
    found.push({
      kind: 'end',
      name: isOff ? 'poweroff' : name === 'shutdown' ? 'reboot' : name,
      location: first.location,
    });
    return;
  }
  const direct = fetched.get(name);
  const program = programs.find(({ names }) => names.test(name));
  const kind = direct === undefined ? program?.kind : 'script';
  const file =
    direct ?? others.map(({ text }) => fetched.get(baseName(text.replace(/^<+/, '')))).find(Boolean);
  // `sh /sbin/setup-alpine -f answers`
  const inner =
    kind === 'script' &&
    others[0] &&
    programs.find(({ names }) => names.test(baseName(others[0]?.text ?? '')));
  if (kind && file !== undefined)
    found.push({
      kind: 'file',
      seed: seedAt(direct === undefined && inner ? inner.kind : kind, file, first.location, media),
    });
}

/** Commands of a line, as far as they are told apart by what stands between them. */
function partsOf(line: readonly BootArgument[]): Part[] {
  const parts: { readonly words: BootArgument[]; readonly follows: boolean }[] = [
    { words: [], follows: false },
  ];
  for (const word of line) {
    const isQuoted = /["']/.test(word.typed);
    if (!isQuoted && /^(?:&&|\|\|?|;|\{|\}|\(|\)|&)$/.test(word.text)) {
      parts.push({ words: [], follows: word.text === '|' });
      continue;
    }
    const text = isQuoted ? word.text : word.text.replace(/;$/, '');
    if (text) parts.at(-1)?.words.push({ ...word, text });
    if (text !== word.text) parts.push({ words: [], follows: false });
  }
  return parts.map(({ words }, index): Part => {
    const next = parts[index + 1];
    const program = next?.follows ? next.words.find(({ text }) => !before.test(text)) : undefined;
    return { words, ...(program && { piped: baseName(program.text) }) };
  });
}

/** The words inside a text that a shell is given. */
const wordsIn = ({ text, location }: BootArgument): BootArgument[] =>
  text.split(/\s+/).flatMap((word) => (word ? [{ text: word, typed: word, location }] : []));

/** `name{,.chroot}.sh` of curl: the file itself, and others of the same beginning and end. */
function expanded(url: string): string[] {
  const open = url.indexOf('{', (ownServer.exec(url)?.[0] ?? '').length);
  const close = url.indexOf('}', open);
  if (open < 0 || close < 0 || !url.slice(open, close).includes(',')) return [url];
  const choices = url.slice(open + 1, close).split(',');
  return choices.map((choice) => `${url.slice(0, open)}${choice}${url.slice(close + 1)}`);
}

const baseName = (path: string): string => path.replace(/^.*\//, '');

function seedAt(kind: SeedKind, url: string, location: Location, media: Media): Seed {
  const file: MediaFile | 'missing' = resolveOnMedia(media, url);
  const base = { kind, name: baseName(url) || url, location };
  if (typeof file !== 'object') return { ...base, text: undefined, path: undefined };
  if ('content' in file) return { ...base, text: file.content, path: undefined };
  const read = media.files.read(file.path);
  return { ...base, text: read === undefined ? undefined : wholeFile(file.path, read), path: file.path };
}
