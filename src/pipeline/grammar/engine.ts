/** A call in an action of Packer's template engine: `user `x``. */
interface EngineCall {
  readonly name: string;
  /** Its first argument, where that is a text without escapes. */
  readonly argument: string | undefined;
  /** Where that begins in the text, behind its quote. */
  readonly argumentStart: number;
}

/** `{{ … }}` in a text. */
export interface EngineAction {
  readonly start: number;
  readonly end: number;
  /** Those at its start, behind bars and in parentheses. */
  readonly calls: readonly EngineCall[];
  /** All texts and words in it: a name that is put together may be among them. */
  readonly words: readonly string[];
}

/** Strings, words and marks of Go's templates. Source: Go's text/template/parse/lex.go. */
const token = /`([^`]*)`|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|([^\s\w])|\S+/g;

/** The actions of a text, in one pass. */
export function actionsIn(text: string): EngineAction[] {
  const actions: EngineAction[] = [];
  for (let start = text.indexOf('{{'); start >= 0;) {
    const close = text.indexOf('}}', start + 2);
    if (close < 0) return actions;
    actions.push({ start, end: close + 2, ...read(text.slice(start + 2, close), start + 2) });
    start = text.indexOf('{{', close + 2);
  }
  return actions;
}

function read(body: string, offset: number): Pick<EngineAction, 'calls' | 'words'> {
  const calls: EngineCall[] = [];
  const words: string[] = [];
  if (/^-?\s*\/\*/.test(body)) return { calls, words };
  let atStart = true;
  let before = '';
  let open: { name: string } | undefined;
  const end = (argument?: string, argumentStart = 0) => {
    if (open) calls.push({ name: open.name, argument, argumentStart });
    open = undefined;
  };
  for (const match of body.matchAll(token)) {
    const [whole, raw, quoted, word] = match;
    const text = raw ?? (quoted?.includes('\\') ? undefined : quoted);
    if (text !== undefined) {
      words.push(text);
      end(text, offset + match.index + 1);
      atStart = false;
    } else if (word !== undefined) {
      words.push(word);
      end();
      // `.Name` is a field, and `$x` a variable.
      if (atStart && before !== '.' && before !== '$') open = { name: word };
      atStart = ['if', 'else', 'with', 'range', 'not', 'and', 'or'].includes(word);
    } else {
      end();
      if (whole === '(' || whole === '|' || whole === '=') atStart = true;
      else if (whole !== '.' && whole !== '$' && whole !== '-') atStart = false;
    }
    before = whole;
  }
  end();
  return { calls, words };
}
