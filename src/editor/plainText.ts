import { printable } from '../lint/report/lines';
import { withoutCredentials } from '../text/urlCredentials';

/**
 * A text as VS Code is to show it in a notification, a progress or a prompt: it opens `[text](command:…)` there, which a file,
 * a box or a server may have put into a name. A word joiner, which nobody sees, breaks the link. What moves or hides text is
 * spelled out, and the user and password of URLs are left out.
 */
export const plainText = (text: string): string =>
  withoutCredentials(text).replaceAll('](', ']\u2060(').split('\n').map(printable).join('\n');
