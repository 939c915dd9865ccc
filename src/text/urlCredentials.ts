/** What ends the part of a URL that names its server. */
const endOfServer = /[\s/?#"'<>]/;

/** A text with its URLs without what stands before the `@` of a server. What is shown of them: `shownUrls`. */
export const withoutCredentials = (text: string): string =>
  text
    .split('://')
    .map((part, index) => (index ? withoutUser(part) : part))
    .join('://');

function withoutUser(url: string): string {
  const end = url.search(endOfServer);
  const at = url.slice(0, end < 0 ? undefined : end).lastIndexOf('@');
  return url.slice(at + 1);
}

/**
 * A URL without its user and password, and these as the header in which HTTP takes them.
 * @returns no header where there are none
 */
export function splitCredentials(url: string): { readonly url: string; readonly authorization?: string } {
  const open = withoutCredentials(url);
  // SSH takes the user from the address, and its keys from elsewhere.
  if (open === url || !/^https?:/i.test(url) || !URL.canParse(url)) return { url };
  const { username, password } = new URL(url);
  const given = [username, password].map(decoded).join(':');
  return { url: open, authorization: `Basic ${Buffer.from(given, 'utf8').toString('base64')}` };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
