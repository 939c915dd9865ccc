import { readDscManifest } from '../pipeline/dscManifest';
import { readEffects } from '../pipeline/effects/readEffects';
import type { Effect } from '../pipeline/effects/readEffects';
import { candidateFolders } from '../pipeline/paths/baseFolder';
import type { Pipeline } from '../pipeline/pipeline';
import { hostFile } from '../pipeline/timeline/provisionSteps';
import type { Step, Timeline } from '../pipeline/timeline/timeline';
import { text } from '../pipeline/value';
import { wholeFile } from '../text/embeddedText';
import { runBy } from './eventNames';
import type { RelatedLocation } from './finding';
import { leaveRebootToStep } from './fixes/leaveRebootToStep';
import { whileNotRun } from './whileNotRun';
import type { Report, Rule } from './rule';
import { stepsAfter } from './steps';
import { effectsOf } from './timelineQueries';

/** Something that a step's script, or the manifest of a `dsc` step, does. */
interface Deed {
  readonly step: Step;
  readonly effect: Effect;
  /** The text of the script. */
  readonly script: string;
  readonly related: readonly RelatedLocation[];
}

export const dscLcmReboots: Rule = {
  id: 'dsc-lcm-reboots',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: "DSC may restart the guest without Packer's knowledge.",
  fixes: ['unsafe'],
  *check(pipeline, { packer }) {
    for (const timeline of pipeline.timelines) {
      const deeds = [
        ...scriptDeeds(timeline),
        ...timeline.steps.filter(isDsc).flatMap((step) => manifestDeeds(pipeline, step)),
      ];
      const applied = deeds.some(({ effect }) => effect.fact.kind === 'dscSettings');
      for (const deed of deeds) {
        const { fact } = deed.effect;
        if (fact.kind !== 'reboot' || fact.by !== 'dsc') continue;
        const report = /^RebootNodeIfNeeded/i.test(deed.effect.command)
          ? onSetting(pipeline, deed, applied)
          : onRequest(pipeline, deed);
        if (!report) continue;
        const whole: Report = {
          builds: [timeline.build],
          location: deed.effect.location,
          related: deed.related,
          ...report,
        };
        // Scripts run whatever plugins there are.
        yield deed.step.provisioner?.type === 'dsc' ? whileNotRun(whole, packer(), 'info') : whole;
      }
    }
  },
};

/** All other effects are no business of this rule, and most templates have none of these. */
const isOfDsc = ({ fact }: Effect): boolean =>
  fact.kind === 'dscSettings' || (fact.kind === 'reboot' && fact.by === 'dsc');

const scriptDeeds = (timeline: Timeline): Deed[] =>
  effectsOf(timeline, 'dscSettings', 'reboot').flatMap((event) =>
    event.step.provisioner && isOfDsc(event.effect)
      ? [
          {
            step: event.step,
            effect: event.effect,
            script: event.script.text.text,
            related: runBy(event.script),
          },
        ]
      : [],
  );

const isDsc = ({ provisioner }: Step): boolean => provisioner?.type === 'dsc';

function manifestDeeds({ template, baseFolder, files }: Pipeline, step: Step): Deed[] {
  if (step.provisioner?.type !== 'dsc') return [];
  const manifest = text(step.provisioner.settings, 'manifest_file');
  const path = hostFile(manifest?.text, [baseFolder, ...candidateFolders(template, files)], files);
  const script = path === undefined ? undefined : files.read(path);
  if (!manifest || path === undefined || script === undefined) return [];
  const related = [{ message: 'Run by this step.', location: manifest.location }];
  return readEffects('powershell', wholeFile(path, script)).map((effect) => ({
    step,
    effect,
    script,
    related,
  }));
}

type Judgement = Pick<Report, 'message' | 'severity' | 'fixes'>;

/**
 * The LCM takes the setting with Set-DscLocalConfigurationManager only; Start-DscConfiguration, which packer-dsc runs,
 * leaves it as it is.
 * @param applied whether something in the build does the former
 */
function onSetting(pipeline: Pipeline, { step, effect, script }: Deed, applied: boolean): Judgement {
  const node = readDscManifest(script).nodeAt(effect.span);
  const fixes = leaveRebootToStep(pipeline, step, effect);
  if (node !== undefined && !/^(?:localhost|\.)$/i.test(node))
    return {
      severity: 'info',
      message: `RebootNodeIfNeeded is set for the node '${node}'. If this is the guest of this build, DSC restarts it while Packer is connected.`,
      fixes,
    };
  if (!applied)
    return {
      severity: 'info',
      message:
        'RebootNodeIfNeeded lets DSC restart the guest in the middle of a step, if Set-DscLocalConfigurationManager applies it; nothing in this build does. Set it to $false, and use a windows-restart step.',
      fixes,
    };
  return {
    message:
      'With RebootNodeIfNeeded, DSC restarts the guest in the middle of the step: Packer loses the connection, and DSC continues in the background. Set it to $false, and run DSC again after a windows-restart step.',
    fixes,
  };
}

/** Without the LCM's leave nothing restarts: DSC stops, and waits for somebody to do so. */
function onRequest(pipeline: Pipeline, { step, effect }: Deed): Judgement | undefined {
  const restarted = stepsAfter(pipeline, step).every((next) => next?.provisioner?.type === 'windows-restart');
  return restarted
    ? undefined
    : {
        severity: 'info',
        message: `'${effect.command}' asks DSC for a restart before the configuration is complete. Add a windows-restart step, and run DSC again after it.`,
      };
}
