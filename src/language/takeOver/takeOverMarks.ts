import { isWindowsGuest } from '../../pipeline/guest/windowsGuest';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Timeline } from '../../pipeline/timeline/timeline';
import type { Location } from '../../text/location';
import { describeTakeOver } from '../../words/takeOver';

/** A place of which a reader should know that Packer connects there, or that it does not. */
export interface TakeOverMark {
  readonly location: Location;
  /** `Packer connects here (WinRM, port 5985)`. */
  readonly text: string;
  /** In which it happens; empty where it is so in all of the template's builds. */
  readonly builds: readonly string[];
  /** Whether the way in opens at this very place, and not only something is said of the builder. */
  readonly opens: boolean;
  /** What leads there. */
  readonly builder: Location;
}

/** Where Packer connects in the Windows builds of a template, or at their builders why it is not known or never. */
export function takeOverMarks({ timelines }: Pipeline): TakeOverMark[] {
  const marks = new Map<string, TakeOverMark>();
  const windows = timelines.filter(({ build }) => isWindowsGuest(build));
  for (const timeline of windows)
    for (const location of placesOf(timeline)) {
      const text = describeTakeOver(timeline.takeOver);
      const key = `${location.path}:${location.span.start}:${text}`;
      const known = marks.get(key);
      const builds = [...(known?.builds ?? []), timeline.build.name];
      const opens = timeline.takeOver.kind === 'after';
      marks.set(key, { location, text, builds, opens, builder: timeline.build.typeLocation });
    }
  return [...marks.values()].map((mark) =>
    mark.builds.length === timelines.length ? { ...mark, builds: [] } : mark,
  );
}

/** The command that opens the way, and the step that runs it where that is in another file; else the builder. */
function placesOf({ build, takeOver }: Timeline): Location[] {
  if (takeOver.kind !== 'after') return [build.typeLocation];
  const { effect, step } = takeOver.event;
  return effect.location.path === step.location.path ? [effect.location] : [effect.location, step.location];
}
