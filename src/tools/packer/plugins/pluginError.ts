import type { ComponentKind } from '../../../pipeline/packer/pluginTable';

/** What of a template a message is about. */
interface FailingComponent {
  /** Undefined where Packer names the type alone. */
  readonly kind?: ComponentKind;
  /** Like `dsc`. */
  readonly type: string;
}

/** What is wrong with a plugin, as Packer says it. */
export type PluginError = {
  readonly component?: FailingComponent;
} & (
  | { readonly kind: 'unknown'; /** A type that this Packer knows. */ readonly suggestion?: string }
  /** A plugin of before 1.7 speaks an older or newer protocol than this Packer, which is of before 1.7, too. */
  | { readonly kind: 'api'; readonly own: string; readonly packer: string }
  /** A plugin of before 1.7 in a Packer of 1.7 to 1.10. */
  | { readonly kind: 'tooOld' }
  /** A plugin of 1.7 and later in a Packer of before that. */
  | { readonly kind: 'tooNew' }
  /** It does not answer as a plugin. */
  | { readonly kind: 'noAnswer'; readonly how: 'other' | 'exited' | 'timeout' }
  /** It can't be installed, as it does not tell a version. */
  | { readonly kind: 'noVersion'; readonly reported: string }
  /** It can't be installed, as it does not describe itself. */
  | { readonly kind: 'noDescription' }
  /** `required_plugins` asks for it, and it is not installed. */
  | { readonly kind: 'required'; readonly source: string; readonly constraint: string }
  /** Packer is of before 1.7. */
  | { readonly kind: 'noRequiredPlugins' }
  | { readonly kind: 'pluginPath' }
  | { readonly kind: 'jsonInit' }
);

type Read = (groups: Readonly<Record<string, string | undefined>>, text: string) => PluginError;

const kinds: Readonly<Record<string, ComponentKind>> = {
  builder: 'builder',
  source: 'builder',
  provisioner: 'provisioner',
  'post-processor': 'postProcessor',
  data: 'dataSource',
  datasource: 'dataSource',
  'data source': 'dataSource',
};

const of = (kind: string | undefined, type: string | undefined) => {
  const known = kinds[kind ?? ''];
  return type === undefined ? {} : { component: { ...(known && { kind: known }), type } };
};

function suggestionIn(text: string): { suggestion?: string } {
  const [, suggestion] = /Did you mean to use "([^"]+)"/.exec(text) ?? [];
  return suggestion === undefined ? {} : { suggestion };
}

const what = String.raw`(?<kind>builder|source|provisioner|post-processor|data source|datasource|data)`;

/**
 * The messages, in any order of lines, as they are between 1.5 and 1.16. Sources: packer/core.go, packer/plugin/client.go,
 * hcl2template/plugin.go and command/plugins_install.go of each; those of 1.6.6 and 1.16.0 were also seen.
 */
const rows: readonly (readonly [RegExp, Read])[] = [
  [
    new RegExp(String.raw`The ${what} (?<type>[\w-]+) is unknown by Packer`),
    ({ kind, type }) => ({ kind: 'unknown', ...of(kind, type) }),
  ],
  [
    new RegExp(String.raw`Unknown ${what} type "?(?<type>[\w-]+)"?`),
    ({ kind, type }, text) => ({ kind: 'unknown', ...suggestionIn(text), ...of(kind, type) }),
  ],
  [
    new RegExp(String.raw`error initializing ${what} '[^']+': Unknown \k<kind> (?<type>[\w-]+)`),
    ({ kind, type }) => ({ kind: 'unknown', ...of(kind, type) }),
  ],
  // A JSON template's own words for it: the build that is named is all that there is.
  [/^Did you mean to use "(?<near>[^"]+)"\?$/, ({ near = '' }) => ({ kind: 'unknown', suggestion: near })],
  [
    /Incompatible API (?:MAJOR )?version with plugin\. (?:Plugin version|plugin MINOR API version): (?<own>[\w.]+), Ours: (?<packer>[\w.]+)/,
    ({ own = '', packer = '' }) => ({ kind: 'api', own, packer }),
  ],
  [/The protocol of this plugin \(protocol version 4 and lower\) was deprecated/, () => ({ kind: 'tooOld' })],
  [/Unknown address type: \d/, () => ({ kind: 'tooNew' })],
  [/Unrecognized remote plugin message:/, () => ({ kind: 'noAnswer', how: 'other' })],
  [/plugin exited before we could connect/, () => ({ kind: 'noAnswer', how: 'exited' })],
  [/timeout while waiting for plugin to start/, () => ({ kind: 'noAnswer', how: 'timeout' })],
  [
    /Plugin's reported version \("(?<reported>[^"]*)"\) is not semver-compatible/,
    ({ reported = '' }) => ({ kind: 'noVersion', reported }),
  ],
  [
    /Failed to describe the plugin|^(?=.*Packer failed to run (?!describe:)).* describe:/,
    () => ({ kind: 'noDescription' }),
  ],
  [
    /(?:no plugin installed for|Missing plugins: (?:The following plugins are required, but not installed: )?(?:\* )?)\s*(?<source>[\w.-]+(?:\/[\w.-]+)+) ?(?<constraint>(?:(?:[<>]=?|!=|~>|=)? ?v?\d[\w.+-]*,? ?)*)/,
    ({ source = '', constraint = '' }) => ({ kind: 'required', source, constraint: constraint.trim() }),
  ],
  [/Blocks of type "required_plugins" are not expected here/, () => ({ kind: 'noRequiredPlugins' })],
  [/Multiple paths are no longer supported for PACKER_PLUGIN_PATH/, () => ({ kind: 'pluginPath' })],
  [
    /Packer init is supported for HCL2 configuration templates only|Packer plugins currently only works with HCL2 configuration templates/,
    () => ({ kind: 'jsonInit' }),
  ],
];

/** In front of what is wrong: of a JSON template, and of an HCL2 one. */
const subject = new RegExp(
  String.raw`error initializing ${what} '(?<type>[^']+)'|failed loading (?<loaded>[\w-]+)`,
);

/**
 * What Packer says of a plugin, in a message of `validate`, `build`, `init` or `plugins install`.
 * @param message on any number of lines: Packer wraps them at 80 columns
 * @returns undefined for what is about something else
 */
export function readPluginError(message: string): PluginError | undefined {
  const text = message.replace(/\s+/g, ' ').trim();
  for (const [pattern, read] of rows) {
    const match = pattern.exec(text);
    if (!match) continue;
    const trouble = read(match.groups ?? {}, text);
    if (trouble.component) return trouble;
    const named = subject.exec(text)?.groups;
    return { ...trouble, ...of(named?.['kind'], named?.['type'] ?? named?.['loaded']) };
  }
  return undefined;
}
