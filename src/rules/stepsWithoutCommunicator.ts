import { builderOf } from '../pipeline/template/builders/builders';
import { communicatorOf } from '../pipeline/template/communicator';
import { needsGuest } from './guestSteps';
import type { Rule } from './rule';

/**
 * `packer validate` takes it. A build tries to upload until start_retry_timeout ends, and fails: "Upload is not implemented
 * when communicator = 'none'" (packer-plugin-sdk sdk-internals/communicator/none/communicator.go). Some builders leave
 * the steps out, and succeed.
 */
export const stepsWithoutCommunicator: Rule = {
  id: 'steps-without-communicator',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'A provisioner works in the guest, but the communicator is "none".',
  fixes: [],
  *check({ timelines }) {
    for (const { build } of timelines) {
      const { kind, location } = communicatorOf(build);
      if (kind !== 'none' || !location) continue;
      for (const { type, typeLocation } of build.provisioners.filter(needsGuest))
        yield {
          builds: [build],
          message: `'${type}' needs a connection to the guest, but the communicator is "none": ${
            builderOf(build.type)?.skipsSteps ? 'Packer leaves it out' : 'the build fails here'
          }. Set a communicator, or do this in the installation.`,
          location: typeLocation,
          related: [{ message: 'Packer does not connect.', location }],
        };
    }
  },
};
