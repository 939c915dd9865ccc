import type { Span } from '../../text/span';
import { parseUserData } from './parseUserData';
import type { PowerState, UserData, UserDataPart } from './userData';
import { YamlText } from './yamlText';

/**
 * Reads the commands of a `#cloud-config`, and user data of all other forms as parseUserData() does. The YAML parser
 * is loaded with the first one. Never throws on any text; what can't be read is a problem.
 */
export function parseCloudConfig(text: string): UserData {
  const userData = parseUserData(text);
  if (userData.form !== 'cloudConfig') return userData;
  const yaml = YamlText.read(text);
  return yaml ? readParts(yaml, userData) : tooDeep(userData, text);
}

/** What the installer of Ubuntu is told by the `autoinstall` of a cloud-config. */
export interface Autoinstall {
  /** Before and after the installation, as commands of the shell. */
  readonly early: readonly UserDataPart[];
  readonly late: readonly UserDataPart[];
  readonly packages: readonly string[];
  /** Of the user that it creates. */
  readonly username: string | undefined;
  /** `reboot` or `poweroff`, where it is said. */
  readonly shutdown: string | undefined;
  /** `ssh: install-server`, where it is said. */
  readonly installsSsh: boolean | undefined;
  /** The key `autoinstall`. */
  readonly span: Span;
}

/** Undefined where the text has no `autoinstall`, or is not read. */
export function parseAutoinstall(text: string): Autoinstall | undefined {
  const yaml = text.includes('autoinstall') ? YamlText.read(text) : undefined;
  if (!yaml || yaml.problems.length) return undefined;
  const own = yaml.pair(yaml.root, /^autoinstall$/);
  const root = own?.value;
  if (!own || !yaml.isMap(root)) return undefined;
  const server = yaml.plain(yaml.value(yaml.value(root, 'ssh'), 'install-server'));
  return {
    early: yaml.commands(yaml.value(root, 'early-commands')),
    late: yaml.commands(yaml.value(root, 'late-commands')),
    packages: yaml.items(yaml.value(root, 'packages')).flatMap((item) => yaml.plain(item) ?? []),
    username: yaml.plain(yaml.value(yaml.value(root, 'identity'), 'username')),
    shutdown: yaml.plain(yaml.value(root, 'shutdown')),
    installsSsh: server === undefined ? undefined : /^(?:true|yes|on)$/i.test(server),
    span: own.key ?? { start: 0, end: 0 },
  };
}

const tooDeep = (userData: UserData, text: string): UserData => ({
  ...userData,
  problems: [{ message: 'This is nested too deeply and is not read.', span: { start: 0, end: text.length } }],
});

const readParts = (yaml: YamlText, userData: UserData): UserData => ({
  ...userData,
  parts: [...yaml.commands(yaml.at('bootcmd'), true), ...yaml.commands(yaml.at('runcmd'))],
  powerState: powerState(yaml, yaml.at('power_state')),
  rebootIfRequired: rebootIfRequired(yaml),
  problems: yaml.problems,
});

function powerState(yaml: YamlText, state: unknown): PowerState | undefined {
  const mode = yaml.written(yaml.value(state, 'mode'));
  const condition = yaml.value(state, 'condition');
  const said = yaml.plain(condition);
  if (!mode || /^(?:false|no|off)$/i.test(said ?? '')) return undefined;
  const perhaps = condition !== undefined && !/^(?:true|yes|on|)$/i.test(said ?? '?');
  return { ...mode, perhaps };
}

/** Its older name has `apt` in front. */
function rebootIfRequired(yaml: YamlText): Span | undefined {
  const found = yaml.pair(yaml.root, /^(?:package|apt)_reboot_if_required$/);
  return /^(?:true|yes|on)$/i.test(yaml.plain(found?.value) ?? '') ? found?.key : undefined;
}
