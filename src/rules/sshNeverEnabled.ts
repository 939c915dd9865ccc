import { communicatorOf } from '../pipeline/template/communicator';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { partName } from '../words/remoteAccess';
import { listed } from '../words/lists';
import { bootstrapEvents } from './timelineQueries';
import type { Rule } from './rule';
import { isDefaultSsh } from './windowsGuestDefaultSsh';

/**
 * Windows brings no SSH server that runs: of Server 2025 it is installed, and off.
 * https://learn.microsoft.com/windows-server/administration/openssh/openssh_install_firstuse
 */
export const sshNeverEnabled: Rule = {
  id: 'ssh-never-enabled',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'Packer connects over SSH to Windows, but nothing in the guest starts an SSH server.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const { build, answerFile, takeOver } = timeline;
      if (takeOver.kind !== 'never' || takeOver.route.kind !== 'ssh' || !answerFile) continue;
      // Where SSH is only the default, windows-guest-default-ssh says what to set.
      if (isDefaultSsh(timeline)) continue;
      const [part] = sshEvents(timeline);
      const lacks = part
        ? `enables ${listed(
            takeOver.missing.map((missing) => partName(missing)),
            { conjunction: 'or' },
          )}`
        : 'installs or starts an SSH server';
      yield {
        builds: [build],
        ofBuilder: true,
        message: `Packer waits for SSH until it times out: no command of the answer file or its scripts ${lacks}. Start it at the first logon, or set communicator to winrm.`,
        location: communicatorOf(build).location ?? build.typeLocation,
        related: [
          { message: 'The answer file of the guest.', location: answerFile.location },
          ...(part ? [{ message: 'Part of SSH is set up here.', location: part.effect.location }] : []),
        ],
      };
    }
  },
};

const sshEvents = (timeline: Timeline): EffectEvent[] =>
  bootstrapEvents(timeline).filter(
    (event): event is EffectEvent =>
      event.kind === 'effect' &&
      event.effect.fact.kind === 'remote' &&
      event.effect.fact.part.startsWith('sshd') &&
      event.effect.fact.opens,
  );
