import type { Pipeline } from '../pipeline/pipeline';
import { listed } from '../words/lists';
import { partName } from '../words/remoteAccess';
import type { Fix } from './finding';
import { addLines } from './fixes/addLines';
import { winrmFailure } from './winrmFailure';
import type { WinrmFailure } from './winrmFailure';
import type { Rule } from './rule';

export const winrmBasicAuthNotAllowed: Rule = {
  id: 'winrm-basic-auth-not-allowed',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'WinRM is enabled but rejects the authentication or the unencrypted messages that Packer uses.',
  fixes: ['unsafe'],
  check: (pipeline) =>
    pipeline.timelines.flatMap((timeline) => {
      const way = winrmFailure(timeline);
      const last = way?.openings.at(-1);
      if (way?.cause !== 'settings' || !last) return [];
      const { communicator, route, missing } = way;
      const refused = listed(missing.map((part) => partName(part, route.port)));
      // Packer's library does not encrypt what it sends with NTLM: hashicorp/packer#6205.
      const how = route.ntlm ? 'NTLM over HTTP' : route.ssl ? 'Basic over HTTPS' : 'Basic over HTTP';
      return {
        builds: [timeline.build],
        message: `WinRM is set up without ${refused}, which Packer needs (${how}): it rejects every attempt with 401. Allow ${
          missing.length > 1 ? 'them' : 'it'
        } in the configuration of the WinRM service${route.ssl || route.ntlm ? '' : ', or set winrm_use_ssl'}.`,
        location: last.effect.location,
        related: communicator.location
          ? [{ message: 'Packer connects over WinRM.', location: communicator.location }]
          : [],
        fixes: allow(pipeline, way),
      };
    }),
};

/** Behind what sets WinRM up, where that is a line of a script. */
function allow(pipeline: Pipeline, { openings, missing }: WinrmFailure): Fix[] {
  const last = openings.at(-1);
  if (!last) return [];
  const lines = [
    ...(missing.includes('unencrypted')
      ? ['Set-Item -Path WSMan:\\localhost\\Service\\AllowUnencrypted -Value $true']
      : []),
    ...(missing.includes('basic')
      ? ['Set-Item -Path WSMan:\\localhost\\Service\\Auth\\Basic -Value $true']
      : []),
  ];
  return addLines(pipeline, last, 'after', lines, 'Allow it in the configuration of WinRM');
}
