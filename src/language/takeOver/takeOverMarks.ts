import type { Details } from '../../lint/lintResults';
import { isWindowsGuest } from '../../pipeline/guest/windowsGuest';
import type { Timeline } from '../../pipeline/timeline/timeline';
import type { Location } from '../../text/location';
import { isSamePath } from '../../text/pathKey';
import { describeTakeOver, describeTakeOverIn, neverConnects } from '../../words/takeOver';

/** A place of which a reader should know that Packer connects there, or where it does, or that it does not. */
export interface TakeOverMark {
  readonly location: Location;
  /** `Packer connects here (WinRM, port 5985)`. */
  readonly text: string;
  /** In which it happens; empty where it is so in all of the template's builds. */
  readonly builds: readonly string[];
  /** Whether the way in opens at this very place. */
  readonly opens: boolean;
  /** Where the mark leads: from the place where the way in opens to the builders, else to that place or to what is wrong. */
  readonly targets: readonly MarkTarget[];
}

export interface MarkTarget {
  /** Of the build. */
  readonly name: string;
  readonly location: Location;
}

type Marked = Omit<TakeOverMark, 'builds' | 'targets'> & { readonly target: Location | undefined };

/** Where Packer connects in the Windows builds of a template: at that place, and at their builders. */
export function takeOverMarks({
  pipeline,
  unreachable = [],
}: Pick<Details, 'pipeline' | 'unreachable'>): TakeOverMark[] {
  const timelines = pipeline?.timelines ?? [];
  const marks = new Map<string, TakeOverMark>();
  for (const timeline of timelines.filter(({ build }) => isWindowsGuest(build))) {
    const { build } = timeline;
    const why = unreachable.find((one) => one.build === build);
    const found = why
      ? [{ ...atBuilder(timeline, neverConnects(why.rule)), target: why.location }]
      : marksOf(timeline);
    for (const { target, ...mark } of found) {
      const key = `${mark.location.path}:${mark.location.span.start}:${mark.text}`;
      const known = marks.get(key);
      const targets = target ? [{ name: build.name, location: target }] : [];
      marks.set(key, {
        ...mark,
        builds: [...(known?.builds ?? []), build.name],
        targets: distinct([...(known?.targets ?? []), ...targets]),
      });
    }
  }
  return [...marks.values()].map((mark) =>
    mark.builds.length === timelines.length ? { ...mark, builds: [] } : mark,
  );
}

/** The command that opens the way, the step that runs it where that is in another file, and the builder. */
function marksOf(timeline: Timeline): Marked[] {
  const { build, takeOver } = timeline;
  if (takeOver.kind !== 'after') return [atBuilder(timeline, describeTakeOver(takeOver))];
  const { effect, step } = takeOver.event;
  const { location } = effect;
  const text = describeTakeOverIn(location.path.replace(/^.*[\\/]/, ''), takeOver);
  const others = [build.typeLocation, step.location].filter(({ path }) => !isSamePath(path, location.path));
  return [
    { location, text: describeTakeOver(takeOver), opens: true, target: build.typeLocation },
    ...others.map((other) => ({ location: other, text, opens: false, target: location })),
  ];
}

const atBuilder = ({ build }: Timeline, text: string): Marked => ({
  location: build.typeLocation,
  text,
  opens: false,
  target: undefined,
});

/** Builds that come from one place have one name for it, that of the first. */
function distinct(targets: readonly MarkTarget[]): MarkTarget[] {
  const byPlace = new Map<string, MarkTarget>();
  for (const target of targets) {
    const { path, span } = target.location;
    const key = `${path}:${span.start}`;
    if (!byPlace.has(key)) byPlace.set(key, target);
  }
  return [...byPlace.values()];
}
