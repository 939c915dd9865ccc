import { setting } from '../../../pipeline/value';
import type { Provisioner, Template } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import type { LoggedPlace } from './logOutline';

/**
 * Packer writes `inline` commands to a file of its own, one after the other: behind a line that names the shell, unless
 * they have that themselves. What it puts before those of other provisioners is not known.
 * Source: hashicorp/packer provisioner/{shell,windows-shell}, shell-local of the plugin SDK.
 */
const linesBefore: Readonly<Record<string, number>> = { shell: 1, 'shell-local': 1, 'windows-shell': 0 };

/** The command of a template that stands at a line of the file in which Packer puts them; the provisioner where that is not known. */
export function inlineCommand(
  { builds }: Template,
  { build, step, line }: Pick<LoggedPlace, 'build' | 'step' | 'line'>,
): Location | undefined {
  const provisioner = builds.find(({ name }) => name === build)?.provisioners[step?.provisioner ?? -1];
  return provisioner && (commandAt(provisioner, line) ?? provisioner.typeLocation);
}

function commandAt({ type, settings }: Provisioner, line: number): Location | undefined {
  const inline = setting(settings, 'inline');
  const before = linesBefore[type];
  if (inline?.kind !== 'list' || before === undefined) return undefined;
  const [first] = inline.items;
  const hasShell =
    first?.kind === 'string' && first.text.startsWith('#!') && !setting(settings, 'inline_shebang');
  let next = 1 + (hasShell ? 0 : before);
  for (const item of inline.items) {
    if (item.kind !== 'string') return undefined;
    next += item.text.split('\n').length;
    if (line < next) return item.location;
  }
  return undefined;
}
