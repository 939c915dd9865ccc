import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NameListData } from '../../../src/pipeline/vagrantfile/settings/nameList.generated';
import type { SettingTableData } from '../../../src/pipeline/vagrantfile/settings/settingTable.generated';
import type { SettingTable } from '../../../src/pipeline/vagrantfile/settings/settingTable';
import * as settings from '../../../src/pipeline/vagrantfile/settings/settings';
import { dataFiles } from '../../support/dataFiles';
import { matchesGolden, shownRow } from '../../support/golden';

describe('golden: settings of Vagrantfiles', () => {
  it('says the same in every row', () => {
    const files = dataFiles().filter((file) => file.includes('/vagrantfile/'));
    matchesGolden('vagrantSettings', files.flatMap(linesOfFile));
  });

  it('finds the same rows under every name', () => {
    const maps = {
      object: settings.objectSettings,
      provider: settings.providerSettings,
      network: settings.networkKinds,
      call: settings.callOptions,
      provisioner: settings.provisionerSettings,
      'every provisioner': new Map([['', settings.provisionOptions]]),
    };
    matchesGolden('vagrantSettingTables', [
      ...Object.entries(maps).flatMap(([kind, tables]) =>
        [...tables].flatMap(([name, table]) => [`${kind} ${name}`, ...linesOfTable(table)]),
      ),
      `providers: ${shownRow(settings.providerNames)}`,
      `provisioners: ${shownRow(settings.provisionerTypes)}`,
    ]);
  });
});

function linesOfFile(file: string): string[] {
  const data = JSON.parse(readFileSync(path.join(REPO_ROOT, file), 'utf8')) as
    SettingTableData | NameListData;
  const rows = 'settings' in data ? data.settings : data.names;
  const about = Object.entries(data).filter(
    ([name, value]) => name !== '$schema' && typeof value === 'string',
  );
  return [
    `${file}: ${about.map(([name, value]) => `${name}: ${String(value)}`).join(', ')}`,
    ...Object.entries(rows).flatMap(([name, { meaning, source, ...facts }]) => [
      `  ${name} ${shownRow(facts)}`,
      `    ${meaning}`,
      `    ${source}`,
    ]),
  ];
}

/** What is found under a name: most of it is in the rows, so here are their names and defaults. */
function linesOfTable({ of, from, page, settings: rows }: SettingTable): string[] {
  const found = Object.entries(rows).map(([name, row]) => `${name}${row.default ? ` = ${row.default}` : ''}`);
  return [`  ${of}, ${from}, ${page}`, ...found.map((line) => `    ${line}`)];
}
