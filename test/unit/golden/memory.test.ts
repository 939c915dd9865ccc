import { builderDisks, diskDemand, runsHere } from '../../../src/pipeline/guest/demand';
import { builderMemory, memoryOf } from '../../../src/pipeline/guest/memory';
import type { Build } from '../../../src/pipeline/template/template';
import { builderTypes } from '../../support/componentTypes';
import { eachIsTried, matchesGolden, shownRow } from '../../support/golden';
import { builder } from '../pipeline/template/read';

/** What templates say of memory, well and badly. */
const memorySettings: readonly object[] = [
  ...[2048, '4096', '4G', 'much', 0, 9, 10, 15, 16].map((memory) => ({ memory })),
  { ram_size: 2048 },
  { memory: 2048, ram_size: 4096 },
  { RAM: 2048 },
  { vm_memory: 2048 },
  ...['--memory', '-memory', '--memory2', 'memory', '--memsize', '-m'].flatMap((option) =>
    ['vboxmanage', 'prlctl', 'qemuargs'].map((name) => ({ [name]: [['x', option, '3000']] })),
  ),
  ...['3G', '3g', '3GB', '3000M', '3000mb', 'size=3G', 'size=3G,slots=2', 'size=3T', '3.5G', 'x3G'].map(
    (size) => ({
      qemuargs: [['-m', size]],
    }),
  ),
  ...['memsize', 'MemSize', 'mem'].map((name) => ({ vmx_data: { [name]: '3000' } })),
  ...[true, false].map((enable_dynamic_memory) => ({ memory: 2048, enable_dynamic_memory })),
  ...[0, 256].map((ballooning_minimum) => ({ memory: 2048, ballooning_minimum })),
  { ballooning_minimum: 256 },
  { enable_dynamic_memory: true },
];

const diskSettings: readonly object[] = [
  ...[0, 30000, '30000', '30G', '30GB', '30g', '30000M', '30000000K', '1T', '30x'].map((disk_size) => ({
    disk_size,
  })),
  { additional_disk_size: [1000, '2G'] },
  { disk_additional_size: [1000, '2G'] },
  { skip_resize_disk: true },
  { remote_type: 'esx5' },
];

describe('golden: memory and disks of builders', () => {
  it('says the same in every row', () =>
    matchesGolden('builderMemory', [
      ...builderMemory.map((row) => `memory ${shownRow(row)}`),
      ...builderDisks.map((row) => `disk ${shownRow(row)}`),
    ]));

  it('gives every builder the same memory', () =>
    matchesGolden('memoryOfBuilder', linesOf(memorySettings, shownMemory)));

  it('gives every builder the same disk', () =>
    matchesGolden(
      'diskOfBuilder',
      linesOf(
        diskSettings,
        (build) => `${runsHere(build) ? 'here' : 'elsewhere'} ${String(diskDemand(build))}`,
      ),
    ));

  it('is tried in every row, by what it knows and what it does not', () =>
    eachIsTried(
      [...builderMemory, ...builderDisks].map(({ type }) => type),
      builderTypes,
    ));
});

/** For each builder what holds where nothing is set, and what is set differently from that. */
function linesOf(settings: readonly object[], shown: (build: Build) => string): string[] {
  return builderTypes.flatMap((type) => {
    const unset = shown(builder({ type }));
    const others = settings.map(
      (source) => [JSON.stringify(source), shown(builder({ type, ...source }))] as const,
    );
    return [
      `${type}: ${unset}`,
      ...others.filter(([, result]) => result !== unset).map(([source, result]) => `  ${source}: ${result}`),
    ];
  });
}

function shownMemory(build: Build): string {
  const memory = memoryOf(build);
  if (memory.kind === 'unknown') return 'unknown';
  const dynamic = memory.dynamic ? `, at least ${String(memory.dynamic.minimum)}` : '';
  return `${memory.kind} ${memory.setting} ${String(memory.megabytes)}${dynamic}`;
}
