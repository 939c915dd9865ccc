import type { Pipeline } from '../pipeline/pipeline';
import { similarPath } from '../pipeline/paths/similarPath';
import { mediaPath } from '../pipeline/template/mediaFiles';
import type { Build } from '../pipeline/template/template';
import type { Call, Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { RelatedLocation } from './finding';
import { addToMedium } from './fixes/addToMedium';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

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
  category: 'files',
  since: '0.1.0',
  summary: 'A command runs a script that is missing from the floppy disk, CD or HTTP server.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const missing of missingScripts(pipeline)) {
      const { call, name, timelines } = missing;
      const builds = timelines.map(({ build }) => build);
      const medium = mediumOf(name);
      const { setting: list, name: called } = medium;
      const path = mediaPath(name.replace(/^[a-z]:/i, ''));
      const elsewhere = timelines.flatMap((timeline) => otherPlace(medium, timeline, path))[0];
      yield {
        builds,
        ...(medium === cd && !isProven(pipeline, missing, elsewhere) && { severity: stepDown('error') }),
        message:
          elsewhere === undefined
            ? `'${name}' is not on the ${called}: ${list} does not ${medium === server ? 'contain' : 'list'} it. The command fails, and the build continues without it.`
            : `'${name}' does not exist: ${
                medium === floppy ? 'floppy_files copies all files to the root, so' : 'on the CD'
              } this one is '${name.slice(0, 2)}\\${elsewhere.replaceAll('/', '\\')}'. The command fails, and the build continues without it.`,
        location: call.location,
        related: settingPlaces(builds, list),
        fixes:
          medium === server || path.includes('/')
            ? []
            : addToMedium(pipeline, builds, medium === cd ? 'cd_files' : 'floppy_files', fileName(name)),
      };
    }
  },
};

interface MediumRow {
  readonly name: string;
  readonly setting: string;
}

const floppy: MediumRow = { name: 'floppy disk', setting: 'floppy_files' };
const cd: MediumRow = { name: 'CD', setting: 'cd_files' };
const server: MediumRow = { name: 'HTTP server that Packer starts', setting: 'http_directory' };

function mediumOf(name: string): MediumRow {
  if (/^https?:/i.test(name)) return server;
  return /^a:/i.test(name.trim()) ? floppy : cd;
}

/** Where on the same medium a file of that name is, where it is not where it is looked for. */
function otherPlace(medium: MediumRow, { media }: Timeline, path: string): string[] {
  if (medium === floppy)
    return path.includes('/') && media.floppy.tree.files.has(baseName(path)) ? [baseName(path)] : [];
  if (medium === server) return [];
  return media.cds.flatMap(({ tree }) =>
    [...tree.files.keys()].filter((other) => baseName(other) === baseName(path)),
  );
}

/**
 * Whether a drive is the CD of the template for certain: something else on it is found there, or the script is there under
 * another path, or lies in the project and was forgotten.
 */
function isProven(pipeline: Pipeline, { name, timelines }: Missing, elsewhere: string | undefined): boolean {
  if (
    elsewhere !== undefined ||
    similarPath(pipeline.baseFolder, fileName(name), pipeline.files) !== undefined
  )
    return true;
  const drive = name.trim().slice(0, 2).toLowerCase();
  return timelines.some(({ steps }) => {
    const calls = steps.flatMap(({ scripts }) => scripts.flatMap((script) => script.calls));
    return calls.some((call) => call.script && call.name?.toLowerCase().startsWith(drive));
  });
}

function missingScripts({ timelines }: Pipeline): Iterable<Missing> {
  const found = new Map<string, Missing>();
  for (const timeline of timelines)
    for (const event of timeline.events) {
      // What a condition decides may well be `if exist`.
      if (event.kind !== 'unread' || !event.call.missing || !event.always) continue;
      const { call } = event;
      const { name, location } = call;
      if (name === undefined) continue;
      const key = `${location.path}:${location.span.start}:${name}`;
      const known = found.get(key);
      if (!known) found.set(key, { call, name, timelines: [timeline] });
      else if (known.timelines.at(-1) !== timeline) known.timelines.push(timeline);
    }
  return found.values();
}

function settingPlaces(builds: readonly Build[], name: string): RelatedLocation[] {
  const places = builds.flatMap((build) => setting(build.source, name)?.location ?? []);
  return places.map((location) => ({ message: `${name} is set here.`, location }));
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const fileName = (path: string): string => path.trim().replace(/^.*[\\/:]/s, '');
