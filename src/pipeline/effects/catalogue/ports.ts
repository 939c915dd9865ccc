/** The ports of WinRM, plain and encrypted, and of SSH. */
export const plain = 5985;
export const encrypted = 5986;
const ssh = 22;

/** Ports as programs take them, `5985,5986` and `5980-5990`: those of remote access among them. */
export function remotePorts(written: string): number[] {
  const ranges = written.split(/[,\s]+/).map((part) => part.split('-').map(Number));
  return [ssh, plain, encrypted].filter((port) =>
    ranges.some(([from = NaN, to = from]) => from <= port && port <= to),
  );
}

/**
 * The ports that the name of a firewall rule or group is about: the default rules of WinRM and OpenSSH, and what
 * people call their own. Undefined stands for a rule of WinRM with a port that the name doesn't tell.
 */
export function portsOfName(name: string): (number | undefined)[] {
  const numbers = remotePorts((name.match(/\b\d+\b/g) ?? []).join(','));
  if (numbers.length) return numbers;
  if (/windows remote management|@firewallapi\.dll,-302(?:5[2-9]|6[0-9])/i.test(name))
    return [/https/i.test(name) ? encrypted : plain];
  if (/win-?_?rm|psremoting/i.test(name)) {
    if (/https|ssl|secure/i.test(name)) return [encrypted];
    return [/http/i.test(name) ? plain : undefined];
  }
  return /\b(?:open)?sshd?\b/i.test(name) ? [ssh] : [];
}
