import { isLiveInstaller } from '../pipeline/guest/linuxGuest';
import { builderOf } from '../pipeline/template/builders/builders';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import { numberOf, setting } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import type { Rule } from './rule';

/**
 * Each refusal is followed by two seconds of sleep and five until the next attempt; only what the server refuses counts, so
 * that nothing is used up before it answers (packer-plugin-sdk communicator/step_connect_ssh.go).
 */
const secondsOfAttempt = 7;

/**
 * The installer of Ubuntu has an SSH server for its own user, whom cloud-init gives a password by chance (canonical/subiquity
 * subiquity/server/server.py, set_installer_password()), so it refuses Packer until the machine restarts. How long that is
 * differs: "anything less than 50 did not work" (hashicorp/packer#9115), while twenty were enough for one machine and thirty
 * for another (nickcharlton/packer-ubuntu-2004#1). So this says what happens if it lasts longer, not that it will.
 */
const fewestAttempts = 50;

/** What Packer takes where neither the attempts nor a timeout are set (communicator/config.go). */
const usualAttempts = 10;

export const installerUsesUpAttempts: Rule = {
  id: 'installer-uses-up-attempts',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary:
    'The SSH server of the installer refuses Packer so often that it gives up before the system is installed.',
  fixes: [],
  *check({ timelines }) {
    for (const { build, seed, media, events } of timelines) {
      if (seed?.kind !== 'autoinstall' || !seed.text || !isLiveInstaller(build)) continue;
      if (communicatorOf(build).kind !== 'ssh' || media.otherCds) continue;
      // Where an agent tells the address, there is none before the system is installed.
      if (builderOf(build.type)?.address === 'agent' || setting(build.source, 'ssh_port')) continue;
      const found = attemptsOf(build);
      if (!found || found.count === 0 || found.count >= fewestAttempts) continue;
      // Commands may stop the server, or close its port.
      const early = events.some(({ step }) => step.phase === 'install' && step.label === 'early-commands');
      if (early || /early-commands|bootcmd/.test(seed.text.text)) continue;
      yield {
        builds: [build],
        message: `The live installer has an SSH server of its own, which refuses Packer: after ${found.count} refused attempts, about ${shownTime(found.count * secondsOfAttempt)}, Packer gives up, and installations often take longer. Set ssh_timeout instead, or stop 'ssh' in early-commands.`,
        location: found.value?.location ?? build.typeLocation,
        related: [{ message: 'The autoinstall file is named here.', location: seed.location }],
      };
    }
  },
};

const shownTime = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;

/** Undefined where they are not known. `0` sets no limit. */
function attemptsOf({ source }: Build): { count: number; value?: Value } | undefined {
  const value = setting(source, 'ssh_handshake_attempts');
  if (value && value.kind !== 'null') {
    const count = numberOf(value);
    return count === undefined ? undefined : { count, value };
  }
  const timeouts = ['ssh_timeout', 'ssh_wait_timeout'].map((name) => setting(source, name));
  return timeouts.some((timeout) => timeout && timeout.kind !== 'null')
    ? undefined
    : { count: usualAttempts };
}
