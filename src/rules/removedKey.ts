import { removedKeyOf } from '../pipeline/template/removedKeys';
import type { RemovedKey } from '../pipeline/template/removedKeys';
import type { Build } from '../pipeline/template/template';
import type { MapValue } from '../pipeline/value';
import { replaceKey } from './fixes/replaceKey';
import type { Rule } from './rule';

export const removedKey: Rule = {
  id: 'removed-key',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A setting was renamed or removed in current versions of Packer.',
  fixes: ['safe'],
  *check({ template }) {
    for (const build of template.builds)
      for (const { part, type, settings } of partsOf(build))
        for (const entry of settings.entries) {
          const removed = removedKeyOf(part, type, entry.name);
          if (!removed) continue;
          yield {
            builds: [build],
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
}

const partsOf = (build: Build): Part[] => [
  { part: 'builder', type: build.type, settings: build.source },
  ...build.provisioners.map(({ type, settings }) => ({ part: 'provisioner' as const, type, settings })),
  ...build.postProcessors.map(({ type, settings }) => ({ part: 'post-processor' as const, type, settings })),
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
