import type { Span } from '../../text/span';

/** A line of a kickstart file outside of its sections: `reboot --eject`. */
interface KickstartCommand {
  readonly name: string;
  /** What stands behind the name. */
  readonly rest: string;
  readonly span: Span;
}

/** `%post --nochroot … %end`. */
export interface KickstartSection {
  /** With its percent sign. */
  readonly name: string;
  /** What stands behind the name. */
  readonly options: string;
  /** The line that opens it. */
  readonly span: Span;
  /** The lines in it. */
  readonly body: Span;
}

export interface Kickstart {
  readonly commands: readonly KickstartCommand[];
  readonly sections: readonly KickstartSection[];
  /** Other files are read in where they stand, so that more may be said than is seen here. */
  readonly includes: boolean;
}

/**
 * Reads a kickstart file. Older ones have no `%end`: a section then reaches to the next one.
 * Source: https://pykickstart.readthedocs.io/en/latest/kickstart-docs.html
 */
export function parseKickstart(text: string): Kickstart {
  const commands: KickstartCommand[] = [];
  const sections: KickstartSection[] = [];
  let open: Omit<KickstartSection, 'body'> | undefined;
  let from = 0;
  let includes = false;
  const close = (end: number) => {
    if (open) sections.push({ ...open, body: { start: from, end } });
    open = undefined;
  };
  let at = 0;
  for (const written of text.split('\n')) {
    const [line, start] = [written.trim(), at];
    at += written.length + 1;
    const span = { start, end: start + written.trimEnd().length };
    const blank = line.search(/\s/);
    const [name, rest] = blank < 0 ? [line, ''] : [line.slice(0, blank), line.slice(blank).trim()];
    if (/^%(?:include|ksappend)$/.test(name)) includes = true;
    else if (name === '%end') close(start);
    else if (/^%(?:pre|post|packages|addon|onerror|traceback|anaconda|pre-install)$/.test(name)) {
      close(start);
      open = { name, options: rest, span };
      from = at;
    } else if (!open && name && !name.startsWith('#')) commands.push({ name, rest, span });
  }
  close(text.length);
  return { commands, sections, includes };
}
