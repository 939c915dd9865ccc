import type { Pipeline } from '../pipeline/pipeline';
import { removedKeyOf } from '../pipeline/template/removedKeys';
import type { RemovedKey } from '../pipeline/template/removedKeys';
import type { Build } from '../pipeline/template/template';
import { postProcessorsOf, provisionersOf } from '../pipeline/timeline/courses';
import type { MapValue } from '../pipeline/value';
import { replaceKey } from './fixes/replaceKey';
import type { Rule } from './rule';

export const removedKey: Rule = {
  id: 'removed-key',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A setting was renamed or removed in current versions of Packer.',
  tag: 'deprecated',
  fixes: ['safe'],
  *check(pipeline) {
    const { template } = pipeline;
    for (const { part, type, settings, builds } of partsOf(pipeline))
      for (const entry of settings.entries) {
        const removed = removedKeyOf(part, type, entry.name);
        if (!removed) continue;
        yield {
          builds,
          ...(removed.stillRead && { severity: 'info' as const }),
          message: messageOf(removed, type),
          location: entry.nameLocation,
          fixes: replaceKey(template, settings, entry, removed),
        };
      }
  },
};

interface Part {
  readonly part: RemovedKey['part'];
  readonly type: string;
  readonly settings: MapValue;
  readonly builds: readonly Build[];
}

const partsOf = (pipeline: Pipeline): Part[] => [
  ...pipeline.template.builds.map((build): Part => ({
    part: 'builder',
    type: build.type,
    settings: build.source,
    builds: [build],
  })),
  ...provisionersOf(pipeline).map(({ step: { type, settings }, builds }): Part => ({
    part: 'provisioner',
    type,
    settings,
    builds,
  })),
  ...postProcessorsOf(pipeline).map(({ step: { type, settings }, builds }): Part => ({
    part: 'post-processor',
    type,
    settings,
    builds,
  })),
];

function messageOf({ key, replacement, stillRead }: RemovedKey, type: string): string {
  if (stillRead && replacement.kind === 'renamed')
    return `'${key}' is an old name of '${replacement.to}', which ${type} still accepts.`;
  return `${type} no longer has a setting '${key}': Packer stops before the build. ${instead(replacement)}`;
}

function instead(replacement: RemovedKey['replacement']): string {
  switch (replacement.kind) {
    case 'renamed':
      return `Use '${replacement.to}'.`;
    case 'gone':
      return 'Remove it; it has no replacement.';
    case 'reworded':
      return `Use '${replacement.to}'.`;
    case 'moved':
      return `Move it to '${replacement.into}'.`;
    case 'checksum':
      return `Use 'iso_checksum' alone, like "sha256:…" or "file:…".`;
  }
}
