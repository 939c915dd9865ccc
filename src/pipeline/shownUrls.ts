import { withoutCredentials } from '../text/urlCredentials';
import { mask } from './hiddenValues';
import { looksSecret } from './template/looksSecret';

/** Signatures and keys of storage services, whose names do not say so; in lower case. */
const signed = /^(?:key|sig|signature|x-(?:amz|goog|oss)-(?:signature|credential|security-token))$/i;

/** A value in the query or the fragment of a URL, with what stands before it. */
const parameter = /([?&;#]([\w.~-]{1,64})=)[^\s&;#"'<>]+/g;

/**
 * A text with its URLs as they may be shown, recorded and logged: without user and password, and with the values of their
 * queries hidden that let somebody in, such as the `sig` of a shared link. Not for a URL that is used.
 */
export function shownUrls(text: string): string {
  const open = withoutCredentials(text);
  if (!open.includes('://')) return open;
  return open.replace(parameter, (all, before: string, name: string) =>
    signed.test(name) || looksSecret(name) ? `${before}${mask}` : all,
  );
}

/** Whether a text holds URLs that are not shown as they are. */
export const hidesOfUrls = (text: string): boolean => shownUrls(text) !== text;
