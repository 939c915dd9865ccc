import type { TakeOver } from '../pipeline/timeline/timeline';
import type { Route } from '../pipeline/timeline/reachability';
import { listed } from './lists';
import { partName } from './remoteAccess';

type Unknown = Extract<TakeOver, { kind: 'unknown' }>;

/** Why it is not known where Packer connects. */
const reasons = {
  route: 'How Packer connects is not known.',
  noAnswerFile: 'No answer file for Windows Setup was found on the media of this build.',
  unreadAnswerFile: 'The answer file cannot be read.',
  unreadScript: 'A script that runs before Packer connects cannot be read.',
  syntaxError: 'The answer file, or a script that it runs, has a syntax error.',
  unknownCommand: 'A command that runs before Packer connects is unknown.',
  dsc: 'DSC is applied before Packer connects, which may enable it.',
  typedCommands: 'Packer types commands into the guest (boot_command), which may enable it.',
  image: 'The image may allow it by itself.',
  blockingRule: 'A firewall rule blocks the port, and it is not known whether that ends.',
} satisfies Readonly<Record<Unknown['why'], string>>;

const describe = {
  after: ({ route, certain }) =>
    `Packer ${certain ? 'connects' : 'probably connects'} here (${routeName(route)})`,
  start: ({ within, afterInstallation }) =>
    within === 'container'
      ? 'Packer works in the container'
      : within === 'chroot'
        ? 'Packer works in the mounted image (chroot)'
        : afterInstallation === 'refused'
          ? 'Packer connects when the installed system answers; the SSH server of the installer answers earlier, and refuses it'
          : afterInstallation === 'silent'
            ? 'Packer connects when the installed system answers'
            : 'Packer connects as soon as the guest answers',
  never: ({ missing, route }) => {
    const port = route.kind === 'winrm' ? route.port : undefined;
    return `Packer never connects: nothing enables ${listed(
      missing.map((part) => partName(part, port)),
      { conjunction: 'or' },
    )}`;
  },
  unknown: ({ why, command }) =>
    `Where Packer connects is not known. ${
      command === undefined ? reasons[why] : `Nothing is known of '${command}', which runs before.`
    }`,
  none: ({ waits }) =>
    `Packer does not connect (communicator "none")${
      waits === undefined
        ? ''
        : waits
          ? '; the guest must switch itself off'
          : '; it switches the machine off at once, whatever the guest still does'
    }`,
} satisfies { readonly [Kind in TakeOver['kind']]: (takeOver: Extract<TakeOver, { kind: Kind }>) => string };

/** Where Packer connects, in a few words, as it stands between two steps. */
export const describeTakeOver = (takeOver: TakeOver): string =>
  // The table has a function for each kind, which takes just that kind.
  (describe[takeOver.kind] as (takeOver: TakeOver) => string)(takeOver);

/** That Packer connects at a place somewhere else. @param place in a file, `setup.ps1` */
export const describeTakeOverIn = (
  place: string,
  { route, certain }: Extract<TakeOver, { kind: 'after' }>,
): string => `Packer ${certain ? 'connects' : 'probably connects'} in ${place} (${routeName(route)})`;

/** @param rule the id of the rule that says why */
export const neverConnects = (rule: string): string => `Packer never connects: ${rule}`;

const routeName = (route: Route): string => (route.kind === 'ssh' ? 'SSH' : `WinRM, port ${route.port}`);
