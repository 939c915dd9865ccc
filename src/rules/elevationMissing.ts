import type { Pipeline } from '../pipeline/pipeline';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build, Provisioner } from '../pipeline/template/template';
import { setting } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Fix } from './finding';
import { writerOf } from './fixes/templateWriter';
import { writable } from './fixes/writable';
import type { Rule } from './rule';

/** Windows Update's API answers E_ACCESSDENIED to remote callers (Microsoft: "Using WUA From a Remote Computer"). */
export const elevationMissing: Rule = {
  id: 'elevation-missing',
  severity: 'warning',
  category: 'commands',
  since: '0.1.0',
  summary: 'A command that needs elevation runs over WinRM without elevated_user.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const { build, events } of pipeline.timelines)
      for (const event of events) {
        const { provisioner } = event.step;
        if (event.kind !== 'effect' || event.effect.fact.kind !== 'elevation' || !provisioner) continue;
        if (!isRemote(build, provisioner)) continue;
        const { effect, script } = event;
        const certain = event.effect.fact.certain;
        yield {
          builds: [build],
          ...(!certain && { severity: 'hint' as const }),
          message: `'${effect.command}' ${certain ? 'is' : 'may be'} denied over WinRM, because the connection lacks full administrator rights. Run it in a powershell step with elevated_user, which starts it as a scheduled task.`,
          location: effect.location,
          related: runBy(script),
          fixes: certain ? elevate(pipeline, provisioner) : [],
        };
      }
  },
};

/** Over SSH an administrator has all rights; `elevated_user` makes a scheduled task of the step. */
const isRemote = (build: Build, { type, settings }: Provisioner): boolean =>
  communicatorOf(build).kind === 'winrm' &&
  (type === 'powershell' || type === 'windows-shell') &&
  setting(settings, 'elevated_user') === undefined;

/** As SYSTEM, who needs no password. */
function elevate({ template }: Pipeline, { type, settings, override }: Provisioner): Fix[] {
  const source = writable(template, settings.location);
  if (type !== 'powershell' || override || !source) return [];
  const writer = writerOf(template);
  const edits = [
    writer.addSetting(source, settings, 'elevated_user', 'SYSTEM'),
    writer.addSetting(source, settings, 'elevated_password', ''),
  ];
  const [user, password] = edits;
  if (!user || !password || user.span.start !== user.span.end) return [];
  return [
    { title: 'Run the step as SYSTEM with elevated_user', applicability: 'unsafe', edits: [user, password] },
  ];
}
