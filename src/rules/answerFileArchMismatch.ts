import type { AnswerFile } from '../pipeline/answerFile/answerFile';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import type { Build } from '../pipeline/template/template';
import { setting, strings, text } from '../pipeline/value';
import { answerFilesOf, isPlaceholder } from './answerFiles';
import type { Severity } from './finding';
import type { Rule } from './rule';

type Architecture = 'x86' | 'amd64' | 'arm64';

export const answerFileArchMismatch: Rule = {
  id: 'answer-file-arch-mismatch',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'The components of an answer file are for a different architecture than the guest.',
  fixes: [],
  *check(pipeline) {
    for (const { file, builds } of answerFilesOf(pipeline)) {
      const answered = architecturesOf(file);
      const [first] = answered;
      const component = file.components.find(
        ({ processorArchitecture: one }) => one?.text.toLowerCase() === first,
      );
      const location = component?.processorArchitecture?.location;
      if (!first || !location) continue;
      for (const build of builds) {
        const guest = guestArchitecture(build);
        if (!guest || answered.includes(guest)) continue;
        const severity = certainty(build, guest, answered, file.path);
        const type = text(build.source, 'guest_os_type');
        if (severity)
          yield {
            builds: [build],
            severity,
            message: `All components of this answer file are for ${answered.join(' and ')}, but guest_os_type is for ${named[guest]}. Windows Setup ignores them and waits for input.`,
            location,
            related: type ? [{ message: 'guest_os_type is set here.', location: type.location }] : [],
          };
      }
    }
  },
};

const named = { x86: 'an x86 system', amd64: 'a 64-bit system', arm64: 'an ARM system' };

/** What the components are for; empty where one of them can't be known. `wow64` is a part of a 64-bit system. */
function architecturesOf({ components }: AnswerFile): Architecture[] {
  const found = new Set<Architecture>();
  for (const { processorArchitecture } of components) {
    const name = processorArchitecture?.text.toLowerCase();
    if (name === 'x86' || name === 'amd64' || name === 'arm64') found.add(name);
    else if (name === undefined || isPlaceholder(name) || !/^(wow64|neutral)$/.test(name)) return [];
  }
  return [...found];
}

/** `Windows2019_64`, `windows9-64`, `windows9_64Guest`; `Windows11_arm64`, `arm-windows11-64`. Others say nothing. */
function guestArchitecture({ source }: Build): Architecture | undefined {
  const type = text(source, 'guest_os_type')?.text ?? '';
  if (!/^(arm-)?windows/i.test(type)) return undefined;
  if (/arm/i.test(type)) return 'arm64';
  return /64(guest)?$/i.test(type) ? 'amd64' : undefined;
}

/** A 64-bit machine can run a 32-bit Windows too: an error only where the medium is said to be 64-bit. */
function certainty(
  build: Build,
  guest: Architecture,
  answered: readonly Architecture[],
  path: string,
): Severity | undefined {
  if (guest === 'arm64' || answered.includes('arm64')) return 'error';
  const names = ['iso_url', 'iso_urls', 'iso_file', 'iso_path', 'iso_paths', 'vm_name'].flatMap((name) =>
    strings(setting(build.source, name)).map((value) => value.text),
  );
  const all = [...names, build.name, path];
  if (all.some((name) => /x86(?![-_]?64)|32[-_ ]?bit|[-_]32\b|i[36]86|ia32/i.test(name))) return undefined;
  const release = windowsReleaseOf(build);
  // Servers since 2008 R2 and Windows 11 have no 32-bit release.
  const only64 = release?.version === '11' || (release?.family === 'server' && release.version !== '2008');
  return only64 || all.some((name) => /x64|amd64|64[-_ ]?bit|x86_64/i.test(name)) ? 'error' : 'warning';
}
