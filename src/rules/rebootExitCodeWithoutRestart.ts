import type { Provisioner } from '../pipeline/template/template';
import { coursesOf } from '../pipeline/timeline/courses';
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
  *check(pipeline) {
    const { template } = pipeline;
    for (const { steps, builds } of coursesOf(pipeline)) {
      // What cannot be read may restart.
      const lastTorn = steps.findLastIndex(isTornStep);
      const inGuest = steps.filter((step) => step.provisioner && !isElsewhere(step));
      const lastRestart = inGuest.findLastIndex(restarts);
      let passed = 0;
      for (const [at, step] of steps.entries()) {
        if (inGuest[passed] === step) passed++;
        const { provisioner } = step;
        if (!provisioner || !/^(powershell|windows-shell)$/.test(provisioner.type)) continue;
        const code = rebootCode(provisioner);
        if (!code || lastTorn > at) continue;
        const report = judge(code, inGuest[passed], lastRestart >= passed);
        if (report)
          yield { builds, location: code.location, ...report, fixes: restartAfter(template, provisioner) };
      }
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

/**
 * @param next the step that follows in the guest
 * @param restartsLater whether it, or one behind it, restarts the guest
 */
function judge(
  code: Value,
  next: Step | undefined,
  restartsLater: boolean,
): Pick<Report, 'message' | 'severity'> | undefined {
  const number = numberOf(code) ?? 0;
  if (next && restarts(next)) return undefined;
  const allowed = `This step allows the exit code ${number}, which means that ${meanings.get(number) ?? ''}`;
  if (!next)
    return {
      severity: 'info',
      message: `${allowed}, but it is the last step: the image is saved before the restart. Add a windows-restart step after it.`,
    };
  if (number === 3010 && restartsLater)
    return {
      severity: 'info',
      message: `${allowed}, but the provisioner ${next.label} runs before that restart. If later steps need what is installed here, add a windows-restart step directly after this one.`,
    };
  return {
    message: `${allowed}, but the provisioner ${next.label} follows without one. Add a windows-restart step between them.`,
  };
}
