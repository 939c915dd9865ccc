import type { Span } from '../../text/span';
import { outerSpan } from '../script/embeddedSource';
import type { UserDataPart } from '../userData/userData';
import { YamlText } from '../userData/yamlText';
import type { InnerText, InstallerDeed } from './installerDeeds';

/**
 * What a file in JSON or YAML tells an installer, in the order in which it happens: of Agama, of Photon, or what Ignition
 * does at the first start. Undefined where it is none of these, or can't be read.
 */
export function parseAnswerTree(text: string): InstallerDeed[] | undefined {
  const yaml = YamlText.read(text);
  if (!yaml || yaml.problems.length || !yaml.isMap(yaml.root)) return undefined;
  const kind = kinds.find(({ has }) => has.every((path) => yaml.at(...path.split('.')) !== undefined));
  return kind?.read(yaml);
}

const kinds: readonly {
  /** Keys that all files of the kind have. */
  readonly has: readonly string[];
  readonly read: (yaml: YamlText) => InstallerDeed[];
  readonly source: string;
}[] = [
  {
    has: ['product.id'],
    read: agama,
    source: 'https://github.com/agama-project/agama/blob/master/rust/share/profile.schema.json',
  },
  { has: ['ignition.version'], read: ignition, source: 'https://coreos.github.io/ignition/specs/' },
  // Butane, of which Ignition's files are made.
  { has: ['variant', 'version'], read: ignition, source: 'https://coreos.github.io/butane/specs/' },
  {
    has: ['hostname', 'password'],
    read: photon,
    source: 'https://github.com/vmware/photon-os-installer/blob/master/docs/ks_config.md',
  },
];

function agama(yaml: YamlText): InstallerDeed[] {
  const scripts = (name: string) =>
    yaml.items(yaml.at('scripts', name)).map((item): InstallerDeed => {
      const part = yaml.command(yaml.value(item, 'content') ?? yaml.value(item, 'body'));
      return { kind: 'script', name: `${name} script`, text: shellText(part), span: spanOf(yaml, item) };
    });
  return [
    ...scripts('pre'),
    ...names(yaml, yaml.at('software', 'packages'), 'packages'),
    ...names(yaml, yaml.at('software', 'patterns'), 'packages'),
    ...account(yaml, yaml.at('user', 'userName')),
    ...scripts('postPartitioning'),
    ...scripts('post'),
    ...scripts('init'),
  ];
}

function photon(yaml: YamlText): InstallerDeed[] {
  const scripts = (name: string) => {
    const list = yaml.at(name);
    const lines = yaml.items(list).flatMap((item) => yaml.command(item) ?? []);
    const text: InnerText = joinedLines(lines);
    return lines.length
      ? [{ kind: 'script' as const, name, text, span: lines[0]?.origin ?? spanOf(yaml, list) }]
      : [];
  };
  return [
    ...scripts('preinstall'),
    ...names(yaml, yaml.at('packages'), 'packages'),
    ...names(yaml, yaml.at('additional_packages'), 'packages'),
    ...scripts('postinstall'),
    { kind: 'end', name: 'reboot', span: yaml.pair(yaml.root, /^hostname$/)?.key ?? { start: 0, end: 0 } },
  ];
}

function ignition(yaml: YamlText): InstallerDeed[] {
  const users = yaml.items(yaml.at('passwd', 'users'));
  const units = yaml
    .items(yaml.at('systemd', 'units'))
    .filter((unit) => yaml.plain(yaml.value(unit, 'enabled')) === 'true')
    .map((unit) => yaml.value(unit, 'name'));
  return [
    ...users.flatMap((user) => account(yaml, yaml.value(user, 'name'))),
    ...listed(yaml, units, 'services'),
  ];
}

function account(yaml: YamlText, node: unknown): InstallerDeed[] {
  const name = yaml.plain(node);
  return name ? [{ kind: 'account', name, span: spanOf(yaml, node) }] : [];
}

const names = (yaml: YamlText, list: unknown, kind: 'packages' | 'services'): InstallerDeed[] =>
  listed(yaml, yaml.items(list), kind);

function listed(yaml: YamlText, items: readonly unknown[], kind: 'packages' | 'services'): InstallerDeed[] {
  const found = items.flatMap((item) => yaml.plain(item) ?? []);
  return found.length ? [{ kind, names: found, span: spanOf(yaml, items[0]) }] : [];
}

const spanOf = (yaml: YamlText, node: unknown): Span => yaml.spanOfNode(node) ?? { start: 0, end: 0 };

/** Of one whose first line does not name a shell nothing is known. */
const shellText = (part: UserDataPart | undefined): InnerText | undefined =>
  part && /^(?!#!)|^#!\s*\S*\b(?:ba|da|k|z)?sh\b/.test(part.text)
    ? { text: part.text, outer: (span) => outerSpan(part, span) }
    : undefined;

/** Lines of one script, each of which stands for itself. */
function joinedLines(lines: readonly UserDataPart[]): InnerText {
  const starts: number[] = [];
  let at = 0;
  for (const { text } of lines) {
    starts.push(at);
    at += text.length + 1;
  }
  return {
    text: lines.map(({ text }) => text).join('\n'),
    outer: (span) => {
      const index = Math.max(
        0,
        starts.findLastIndex((start) => start <= span.start),
      );
      const [line, start] = [lines[index], starts[index] ?? 0];
      if (!line) return { start: 0, end: 0 };
      const within = (place: number) => Math.min(place - start, line.text.length);
      return outerSpan(line, { start: within(span.start), end: within(span.end) });
    },
  };
}
