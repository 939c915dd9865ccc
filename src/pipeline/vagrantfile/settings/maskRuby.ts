/** Ruby in which only the code can be seen: what stands in strings and comments is blanked out, place by place. */
export interface MaskedRuby {
  /** As long as the text. Quotes stay, what is between them is `\0`; comments, heredocs and all else are blanks. */
  readonly code: string;
  /** What the text ends in the middle of. */
  readonly ends: 'code' | 'string' | 'elsewhere';
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Where a literal or comment can begin, and what else must not be taken for one. */
const begins =
  /["'`#/]|<<[~-]?(["'`]?)([A-Za-z_]\w*)\1|^=begin\b|^__END__$|\?["'#]|:["']|%[wWiIqQ]?[[({<|!/]/gm;

const closing: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };

/**
 * Masks a text that may end anywhere, as where the cursor is. No parser: half-typed code has no tree, and only the
 * place at its end matters.
 */
export function maskRuby(text: string): MaskedRuby {
  const parts: string[] = [];
  let at = 0;
  const heredocs: string[] = [];
  /** Takes the text up to an offset over, as it is or as something else. */
  const take = (end: number, as: (part: string) => string = (part) => part) => {
    parts.push(as(text.slice(at, end)));
    at = end;
  };
  const result = (ends: MaskedRuby['ends']): MaskedRuby => ({ code: parts.join(''), ends });
  for (;;) {
    begins.lastIndex = at;
    const found = begins.exec(text);
    const lineEnd = heredocs.length ? text.indexOf('\n', at) : -1;
    if (heredocs.length && lineEnd >= 0 && (!found || found.index > lineEnd)) {
      take(lineEnd + 1);
      const [name = ''] = heredocs.splice(0, 1);
      const end = new RegExp(`^[ \\t]*${name}\\b.*$`, 'm').exec(text.slice(at));
      if (!end) {
        take(text.length, blank);
        return result('elsewhere');
      }
      // The line that ends it gives way to the next heredoc of the same line.
      take(at + end.index + end[0].length, blank);
      continue;
    }
    if (!found) {
      take(text.length);
      return result('code');
    }
    const [opened, , heredoc] = found;
    take(found.index);
    if (heredoc !== undefined && isHeredoc(opened, text.charAt(at - 1))) {
      heredocs.push(heredoc);
      take(at + opened.length, blank);
    } else if (opened === '#' || opened === '=begin' || opened === '__END__') {
      const end =
        opened === '#'
          ? text.indexOf('\n', at)
          : opened === '=begin'
            ? afterMatch(text, at, /^=end\b.*$/m)
            : -1;
      if (end < 0) {
        take(text.length, blank);
        return result('elsewhere');
      }
      take(end, blank);
    } else if (
      opened.startsWith('?') ||
      (opened === '/' && !beginsRegexp(text.slice(Math.max(0, at - 10), at), text[at + 1]))
    ) {
      take(at + opened.length, blank);
    } else if (opened.startsWith('%') && !' \t\n(,=['.includes(text.charAt(at - 1))) {
      take(at + 1);
    } else {
      const quote = opened.at(-1) ?? '';
      const quoted = '"\'`'.includes(quote);
      const end = endOfString(text, at + opened.length, quote);
      const hide = quoted ? (part: string) => part.replace(/[^\n]/g, '\0') : blank;
      take(at + opened.length, quoted ? undefined : blank);
      if (end < 0) {
        take(text.length, hide);
        return result(quoted && quote !== '`' ? 'string' : 'elsewhere');
      }
      take(end, hide);
      take(end + 1, quoted ? undefined : blank);
    }
  }
}

/** `<<` also appends to a list: then what follows is no name in capitals, or stands apart. */
const isHeredoc = (opened: string, before: string): boolean =>
  /^<<[~-]/.test(opened) || (/^<<["'`]?[A-Z]/.test(opened) && !/[\w)\]]/.test(before));

const beginsRegexp = (before: string, next: string | undefined): boolean =>
  /([(,=~[{|!&]|\b(if|unless|when|and|or|not))\s*$/.test(before) && next !== ' ';

/** @returns the offset of what closes it; -1 for none */
function endOfString(text: string, start: number, quote: string): number {
  const close = closing[quote] ?? quote;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '#' && text[i + 1] === '{' && quote !== "'") {
      const end = endOfInterpolation(text, i + 2);
      if (end < 0) return -1;
      i = end;
    } else if (char === close && depth === 0) return i;
    else if (char === close) depth--;
    else if (char === quote && quote !== close) depth++;
  }
  return -1;
}

/** Strings in it may hold braces, too. */
function endOfInterpolation(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '"' || char === "'") {
      const end = endOfString(text, i + 1, char);
      if (end < 0) return -1;
      i = end;
    } else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return i;
  }
  return -1;
}

function afterMatch(text: string, from: number, pattern: RegExp): number {
  const found = pattern.exec(text.slice(from));
  return found ? from + found.index + found[0].length : -1;
}
