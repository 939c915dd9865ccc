import { printable } from '../lint/report/lines';
import { shownUrls } from '../pipeline/shownUrls';

/**
 * A text as VS Code is to show it in a notification, a progress or a prompt: it opens `[text](command:…)` there, which a file,
 * a box or a server may have put into a name. A word joiner, which nobody sees, breaks the link. What moves or hides text is
 * spelled out, and what lets somebody in by a URL is left out.
 */
export const plainText = (text: string): string =>
  shownUrls(text).replaceAll('](', ']\u2060(').split('\n').map(printable).join('\n');
