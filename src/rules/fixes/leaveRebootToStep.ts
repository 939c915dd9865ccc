import type { Effect } from '../../pipeline/effects/readEffects';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Step } from '../../pipeline/timeline/timeline';
import type { Fix } from '../finding';
import { stepsAfter } from '../steps';
import { insertStep, writerOf } from './templateWriter';
import { windowsRestart } from './windowsRestart';
import { writable } from './writable';

/**
 * Forbids DSC to restart, in the manifest of a `dsc` step, and puts a `windows-restart` behind the step, with the same
 * step once more: DSC goes on where it stopped. None for other scripts, of which nobody knows whether they can run twice.
 */
export function leaveRebootToStep(pipeline: Pipeline, step: Step, { location }: Effect): Fix[] {
  const { template, files } = pipeline;
  const { provisioner } = step;
  if (provisioner?.type !== 'dsc' || provisioner.override) return [];
  const { location: place } = provisioner.settings;
  const source = writable(template, place);
  const written = files.read(location.path)?.slice(location.span.start, location.span.end);
  const value = /\$true\b/i.exec(written ?? '');
  if (!source || !value) return [];
  const start = location.span.start + value.index;
  const allowed = {
    path: location.path,
    span: { start, end: start + value[0].length },
    newText: '$false',
  };
  const title = 'Restart with a windows-restart step instead and run DSC again';
  const following = stepsAfter(pipeline, step).map((next) => next?.provisioner?.type);
  if (following.every((type) => type === 'windows-restart'))
    return [{ title, applicability: 'unsafe', edits: [allowed] }];
  const writer = writerOf(template);
  const restart = insertStep(writer, source, place, ...windowsRestart);
  const again = writer.separator(source, place) + source.slice(place.span);
  return [
    { title, applicability: 'unsafe', edits: [allowed, { ...restart, newText: restart.newText + again }] },
  ];
}
