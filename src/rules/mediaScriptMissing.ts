import type { Pipeline } from '../pipeline/pipeline';
import { mediaPath } from '../pipeline/template/mediaFiles';
import type { Build } from '../pipeline/template/template';
import type { Call, Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { RelatedLocation } from './finding';
import { addToFloppy } from './fixes/addToFloppy';
import type { Rule } from './rule';

/** A script that is called and is not there, with all builds in which that is so. */
interface Missing {
  readonly call: Call;
  readonly name: string;
  readonly timelines: Timeline[];
}

/** hashicorp/packer-plugin-sdk step_create_floppy.go: the files of `floppy_files` stand side by side on the disk. */
export const mediaScriptMissing: Rule = {
  id: 'media-script-missing',
  severity: 'error',
  summary: 'A command runs a script that is missing from the floppy disk or HTTP server.',
  fixable: true,
  *check(pipeline) {
    for (const missing of missingScripts(pipeline)) {
      const { call, name, timelines } = missing;
      const builds = timelines.map(({ build }) => build);
      const onServer = /^https?:/i.test(name);
      const path = mediaPath(name.replace(/^a:/i, ''));
      const atRoot = timelines.find(({ media }) => media.floppy.tree.files.has(baseName(path)));
      const flattened = !onServer && path.includes('/') && atRoot !== undefined;
      yield {
        builds,
        message: flattened
          ? `'${name}' does not exist: floppy_files copies all files to the root, so this one is 'a:\\${baseName(path)}'. The command fails, and the build continues without it.`
          : `'${name}' is not on the ${onServer ? 'HTTP server that Packer starts' : 'floppy disk'}: ${
              onServer ? 'http_directory does not contain it' : 'floppy_files does not list it'
            }. The command fails, and the build continues without it.`,
        location: call.location,
        related: settingPlaces(builds, onServer ? 'http_directory' : 'floppy_files'),
        fixes: onServer || path.includes('/') ? [] : addToFloppy(pipeline, builds, fileName(name)),
      };
    }
  },
};

function missingScripts({ timelines }: Pipeline): Iterable<Missing> {
  const found = new Map<string, Missing>();
  for (const timeline of timelines)
    for (const event of timeline.events) {
      // What a condition decides may well be `if exist`.
      if (event.kind !== 'unknown' || !event.call.missing || !event.always) continue;
      const { call } = event;
      const { name, location } = call;
      if (name === undefined) continue;
      const key = `${location.path}:${location.span.start}:${name}`;
      const known = found.get(key);
      if (!known) found.set(key, { call, name, timelines: [timeline] });
      else if (!known.timelines.includes(timeline)) known.timelines.push(timeline);
    }
  return found.values();
}

function settingPlaces(builds: readonly Build[], name: string): RelatedLocation[] {
  const places = builds.flatMap((build) => setting(build.source, name)?.location ?? []);
  return places.map((location) => ({ message: `${name} is set here.`, location }));
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const fileName = (path: string): string => path.trim().replace(/^.*[\\/:]/s, '');
