import { runBy } from './eventNames';
import { changeWord } from './fixes/changeWord';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/**
 * `/reboot` starts Windows again: "Use this option to audit the computer and to verify that the first-run experience
 * operates correctly" (learn.microsoft.com: Sysprep command-line options).
 */
export const sysprepReboots: Rule = {
  id: 'sysprep-reboots',
  severity: 'error',
  category: 'image',
  since: '0.1.0',
  summary: 'Sysprep restarts the guest instead of leaving it generalized.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const { build, events } of pipeline.timelines)
      for (const event of events) {
        if (event.kind !== 'effect') continue;
        const { step, script, effect, always } = event;
        const isShutdown = step.phase === 'shutdown';
        if (!isShutdown && step.phase !== 'provision') continue;
        if (effect.fact.kind !== 'sysprep' || effect.fact.then !== 'reboot') continue;
        yield {
          builds: [build],
          ...(!always && { severity: stepDown('error') }),
          message: isShutdown
            ? `'${effect.command}' restarts Windows: it sets itself up instead of staying generalized, and Packer waits in vain for it to shut down. Use /shutdown.`
            : `'${effect.command}' restarts Windows while Packer is connected: it sets itself up, and the image is no longer generalized. Use /quit, or run Sysprep with /shutdown in shutdown_command.`,
          location: effect.location,
          related: runBy(script),
          fixes: isShutdown ? changeWord(pipeline, script, effect.span, mended, 'unsafe') : [],
        };
      }
  },
};

const mended = [
  { written: /\/reboot\b/i, newText: '/shutdown' },
  { written: /(?<=\s)-reboot\b/i, newText: '-shutdown' },
];
