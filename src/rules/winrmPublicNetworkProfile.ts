import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import type { EffectEvent, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { addLines } from './fixes/addLines';
import type { Rule } from './rule';
import { bootstrapEvents, isUnknown } from './timelineQueries';

/** Windows of its own accord takes a new network for public: StefanScherer/packer-windows#185, GoSecure/malboxes#33. */
export const winrmPublicNetworkProfile: Rule = {
  id: 'winrm-public-network-profile',
  severity: 'info',
  category: 'connection',
  since: '0.1.0',
  summary: 'WinRM is enabled while the network may be public, so Packer may not get in.',
  fixes: ['unsafe'],
  byConnection: true,
  check: (pipeline) =>
    pipeline.timelines.flatMap((timeline) => {
      const { build } = timeline;
      const event = communicatorOf(build).kind === 'winrm' ? setUpTooSoon(timeline) : undefined;
      if (!event) return [];
      const release = windowsReleaseOf(build);
      const isClient = release?.family === 'client';
      return {
        builds: [build],
        ...(isClient && { severity: 'warning' as const }),
        message: isClient
          ? `'${event.effect.command}' does not open the firewall of a Windows client while a network is public, as new networks are. Make it private first.`
          : `'${event.effect.command}' opens the firewall only for private networks or the local subnet, but the network may be public. Make it private first.`,
        location: event.effect.location,
        fixes: hasCommand(build)
          ? addLines(
              pipeline,
              event,
              'before',
              ['Get-NetConnectionProfile | Set-NetConnectionProfile -NetworkCategory Private'],
              'Make the network private first',
            )
          : [],
      };
    }),
};

/** The command that sets WinRM up last, if it needs a private network and nothing before it made one. */
function setUpTooSoon(timeline: Timeline): EffectEvent | undefined {
  const { build, takeOver, answerFile } = timeline;
  if (/^(amazon|azure|googlecompute)/.test(build.type) || takeOver.kind === 'start') return undefined;
  if (answerFile?.networkLocations.some(({ text }) => !/^other$/i.test(text))) return undefined;
  // The answer file can also switch the firewall off, or open it.
  if (answerFile?.components.some(({ name }) => /^Networking-MPSSVC/i.test(name))) return undefined;
  const events = bootstrapEvents(timeline);
  const at = events.findLastIndex((event) => isRemote(event, needsPrivateNetwork));
  const event = events[at];
  if (event?.kind !== 'effect') return undefined;
  const prepared = events.slice(0, at).some((before) => isUnknown(before) || isRemote(before, isPrivate));
  const opened = events.some((other) => isUnknown(other) || isRemote(other, isOpenAnyway));
  return prepared || opened ? undefined : event;
}

type Remote = Extract<EffectEvent['effect']['fact'], { kind: 'remote' }>;

const isRemote = (event: TimelineEvent, wanted: (fact: Remote) => boolean): boolean =>
  event.kind === 'effect' &&
  event.effect.fact.kind === 'remote' &&
  event.effect.fact.opens &&
  wanted(event.effect.fact);

const needsPrivateNetwork = (fact: Remote): boolean => fact.needsPrivateNetwork === true;

const isPrivate = ({ part }: Remote): boolean => part === 'network';

/**
 * A rule of one's own, or no firewall at all. To switch on the rules that Windows brings is no help: on a public network
 * the set-up of WinRM has failed by then (StefanScherer/packer-windows#185).
 */
const isOpenAnyway = (fact: Remote): boolean =>
  fact.part === 'filter' ||
  (fact.part === 'firewall' &&
    fact.needsPrivateNetwork !== true &&
    fact.byName !== true &&
    fact.rule !== 'default');

/** The commands of network profiles came with Windows 8 and Server 2012. */
const hasCommand = (build: Build): boolean =>
  !/^(7|2008|2008R2)$/.test(windowsReleaseOf(build)?.version ?? '');
