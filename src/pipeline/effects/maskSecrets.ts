import { hide, mask } from '../hiddenValues';
import { looksSecret } from '../template/looksSecret';

/** What stands before a secret in a command line, and what a secret without quotes behind it looks like. */
interface Introduction {
  /** Its group, where it has one, is a name that may be that of a secret. */
  readonly before: RegExp;
  readonly secret: RegExp;
}

const word = /[^\s"';,)}|][^\s"';,)}]*/y;

const introductions: readonly Introduction[] = [
  // Authorization: Basic x, Bearer x
  { before: /\bauthorization["']?\s{0,9}:\s{0,9}\w{1,20}\s{1,9}|\bBearer\s{1,9}/gi, secret: word },
  // net user NAME PASSWORD
  {
    before: /\bnet1?(?:\.exe)?\s{1,9}user\s{1,9}(?:"[^"\n]{0,200}"|\S{1,200})\s{1,9}/gi,
    secret: /[^\s/"]\S*/y,
  },
  // -Password x, /password:x, PASSWORD=x, --token x
  {
    before: /\b(?:password|passwd|pwd|secret|token|api-?key)\b["']?(?:\s{0,9}[:=]\s{0,9}|\s{1,9})/gi,
    secret: word,
  },
  // DB_PASSWORD=x, $adminPassword = "x", /pass:x, -AdminPassword x
  {
    before: /(?<![\w.-])(?:\$(?:env:)?|export\s{1,9})?(\w[\w.-]{0,60}?)["']?\s{0,9}[:=]\s{0,9}/gi,
    secret: word,
  },
  { before: /(?<=[\s"'])--?(\w[\w-]{0,60})\s{1,9}(?!-)/gi, secret: word },
  // reg add … /v DefaultPassword … /d x, Set-ItemProperty … -Name DefaultPassword … -Value x
  {
    before:
      /(?<=\s[-/](?:v|name)\s)["']?(\w{1,60})["']?\s(?:[-/]\w{1,20}\s\w{1,20}\s){0,2}[-/](?:d|value)\s{1,9}/gi,
    secret: word,
  },
  // https://user:x@host
  { before: /:\/\/[^\s/:@"']{0,60}:(?=[^\s/@"']{1,200}@)/gi, secret: /[^\s/@"']+/y },
  // curl -u user:x, sshpass -p x, docker login -p x, schtasks /rp x, slmgr /ipk x
  { before: /(?<=\s)(?:-u|--user)\s{1,9}["']?[^\s:"']{1,60}:(?=\S)/gi, secret: word },
  { before: /\bsshpass\s{1,9}-p\s{0,9}|\blogin\s(?:-u\s\S{1,60}\s)?-p\s{1,9}/gi, secret: word },
  { before: /(?<=\s)\/(?:rp|ipk)\s{1,9}/gi, secret: word },
  // echo x | sudo -S, printf 'x\n' | passwd --stdin: who reads a password from a pipe
  {
    before:
      /\b(?:echo|printf)\s{1,9}(?:-\w{1,3}\s{1,9})?(?=[^\n|]{1,200}\|\s{0,9}(?:sudo\b[^\n|]{0,40}\s-S\b|(?:sudo\s{1,9})?(?:chpasswd|passwd)\b))/gi,
    secret: /[^\s"'|]+/y,
  },
  // ConvertTo-SecureString "x"
  { before: /\bConvertTo-SecureString\s{1,9}(?:-String\s{1,9})?/gi, secret: /[^\s"'-]\S*/y },
];

/**
 * A command line to show to people, without what looks like a password in it.
 * @param hidden see `Template.hidden`
 */
export const maskSecrets = (command: string, hidden: readonly string[] = []): string =>
  introductions.reduce(maskBehind, hide(command, hidden));

function maskBehind(text: string, { before, secret }: Introduction): string {
  const parts: string[] = [];
  let at = 0;
  before.lastIndex = 0;
  for (let found = before.exec(text); found; found = before.exec(text)) {
    const start = before.lastIndex;
    if (found[1] !== undefined && !looksSecret(found[1])) continue;
    const end = endOfSecret(text, start, secret);
    if (end === start) continue;
    parts.push(text.slice(at, start), mask);
    before.lastIndex = at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** Behind the closing quote; one that is not closed hides all that follows. */
function endOfSecret(text: string, start: number, secret: RegExp): number {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    return close < 0 ? text.length : close + 1;
  }
  secret.lastIndex = start;
  return start + (secret.exec(text)?.[0].length ?? 0);
}
