import { originOf } from '../pipeline/template/builders/builders';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { setting, strings } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Rule } from './rule';
import { isUnknown } from './timelineQueries';

/**
 * "Packer sometimes starting my provisioning script while cloud-init was still in flight", which "update[s] the apt sources
 * to local mirrors" (hashicorp/packer#2639); "I just needed to wait for cloud-init" (#8180). It holds apt's lock where it
 * installs packages itself (vmware/packer-examples-for-vsphere#42).
 */
export const aptBeforeCloudInit: Rule = {
  id: 'apt-before-cloud-init',
  severity: 'hint',
  category: 'installation',
  since: '0.1.0',
  summary: 'A step runs apt in a cloud image without waiting for cloud-init.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      if (originOf(build) !== 'cloudImage' || communicatorOf(build).kind !== 'ssh') continue;
      if (setting(build.source, 'pause_before_connecting') || !isDebian(build)) continue;
      const found = firstApt(timeline);
      if (!found) continue;
      yield {
        builds: [build],
        message: `'${found.effect.command}' may run while cloud-init still sets the machine up: package lists are missing then, or apt is locked. Run 'cloud-init status --wait' first.`,
        location: found.effect.location,
        related: runBy(found.script),
      };
    }
  },
};

const isDebian = ({ source }: Build): boolean =>
  source.entries.some(({ value }) => names(value, /ubuntu|debian/i));

function names(value: Value, pattern: RegExp): boolean {
  if (value.kind === 'list') return value.items.some((item) => names(item, pattern));
  if (value.kind === 'map') return value.entries.some((entry) => names(entry.value, pattern));
  return strings(value).some(({ text }) => pattern.test(text));
}

/** Whatever waits before it, by a command or by a word, may be enough. */
const waiting = /cloud-init|boot-finished|sleep|wait|until|while|lock|retry|DPkg::/i;

/** The first thing that is installed, where apt does it and nothing before it waits. */
function firstApt({ events, steps }: Timeline): EffectEvent | undefined {
  const own = events.filter(({ step }) => step.phase === 'provision');
  const at = own.findIndex((event) => event.kind === 'effect' && event.effect.fact.kind === 'installs');
  const found = own[at];
  if (found?.kind !== 'effect' || !found.always || !/\bapt(?:-get)?\b/.test(found.effect.command))
    return undefined;
  if (own.slice(0, at).some(isUnknown)) return undefined;
  const before = steps.slice(0, steps.indexOf(found.step) + 1).filter(({ phase }) => phase === 'provision');
  // Ansible and others have taken their time.
  if (before.some(({ provisioner }) => provisioner && !/^(?:shell|file|shell-local)$/.test(provisioner.type)))
    return undefined;
  const texts = before.flatMap(({ provisioner, scripts }) => [
    ...scripts.map(({ text }) => text.text),
    ...(provisioner ? ['pause_before', 'execute_command'] : []).flatMap((name) =>
      provisioner && setting(provisioner.settings, name) ? [name === 'pause_before' ? 'wait' : ''] : [],
    ),
  ]);
  return texts.some((text) => waiting.test(text)) || found.script.text.text.includes('cloud-init')
    ? undefined
    : found;
}
