import { parseAutoinstall } from '../syntax/userData/parseCloudConfig';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Rule } from './rule';
import { isUnknown } from './timelineQueries';

/** canonical/subiquity doc/reference/autoinstall-reference.rst: `install-server` of `ssh` is false unless it is set. */
export const sshServerNotInstalled: Rule = {
  id: 'ssh-server-not-installed',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'An autoinstall file does not install the SSH server that Packer connects to.',
  fixes: [],
  *check({ timelines }) {
    for (const { build, seed, events } of timelines) {
      if (seed?.kind !== 'autoinstall' || !seed.text || communicatorOf(build).kind !== 'ssh') continue;
      const found = parseAutoinstall(seed.text.text);
      if (!found || found.installsSsh) continue;
      // A package or a command may bring it, by whatever name.
      if (/openssh|ssh-server|sshd|dropbear|tasksel|interactive-sections|user-data:/i.test(seed.text.text))
        continue;
      const install = events.filter(({ step }) => step.phase === 'install');
      if (install.some(isUnknown)) continue;
      yield {
        builds: [build],
        message: `'${seed.name}' installs no SSH server, so Packer waits for SSH until it gives up. Add 'ssh:' with 'install-server: true'.`,
        location: seed.text.locate(found.span),
        related: [{ message: 'It is named here.', location: seed.location }],
      };
    }
  },
};
