import type { RemoteAccess } from '../pipeline/effects/fact';

interface PartWords {
  /** What has to be enabled before Packer can connect: `a WinRM listener on port 5985`. */
  readonly name: (port: number | undefined) => string;
  /** What a command does that opens the part, that closes it, and that stops and starts it. */
  readonly opens: (port: number | undefined) => string;
  readonly closes: (port: number | undefined) => string;
  readonly bounces?: string;
}

/** What administrators of Windows call the parts of remote access. */
const parts = {
  service: {
    name: () => 'the WinRM service',
    opens: () => 'starts the WinRM service',
    closes: () => 'stops the WinRM service',
    bounces: 'restarts the WinRM service',
  },
  startup: {
    name: () => 'the automatic start of the WinRM service',
    opens: () => 'sets the WinRM service to start automatically',
    closes: () => 'turns off the automatic start of the WinRM service',
  },
  listener: {
    name: (port) => `a WinRM listener${onPort(port)}`,
    opens: (port) => `creates a WinRM listener${onPort(port)}`,
    closes: (port) =>
      `removes ${port === undefined ? 'the WinRM listeners' : `the WinRM listener on port ${port}`}`,
  },
  firewall: {
    name: (port) => `a firewall rule${port === undefined ? '' : ` for port ${port}`}`,
    opens: (port) => `opens ${port === undefined ? '' : `port ${port} in `}the firewall`,
    closes: (port) => `closes ${port === undefined ? '' : `port ${port} in `}the firewall`,
  },
  filter: {
    name: () => 'connections through the firewall',
    opens: () => 'turns off the firewall',
    closes: () => 'turns on the firewall',
  },
  basic: {
    name: () => 'Basic authentication',
    opens: () => 'enables Basic authentication',
    closes: () => 'disables Basic authentication',
  },
  unencrypted: {
    name: () => 'unencrypted traffic',
    opens: () => 'allows unencrypted traffic',
    closes: () => 'forbids unencrypted traffic',
  },
  network: {
    name: () => 'the private network profile',
    opens: () => 'makes the network private',
    closes: () => 'makes the network public',
  },
  link: {
    name: () => 'the network adapter',
    opens: () => 'enables the network adapter',
    closes: () => 'disables the network adapter',
    bounces: 'restarts the network adapter',
  },
  psremoting: {
    name: () => 'PowerShell remoting',
    opens: () => 'enables PowerShell remoting',
    closes: () => 'disables PowerShell remoting',
  },
  sshd: {
    name: () => 'the SSH server',
    opens: () => 'starts the SSH server',
    closes: () => 'stops the SSH server',
    bounces: 'restarts the SSH server',
  },
  sshdStartup: {
    name: () => 'the automatic start of the SSH server',
    opens: () => 'sets the SSH server to start automatically',
    closes: () => 'turns off the automatic start of the SSH server',
  },
  sshdInstalled: {
    name: () => 'the SSH server',
    opens: () => 'installs the SSH server',
    closes: () => 'removes the SSH server',
  },
} satisfies Readonly<Record<RemoteAccess['part'], PartWords>>;

/** What has to be enabled, as a noun. @param port that Packer connects to, for the parts that have one */
export const partName = (part: RemoteAccess['part'], port?: number): string => parts[part].name(port);

/** What a command does to remote access: `creates a WinRM listener on port 5985`. */
export function describeRemoteAccess({
  part,
  opens,
  port,
  bounces,
  rule,
  byName,
  blocking,
}: RemoteAccess): string {
  if (byName) return `${opens ? 'enables' : 'disables'} the firewall rule '${rule ?? ''}'`;
  if (part === 'firewall' && opens && rule === 'default' && blocking === undefined)
    return `enables the firewall rule${port === undefined ? '' : ` for port ${port}`}`;
  const words: PartWords = parts[part];
  if (bounces && words.bounces !== undefined) return words.bounces;
  return opens ? words.opens(port) : words.closes(port);
}

function onPort(port: number | undefined): string {
  return port === undefined ? '' : ` on port ${port}`;
}
