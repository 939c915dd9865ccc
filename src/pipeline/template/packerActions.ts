import type { Span } from '../../text/span';

/** An action of Packer's own templates: `{{user `x`}}`, `{{.Vars}}`. */
export interface PackerAction extends Span {
  /** What stands between the braces, without blanks and the marks that trim around it. */
  readonly body: string;
}

/** The actions in a text, in one pass over it, whatever it consists of. */
function* packerActions(text: string): Generator<PackerAction> {
  for (let start = text.indexOf('{{'); start >= 0;) {
    const close = text.indexOf('}}', start + 2);
    if (close < 0) return;
    const end = close + 2;
    yield { start, end, body: trimmed(text.slice(start + 2, close)) };
    start = text.indexOf('{{', end);
  }
}

/** Whether Packer fills something into a text when it runs. */
export function hasPackerAction(text: string): boolean {
  const start = text.indexOf('{{');
  return start >= 0 && text.indexOf('}}', start + 2) >= 0;
}

/** A text with its actions replaced. */
export function replaceActions(text: string, replace: (action: PackerAction) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const action of packerActions(text)) {
    parts.push(text.slice(at, action.start), replace(action));
    at = action.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

const trimmed = (body: string): string =>
  body.slice(body.startsWith('-') ? 1 : 0, body.endsWith('-') ? -1 : undefined).trim();
