import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import { listOf, setting } from '../pipeline/value';
import type { MapEntry } from '../pipeline/value';
import type { Fix } from './finding';
import type { Rule } from './rule';

const startup = /^windows-startup-script-(ps1|cmd|bat|url)$/;

/** hashicorp/packer-plugin-googlecompute#118: the startup script runs again, and cuts WinRM off, after each restart. */
export const gceStartupScriptNotIdempotent: Rule = {
  id: 'gce-startup-script-not-idempotent',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A Google Compute Engine startup script runs again after every restart in the build.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const { build } of pipeline.timelines) {
      if (!build.type.startsWith('googlecompute')) continue;
      const restart = build.provisioners.find(({ type }) => /^windows-(restart|update)$/.test(type));
      if (!restart) continue;
      for (const entry of scriptsOf(build)) {
        if (looksFirst(entry)) continue;
        yield {
          builds: [build],
          message: `${entry.name} runs at every start, including after the ${restart.type} step: it sets up WinRM again while Packer uses it. Use ${specialize(entry.name)}, which runs once.`,
          location: entry.nameLocation,
          related: [{ message: 'The instance restarts here.', location: restart.typeLocation }],
          fixes: rename(entry, pipeline),
        };
      }
    }
  },
};

const specialize = (name: string): string =>
  name.replace('windows-startup-script', 'sysprep-specialize-script');

const scriptsOf = ({ source }: Build): MapEntry[] =>
  listOf(setting(source, 'metadata')).flatMap((value) =>
    value.kind === 'map' ? value.entries.filter(({ name }) => startup.test(name)) : [],
  );

/** A script that asks what is there may well do nothing the second time; of one that can't be read nobody knows. */
const looksFirst = ({ value }: MapEntry): boolean =>
  value.kind !== 'string' || value.partial || /\btest-path\b|\bif\b|\bexist\b|\bget-\w+/i.test(value.text);

function rename({ name, nameLocation }: MapEntry, { template }: Pipeline): Fix[] {
  const source = template.files.find(({ path }) => path === nameLocation.path);
  const written = source?.slice(nameLocation.span);
  if (!written?.includes(name)) return [];
  const newText = written.replace(name, specialize(name));
  return [
    {
      title: `Change to ${specialize(name)}`,
      applicability: 'unsafe',
      edits: [{ ...nameLocation, newText }],
    },
  ];
}
