import type { Pipeline } from '../pipeline/pipeline';
import type { Provisioner } from '../pipeline/template/template';
import { listOf, numberOf, setting } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Fix } from './finding';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';
import { stepDown } from './stepDown';
import { onceEach } from './steps';
import type { Occurrence } from './steps';

/** What Packer takes for the exit code of a script whose connection broke off (packer-plugin-sdk CmdDisconnect). */
const disconnect = 2300218;

/**
 * The `shell` provisioner fails with "Script disconnected unexpectedly. If you expected your script to disconnect, i.e.
 * from a restart, you can try adding `"expect_disconnect": true`" (provisioner/shell/provisioner.go).
 */
export const linuxRebootWithoutExpectDisconnect: Rule = {
  id: 'linux-reboot-without-expect-disconnect',
  severity: 'error',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A shell provisioner restarts the guest without expect_disconnect.',
  fixes: ['unsafe'],
  check: (pipeline) =>
    onceEach(
      pipeline,
      (fact, { type }, { language }) =>
        fact.kind === 'reboot' && fact.when === 'now' && type === 'shell' && language === 'shell',
      (occurrence) => {
        const { effect, always, script, provisioner } = occurrence;
        if (mayExpectIt(provisioner) || comesLater(occurrence)) return undefined;
        return {
          // Whether it happens is decided in the guest.
          ...(!always && { severity: stepDown('error') }),
          message: `'${effect.command}' restarts the guest and breaks the connection: Packer fails with "Script disconnected unexpectedly". Set expect_disconnect to true, and pause_before on the next step.`,
          location: effect.location,
          related: runBy(script),
          fixes: expectIt(pipeline, provisioner),
        };
      },
    ),
};

/** Only `false`, or nothing, says that a disconnect is an error; a list of exit codes may hold that of a disconnect. */
function mayExpectIt({ settings }: Provisioner): boolean {
  const expected = setting(settings, 'expect_disconnect');
  const codes = setting(settings, 'valid_exit_codes');
  const isOff =
    !expected ||
    expected.kind === 'null' ||
    (expected.kind === 'boolean' && !expected.value) ||
    (expected.kind === 'string' && /^(0|f|false|)$/i.test(expected.text));
  return !isOff || (codes !== undefined && listOf(codes).some(mayBeDisconnect));
}

const mayBeDisconnect = (code: Value): boolean => [disconnect, undefined].includes(numberOf(code));

/** Whether the script is through before the guest goes down: a minute later, or in the background. */
const comesLater = ({ effect: { fact } }: Occurrence): boolean =>
  fact.kind === 'reboot' && (fact.delay !== undefined || fact.beside === true);

/** An override is for one build of several. */
const expectIt = ({ template }: Pipeline, { settings, typeLocation, override }: Provisioner): Fix[] =>
  override
    ? []
    : setSetting(
        template,
        { source: settings, typeLocation },
        'expect_disconnect',
        true,
        'Set expect_disconnect to true',
      );
