import { communicatorOf } from '../pipeline/template/communicator';
import { isTrue, setting } from '../pipeline/value';
import type { Rule } from './rule';

/** Builders of machines of one's own: clouds make the password themselves (packer-plugin-amazon step_get_password.go). */
const local = /^(virtualbox|vmware|hyperv|parallels|vsphere|proxmox)-|^(qemu|proxmox)$/;

export const winrmPasswordMissing: Rule = {
  id: 'winrm-password-missing',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'Packer connects over WinRM without a password.',
  fixes: [],
  // Only the user is asked for: packer-plugin-sdk communicator/config.go, prepareWinRM.
  *check({ template }) {
    for (const build of template.builds) {
      const { kind, location, username } = communicatorOf(build);
      if (kind !== 'winrm' || !local.test(build.type)) continue;
      // An empty one may be filled in when Packer is started.
      if (setting(build.source, 'winrm_password') !== undefined) continue;
      const ntlm = setting(build.source, 'winrm_use_ntlm');
      if (ntlm && (ntlm.kind === 'unknown' || isTrue(ntlm))) continue;
      yield {
        builds: [build],
        ofBuilder: true,
        unreachable: true,
        message:
          'winrm_password is not set, so the guest rejects every logon until Packer times out. Set it to the password of the account in the answer file.',
        location: username.location ?? location ?? build.typeLocation,
      };
    }
  },
};
