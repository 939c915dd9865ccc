import { joinTexts } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { Build } from '../template/template';
import { listOf, setting, strings } from '../value';

/** A word that Packer types behind the name of a kernel: `inst.ks=http://…/ks.cfg`. */
export interface BootArgument {
  /** Without quotes. */
  readonly text: string;
  /** As it is typed. */
  readonly typed: string;
  readonly location: Location;
}

/** A line of what Packer types, up to Enter or the key that boots. */
export type BootLine = readonly BootArgument[];

/** Keys that end a line; F10 and Ctrl+X boot what was edited in GRUB. */
const ending = /^<(?:enter|return|f10|leftctrlon|rightctrlon)>$/i;
const blank = /^<(?:spacebar|tab)>$/i;

/**
 * What Packer types at the start, line by line. Packer joins the parts of the list without anything in between
 * (packer-plugin-sdk bootcommand/config.go, FlatBootCommand()).
 */
export function bootLines({ source }: Build): BootLine[] {
  const parts = strings(setting(source, 'boot_command'));
  return parts.length ? linesOf(joinTexts(parts, '')) : [];
}

/** Whether all that is typed is known, but for what only Packer fills in: the address of its server. */
export const isTypedKnown = ({ source }: Build): boolean =>
  listOf(setting(source, 'boot_command')).every(
    (part) => part.kind === 'string' && !/\$\{|\{\{-?\s*user\b/.test(part.text),
  );

/** Whether somebody presses keys long after the installer has started. */
export const typesLater = ({ source }: Build): boolean =>
  strings(setting(source, 'boot_command')).some(({ text }) =>
    /<wait\d+m|<wait(?:[6-9]\d|\d{3,})s?>/i.test(text),
  );

function linesOf(all: EmbeddedText): BootLine[] {
  const lines: BootArgument[][] = [];
  let line: BootArgument[] = [];
  let word: { text: string; typed: string; start: number; end: number } | undefined;
  let quote: string | undefined;
  const endWord = () => {
    if (word)
      line.push({
        text: word.text,
        typed: word.typed,
        location: all.locate({ start: word.start, end: word.end }),
      });
    word = undefined;
  };
  const endLine = () => {
    endWord();
    quote = undefined;
    if (line.length) lines.push(line);
    line = [];
  };
  // Keys, what is filled in, and single characters.
  for (const { 0: piece, index } of all.text.matchAll(/<[^<>\s]{1,20}>|\{\{[^{}]*\}\}|\$\{[^{}]*\}|[^]/g)) {
    const isKey = piece.length > 2 && piece.startsWith('<');
    if (isKey && ending.test(piece)) endLine();
    else if ((isKey && blank.test(piece)) || (!quote && /^\s$/.test(piece))) endWord();
    else if (!isKey) {
      word ??= { text: '', typed: '', start: index, end: index };
      word.end = index + piece.length;
      word.typed += piece;
      if (piece === quote) quote = undefined;
      else if (!quote && (piece === '"' || piece === "'")) quote = piece;
      else word.text += piece;
    }
  }
  endLine();
  return lines;
}
