import { text } from '../pipeline/value';
import { boxstarterReboots } from './boxstarterRebootOverWinrm';
import { runBy } from './eventNames';
import type { Rule } from './rule';
import { onceEach } from './steps';

export const boxstarterInProvisioner: Rule = {
  id: 'boxstarter-in-provisioner',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: "Boxstarter runs in a provisioner, over Packer's remote connection.",
  fixes: [],
  check: (pipeline) => {
    // Where it restarts for sure to no good, boxstarter-reboot-over-winrm says so.
    const worse = new Set(
      pipeline.timelines.flatMap((timeline) =>
        [...boxstarterReboots(timeline)].map(({ event }) => event.step.provisioner),
      ),
    );
    return onceEach(
      pipeline,
      ({ kind }, provisioner) => kind === 'boxstarter' && !worse.has(provisioner),
      ({ provisioner, script, effect }) => {
        const { settings } = provisioner;
        // Under elevated_user it runs in a scheduled task, which is local to Boxstarter; without reboots it is tame.
        const command = script.text.text.slice(effect.span.start, effect.span.end);
        const tame = text(settings, 'elevated_user') !== undefined && /-DisableReboots\b/i.test(command);
        return {
          ...(tame && { severity: 'info' as const }),
          message: `'${effect.command}' runs Boxstarter while Packer is connected: a restart by Boxstarter ends the step, and the rest never runs. Run it from the answer file or user data, and enable WinRM last.`,
          location: effect.location,
          related: runBy(script),
        };
      },
    );
  },
};
