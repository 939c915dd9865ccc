import { isTrue, setting } from '../pipeline/value';
import { changeWord } from './fixes/changeWord';
import type { Rule } from './rule';
import { effectsOf } from './timelineQueries';

export const scAliasInPowershell: Rule = {
  id: 'sc-alias-in-powershell',
  severity: 'error',
  category: 'commands',
  since: '0.1.0',
  summary: "In PowerShell, 'sc' is an alias of Set-Content and does not change services.",
  fixes: ['safe'],
  *check(pipeline) {
    for (const timeline of pipeline.timelines)
      for (const event of effectsOf(timeline, 'setContentAlias')) {
        const { effect, script, step } = event;
        // PowerShell 7 finds sc.exe.
        if (step.provisioner && isTrue(setting(step.provisioner.settings, 'use_pwsh'))) continue;
        if (/^(?:& *)?["']?(?:\S*[\\/])?pwsh\b/i.test(effect.command)) continue;
        yield {
          builds: [timeline.build],
          message: `'sc' is Set-Content in Windows PowerShell: '${effect.command}' writes a file or fails, and changes no service. Write sc.exe.`,
          location: effect.location,
          fixes: changeWord(
            pipeline,
            script,
            effect.span,
            [{ written: /\bsc\b(?!\.)/i, newText: 'sc.exe' }],
            'safe',
          ),
        };
      }
  },
};
