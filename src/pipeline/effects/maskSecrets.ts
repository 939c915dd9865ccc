const mask = '•••';

/** Words of command lines that are followed by a secret, with the part before it kept. */
const patterns: readonly RegExp[] = [
  // net user NAME PASSWORD
  /(\bnet1?(?:\.exe)?\s+user\s+(?:"[^"]*"|\S+)\s+)("[^"]*"|[^\s/"]\S*)/gi,
  // -Password x, /password:x, PASSWORD=x, --token x
  /(\b(?:password|passwd|pwd|secret|token|api-?key)\b["']?\s*[:=\s]\s*)("[^"]*"|'[^']*'|[^\s"';,)}]+)/gi,
  // ConvertTo-SecureString "x"
  /(\bConvertTo-SecureString\s+(?:-String\s+)?)("[^"]*"|'[^']*'|[^\s-]\S*)/gi,
];

/** A command line to show to people, without what looks like a password in it. */
export const maskSecrets = (command: string): string =>
  patterns.reduce((text, pattern) => text.replace(pattern, (_, before: string) => before + mask), command);
