import assert from 'node:assert/strict';
import { capabilities, sinceVersion } from '../../../src/pipeline/packer/capabilities';
import type { Capability } from '../../../src/pipeline/packer/capabilities';
import { readPluginError } from '../../../src/tools/packer/plugins/pluginError';
import { isCore, nameOf, pluginOf } from '../../../src/pipeline/packer/pluginTable';
import type { ComponentKind } from '../../../src/pipeline/packer/pluginTable';
import {
  builderTypes,
  dataSourceTypes,
  postProcessorTypes,
  provisionerTypes,
} from '../../support/componentTypes';
import { goldenInputs, matchesGolden, shownRow } from '../../support/golden';

const typesByKind: Readonly<Record<ComponentKind, readonly string[]>> = {
  builder: builderTypes,
  provisioner: provisionerTypes,
  postProcessor: postProcessorTypes,
  dataSource: dataSourceTypes,
};

describe('golden: plugins of Packer', () => {
  it('finds the same plugin for every component', () =>
    matchesGolden(
      'pluginOfComponent',
      Object.entries(typesByKind).flatMap(([kind, types]) =>
        types.map((type) => `${kind} ${type}: ${broughtBy(kind as ComponentKind, type)}`),
      ),
    ));
});

describe('golden: what Packer says of plugins', () => {
  it('is read the same', () =>
    matchesGolden(
      'pluginTrouble',
      goldenInputs('pluginMessages').map(
        (message) => `${message}: ${shownRow(readPluginError(message) ?? 'nothing')}`,
      ),
    ));
});

describe('golden: what versions of Packer can do', () => {
  it('says the same in every row', () => {
    const versions = Array.from({ length: 20 }, (_, minor) =>
      Array.from({ length: 12 }, (__, patch) => `1.${String(minor)}.${String(patch)}`),
    ).flat();
    const names = Object.keys(capabilities(undefined)) as Capability[];
    assert.ok(names.length > 0);
    matchesGolden(
      'capabilities',
      names.map((name) => {
        const can = (version: string | undefined) => capabilities(version)[name];
        const changes = versions.filter(
          (version, index) => index > 0 && can(version) !== can(versions[index - 1]),
        );
        return [
          `${name}: ${can('0.12.3') ? 'yes' : 'no'} in 0.12.3`,
          ...changes.map((version) => `${can(version) ? 'yes' : 'no'} from ${version} on`),
          `${can(undefined) ? 'yes' : 'no'} in an unknown version`,
          `since ${sinceVersion(name)}`,
        ].join(', ');
      }),
    );
  });
});

function broughtBy(kind: ComponentKind, type: string): string {
  const plugin = pluginOf({ kind, type });
  const core = isCore({ kind, type }) ? 'built in' : undefined;
  return (
    [
      core,
      plugin && `${plugin.source} (${nameOf(plugin.source)})`,
      plugin?.unbundled !== undefined && `built in before ${plugin.unbundled}`,
    ]
      .filter(Boolean)
      .join(', ') || 'unknown'
  );
}
