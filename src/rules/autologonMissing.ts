import type { AnswerCommand, AnswerComponent, AnswerFile } from '../pipeline/answerFile/answerFile';
import type { StepScript, Timeline } from '../pipeline/timeline/timeline';
import { answerFilesOf } from './answerFiles';
import type { UsedAnswerFile } from './answerFiles';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { bootstrapEvents } from './timelineQueries';

/** Microsoft's reference: FirstLogonCommands run when a user logs on for the first time, AutoLogon logs one on. */
export const autologonMissing: Rule = {
  id: 'autologon-missing',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'FirstLogonCommands wait for a logon, but AutoLogon is missing or disabled.',
  fixes: [],
  byConnection: true,
  check: (pipeline) =>
    answerFilesOf(pipeline).flatMap((used) =>
      isForAudit(used.file) || used.timelines.some(logsOnOtherwise) ? [] : firstWaiting(used),
    ),
};

/** For each architecture that nobody is logged on with, its first command. */
function firstWaiting({ file, builds, timelines }: UsedAnswerFile): Report[] {
  const waiting = new Map<string, AnswerCommand>();
  for (const command of file.commands) {
    if (command.list !== 'FirstLogonCommands') continue;
    const architecture = architectureOf(command.component) ?? '';
    if (!waiting.has(architecture)) waiting.set(architecture, command);
  }
  const read = timelines.every(isSetupRead);
  return [...waiting.values()].flatMap((command): Report[] => {
    const own = file.autoLogons.filter(({ component }) => isSameArchitecture(component, command.component));
    // One without Enabled, or with a placeholder, may well log on.
    if (own.some(({ enabled }) => enabled?.value !== false)) return [];
    const [disabled] = own;
    return [
      {
        builds,
        ...(!read && { severity: stepDown('error') }),
        message: `FirstLogonCommands run when a user logs on, but AutoLogon is ${
          disabled ? 'disabled' : 'missing'
        }. The guest waits at the logon screen.`,
        location: disabled?.enabled?.location ?? command.location,
        related: disabled
          ? [{ message: 'This command waits for the logon.', location: command.location }]
          : [],
      },
    ];
  });
}

const architectureOf = ({ processorArchitecture }: AnswerComponent): string | undefined =>
  processorArchitecture?.text.toLowerCase();

function isSameArchitecture(a: AnswerComponent, b: AnswerComponent): boolean {
  const [one, other] = [architectureOf(a), architectureOf(b)];
  return one === undefined || other === undefined || one === other;
}

/** In audit mode the built-in administrator is logged on without being told. */
const isForAudit = ({ passes, components }: AnswerFile): boolean =>
  passes.some(({ name }) => /^audit/i.test(name)) ||
  components.some(({ name, pass }) => pass === 'oobeSystem' && name === 'Microsoft-Windows-Deployment');

const setupSteps = ({ steps }: Timeline) =>
  steps.filter(({ phase }) => phase === 'windowsPE' || phase === 'specialize');

/** `reg add "HKLM\…\Winlogon" /v AutoAdminLogon`, or Sysinternals' program. */
const logsOnOtherwise = (timeline: Timeline): boolean =>
  setupSteps(timeline).some(({ scripts }) => scripts.some(setsLogon));

const setsLogon = ({ text, calls }: StepScript): boolean =>
  /autoadminlogon|autologon/i.test(text.text) || calls.some(({ script }) => script && setsLogon(script));

const isSetupRead = (timeline: Timeline): boolean =>
  bootstrapEvents(timeline).every(
    ({ kind, step }) => kind === 'effect' || (step.phase !== 'windowsPE' && step.phase !== 'specialize'),
  );
