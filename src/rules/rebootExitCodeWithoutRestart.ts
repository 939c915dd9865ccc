import type { Provisioner } from '../pipeline/template/template';
import type { Step } from '../pipeline/timeline/timeline';
import { listOf, numberOf, setting } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import { isTornStep } from '../pipeline/timeline/unread';
import { restartAfter } from './fixes/restartAfter';
import type { Report, Rule } from './rule';

/** What Windows Installer and others end with: 3010, a restart is needed; 1641, it has begun. */
const meanings: ReadonlyMap<number, string> = new Map([
  [3010, 'the guest must restart'],
  [1641, 'a restart has started'],
]);

export const rebootExitCodeWithoutRestart: Rule = {
  id: 'reboot-exit-code-without-restart',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A provisioner allows the exit code for "restart required", but no restart follows.',
  fixes: ['unsafe'],
  *check({ template, timelines }) {
    for (const { build, steps } of timelines)
      for (const [at, { provisioner }] of steps.entries()) {
        if (!provisioner || !/^(powershell|windows-shell)$/.test(provisioner.type)) continue;
        const code = rebootCode(provisioner);
        if (!code) continue;
        const report = judge(code, steps.slice(at + 1));
        if (report)
          yield {
            builds: [build],
            location: code.location,
            ...report,
            fixes: restartAfter(template, provisioner),
          };
      }
  },
};

/** The first of the allowed exit codes that is about a restart; that of one that has begun before the other. */
const rebootCode = ({ settings }: Provisioner): Value | undefined => {
  const codes = listOf(setting(settings, 'valid_exit_codes'));
  return codes.find((code) => numberOf(code) === 1641) ?? codes.find((code) => numberOf(code) === 3010);
};

const restarts = ({ provisioner }: Step): boolean =>
  provisioner !== undefined && /^windows-(restart|update)$/.test(provisioner.type);

/** Steps that do not touch the guest. */
const isElsewhere = ({ provisioner }: Step): boolean =>
  /^(shell-local|breakpoint|sleep)$/.test(provisioner?.type ?? '');

function judge(code: Value, after: readonly Step[]): Pick<Report, 'message' | 'severity'> | undefined {
  const number = numberOf(code) ?? 0;
  const following = after.filter((step) => step.provisioner && !isElsewhere(step));
  const [next] = following;
  // What cannot be read may restart.
  if ((next && restarts(next)) || after.some(isTornStep)) return undefined;
  const allowed = `This step allows the exit code ${number}, which means that ${meanings.get(number) ?? ''}`;
  if (!next)
    return {
      severity: 'info',
      message: `${allowed}, but it is the last step: the image is saved before the restart. Add a windows-restart step after it.`,
    };
  if (number === 3010 && following.some(restarts))
    return {
      severity: 'info',
      message: `${allowed}, but the provisioner ${next.label} runs before that restart. If later steps need what is installed here, add a windows-restart step directly after this one.`,
    };
  return {
    message: `${allowed}, but the provisioner ${next.label} follows without one. Add a windows-restart step between them.`,
  };
}
