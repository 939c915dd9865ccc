import type { Provisioner } from '../pipeline/template/template';
import type { Fact } from '../pipeline/effects/fact';
import type { Pipeline } from '../pipeline/pipeline';
import type { StepScript } from '../pipeline/timeline/timeline';
import { isTrue, setting } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Severity } from './finding';
import { moveRebootToStep } from './fixes/moveRebootToStep';
import type { Rule } from './rule';
import { onceEach, stepsAfter } from './steps';
import type { Occurrence } from './steps';

/** Guests of Linux have no windows-restart, and what that runs is its own. */
const restarts = (fact: Fact, { type }: Provisioner, { language }: StepScript): boolean =>
  fact.kind === 'reboot' &&
  (fact.when === 'now' || fact.askedBy !== undefined) &&
  language !== 'shell' &&
  type !== 'windows-restart';

export const rebootInProvisioner: Rule = {
  id: 'reboot-in-provisioner',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: "A provisioner restarts the guest without Packer's knowledge.",
  fixes: ['unsafe'],
  check: (pipeline) =>
    onceEach(pipeline, restarts, (found) => {
      const { script, effect } = found;
      const severity = severityOf(pipeline, found);
      const asked = effect.fact.kind === 'reboot' ? effect.fact.askedBy : undefined;
      if (asked !== undefined)
        return {
          severity,
          message: `'${effect.command}' restarts the guest, if what it installs needs that, while Packer is connected. Remove ${asked}, and add a windows-restart step, which waits until the guest is back.`,
          location: effect.location,
          related: runBy(script),
        };
      return {
        severity,
        message: `'${effect.command}' restarts the guest while Packer is connected${
          severity === 'info'
            ? ': what follows may start before it is down. Use a windows-restart step, which waits until the guest is back.'
            : severity === 'error'
              ? ': the rest of this script does not run, and the build fails or continues without it. Use a windows-restart step.'
              : ': the next step is interrupted or starts too early. Use a windows-restart step, which waits until the guest is back.'
        }`,
        location: effect.location,
        related: runBy(script),
        fixes: moveRebootToStep(pipeline, found),
      };
    }),
};

function severityOf(pipeline: Pipeline, { step, provisioner, effect, always, last }: Occurrence): Severity {
  // Whether commands follow proves nothing where a condition decides, or what is installed.
  const surely = always && effect.fact.kind === 'reboot' && effect.fact.when === 'now';
  if (!last && surely) return 'error';
  if (last && isTrue(setting(provisioner.settings, 'expect_disconnect'))) return 'info';
  const following = stepsAfter(pipeline, step).map((next) => next?.provisioner);
  const handled = following.every(
    (next) =>
      next && (next.type === 'windows-restart' || setting(next.settings, 'pause_before') !== undefined),
  );
  return handled ? 'info' : 'warning';
}
