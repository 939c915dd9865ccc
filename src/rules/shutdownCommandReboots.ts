import { durationOf } from '../pipeline/template/duration';
import { isTrue, setting } from '../pipeline/value';
import { changeWord } from './fixes/changeWord';
import type { Rule } from './rule';

const mended = [
  { written: /(?<=\s)-[rg](?=[\s/]|$)/i, newText: '-s' },
  { written: /\/[rg](?=[\s/]|$)/i, newText: '/s' },
  { written: /^Restart-Computer\b/i, newText: 'Stop-Computer' },
];

/**
 * Who waits so long may know that a script switches the guest off after the restart, as templates for Nano Server do
 * (mwrock/packer-templates, vbox-nano.json).
 */
const patient = 30 * 60_000;

/**
 * Packer runs `shutdown_command` and then waits for the machine to be off; after `shutdown_timeout` it gives up: "Timeout
 * while waiting for machine to shut down." (step_shutdown.go of the builders for VirtualBox, VMware, QEMU and others).
 */
export const shutdownCommandReboots: Rule = {
  id: 'shutdown-command-reboots',
  severity: 'error',
  summary: 'The shutdown_command restarts the guest instead of shutting it down.',
  fixable: true,
  *check(pipeline) {
    for (const { build, events } of pipeline.timelines) {
      const timeout = durationOf(setting(build.source, 'shutdown_timeout')) ?? 0;
      if (isTrue(setting(build.source, 'disable_shutdown')) || timeout >= patient) continue;
      for (const event of events) {
        if (event.kind !== 'effect' || event.step.phase !== 'shutdown' || !event.always) continue;
        const { effect, script } = event;
        if (effect.fact.kind !== 'reboot' || effect.fact.when !== 'now') continue;
        yield {
          builds: [build],
          message: `'${effect.command}' restarts the guest, but Packer waits for it to shut down until shutdown_timeout ends. Use shutdown /s instead.`,
          location: effect.location,
          ...(script.path !== undefined && {
            related: [{ message: 'Run by this command.', location: event.step.location }],
          }),
          fixes: changeWord(pipeline, script, effect.span, mended),
        };
      }
    }
  },
};
