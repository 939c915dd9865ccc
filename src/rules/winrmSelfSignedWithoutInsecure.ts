import { communicatorOf } from '../pipeline/template/communicator';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';
import { stepDown } from './stepDown';
import { bootstrapEvents } from './timelineQueries';

export const winrmSelfSignedWithoutInsecure: Rule = {
  id: 'winrm-self-signed-without-insecure',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'The guest presents a self-signed certificate, which Packer does not accept.',
  fixes: ['unsafe'],
  // The note on winrm_insecure in the documentation of the amazon-ebs builder.
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      const { kind, useSsl, insecure } = communicatorOf(build);
      if (kind !== 'winrm' || useSsl.value !== true || insecure.value !== false) continue;
      const made = selfSigned(timeline);
      if (!made) continue;
      yield {
        builds: [build],
        ofBuilder: true,
        unreachable: made.always,
        ...(!made.always && { severity: stepDown(this.severity) }),
        message:
          'The guest creates a self-signed certificate, which Packer does not accept, so it never connects. Set winrm_insecure to true.',
        location: insecure.location ?? useSsl.location ?? build.typeLocation,
        related: [{ message: 'The certificate is created here.', location: made.effect.location }],
        fixes: setSetting(template, build, 'winrm_insecure', true, 'Set winrm_insecure to true'),
      };
    }
  },
};

/** Where the guest makes its certificate; undefined where it also gets one that Packer may trust. */
function selfSigned(timeline: Timeline): EffectEvent | undefined {
  const events = bootstrapEvents(timeline).filter((event): event is EffectEvent => event.kind === 'effect');
  if (events.some(({ effect }) => effect.fact.kind === 'certificate')) return undefined;
  return events.find(({ effect }) => effect.fact.kind === 'selfSignedCertificate');
}
