import { winrmFailure } from './winrmFailure';
import type { Rule } from './rule';

export const winrmNeverEnabled: Rule = {
  id: 'winrm-never-enabled',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'Packer connects over WinRM, but nothing in the guest enables it.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const way = winrmFailure(timeline);
      const { build, answerFile } = timeline;
      if (way?.cause !== 'unset' || !answerFile) continue;
      const [first] = way.openings;
      const isClosedPort = way.missing.includes('firewall') && !way.missing.includes('listener');
      yield {
        builds: [build],
        ofBuilder: true,
        message: `Packer waits for WinRM until it times out: no command of the answer file or its scripts ${
          first && isClosedPort
            ? `opens port ${way.route.port} in the firewall`
            : first
              ? `starts its service with a listener ('${first.effect.command}' alone does not)`
              : 'sets it up'
        }. Run winrm quickconfig as the last command at the first logon.`,
        location: way.communicator.location ?? build.typeLocation,
        related: [
          { message: 'The answer file of the guest.', location: answerFile.location },
          ...(first ? [{ message: 'Part of WinRM is set up here.', location: first.effect.location }] : []),
        ],
      };
    }
  },
};
