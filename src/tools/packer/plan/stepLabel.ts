import { hide } from '../../../pipeline/hiddenValues';
import type { Step } from '../../../pipeline/timeline/timeline';
import type { Provisioner } from '../../../pipeline/template/template';
import { setting, strings } from '../../../pipeline/value';
import type { StringValue } from '../../../pipeline/value';
import { listed } from '../../../words/lists';
import { firstCommand, shortCommand } from './shortCommand';
import { lastPart, withoutEndSlashes } from '../../../text/edges';

/** The settings of a provisioner that name files, which tell it from its neighbors; the first that is set counts. */
const files: readonly (readonly [type: RegExp, settings: readonly string[]])[] = [
  [/^(?:shell|powershell|windows-shell|shell-local)$/, ['scripts', 'script']],
  [/^file$/, ['sources', 'source', 'destination']],
  [/^ansible(?:-local)?$/, ['playbook_files', 'playbook_file']],
  [/^puppet-masterless$/, ['manifest_file']],
  [/^dsc$/, ['manifest_file', 'configuration_name']],
];

/** Settings that hold commands. */
const commands = ['inline', 'command'];

/** More do not fit into a row. */
const mostNamed = 3;

/**
 * What a step does, beginning with what tells it from the others: the names of its scripts, its first command.
 * @param hidden see `Template.hidden`
 */
export function stepLabel({ provisioner, phase, label }: Step, hidden: readonly string[]): string {
  if (provisioner) return provisionerLabel(provisioner, hidden);
  return phase === 'postProcess' || phase === 'userData' || phase === 'install' ? label : shortCommand(label);
}

function provisionerLabel({ type, settings }: Provisioner, hidden: readonly string[]): string {
  const valuesOf = (name: string): StringValue[] => strings(setting(settings, name));
  const names = files.find(([pattern]) => pattern.test(type))?.[1] ?? [];
  const [named = []] = names.map(valuesOf).filter((values) => values.length);
  if (named.length)
    return listed(
      named.map((one) => shown(one, hidden)),
      { most: mostNamed },
    );
  const [lines = []] = commands.map(valuesOf).filter((values) => values.length);
  const written = lines.map((line) => (line.sensitive ? '' : line.text)).join('\n');
  const first = firstCommand(hide(written, hidden));
  return first ?? type;
}

/** A path by its last part. */
function shown({ text, sensitive }: StringValue, hidden: readonly string[]): string {
  if (sensitive) return '…';
  const path = hide(text, hidden);
  return lastPart(withoutEndSlashes(path)) || path;
}
