import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { StepScript } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

export const userDataRebootNotPersistent: Rule = {
  id: 'user-data-reboot-not-persistent',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'User data restarts the instance, and the commands after the restart never run.',
  fixes: [],
  *check(pipeline) {
    for (const { build, events } of pipeline.timelines) {
      if (!/^amazon-/.test(build.type)) continue;
      for (const event of events) {
        if (event.kind !== 'effect' || event.step.phase !== 'userData') continue;
        const { effect, script, always, step } = event;
        const { fact, last, location, command } = effect;
        if (fact.kind !== 'reboot' || fact.when !== 'now' || (last && step.scripts.at(-1) === script))
          continue;
        if (runsAgain(script, build, pipeline)) continue;
        yield {
          builds: [build],
          ...(!always && { severity: stepDown(userDataRebootNotPersistent.severity) }),
          message: `'${command}' restarts the instance, but user data only runs at the first start: later commands never run. Restart with a windows-restart provisioner, or set <persist>true</persist> and let the script skip what is done.`,
          location,
        };
      }
    }
  },
};

const marks = [/<persist>\s*true/i, /^[ \t]*frequency:[ \t]*always/im];

/** Amazon's guide of user data for Windows: scripts with `<persist>true</persist>`, and tasks of EC2Launch v2 that say so. */
function runsAgain({ path }: StepScript, build: Build, { files }: Pipeline): boolean {
  const written = setting(build.source, 'user_data');
  const text =
    path === undefined ? (written?.kind === 'string' ? written.text : undefined) : files.read(path);
  return text === undefined || marks.some((mark) => mark.test(text));
}
