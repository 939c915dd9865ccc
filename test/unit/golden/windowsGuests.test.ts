import { isWithoutDesktop } from '../../../src/pipeline/guest/windowsEdition';
import { isWindowsGuest } from '../../../src/pipeline/guest/windowsGuest';
import { releaseSources, windowsReleaseOf } from '../../../src/pipeline/guest/windowsRelease';
import { runsSetup, runsWindows11Setup, windows11Minimum } from '../../../src/pipeline/guest/windowsSetup';
import { builderTypes, provisionerTypes } from '../../support/componentTypes';
import { eachIsTried, goldenInputs, matchesGolden, shownRow } from '../../support/golden';
import { templateOf } from '../../support/templates';
import { builder } from '../pipeline/template/read';

describe('golden: releases of Windows', () => {
  const names = goldenInputs('imageNames');

  it('says the same in every row', () =>
    matchesGolden(
      'windowsReleases',
      releaseSources.flatMap(({ settings, rows }) => [
        shownRow(settings),
        ...rows.map((row) => `  ${shownRow(row)}`),
      ]),
    ));

  it('reads the same release from every name', () =>
    matchesGolden(
      'windowsReleaseOfName',
      names.map((name) => `${name}: ${releasesIn(name)}`),
    ));

  it('is tried in every row, by what it knows and what it does not', () =>
    eachIsTried(
      releaseSources.flatMap(({ rows }) => rows.map(({ pattern }) => pattern)),
      names,
    ));
});

describe('golden: settings with the name of a release in a map', () => {
  it('are read the same', () =>
    matchesGolden(
      'windowsReleaseInMap',
      ['filters', 'name', 'iso_file', 'iso_url', 'iso_urls', 'iso_path', 'other'].map((name) => {
        const release = windowsReleaseOf(
          builder({ type: 'x', name: 'x', boot_iso: { [name]: 'windows_2019.iso' } }),
        );
        return `${name}: ${release ? `${release.family} ${release.version}` : 'nothing'}`;
      }),
    ));
});

describe('golden: guests with Windows', () => {
  it('are told by the same words', () =>
    matchesGolden('windowsGuests', [
      `Setup of Windows 11 needs ${String(windows11Minimum)} MB`,
      ...builderTypes.map(
        (type) => `${type} ${runsSetup(builder({ type })) ? 'boots Setup' : 'starts a system'}`,
      ),
      ...provisionerTypes.map((type) => `${type}: ${guestOf({ communicator: 'winrm' }, [type])}`),
      ...goldenInputs('guestNames').map((name) => {
        const settings = [
          ...['name', 'vm_name', 'guest_os_type', 'os', 'os_type', 'communicator'],
          ...['iso_url', 'iso_urls', 'iso_file', 'iso_path', 'iso_paths'],
        ];
        const lists = ['floppy_files', 'cd_files'];
        const said = [
          ...settings.map((setting) => [setting, guestOf({ [setting]: name })] as const),
          ...lists.map((setting) => [setting, guestOf({ [setting]: [name] })] as const),
          // One weak hint alone tells nothing.
          ...settings.map(
            (setting) => [`${setting} and dsc`, guestOf({ [setting]: name }, ['dsc'])] as const,
          ),
        ].filter(([, what]) => what !== '');
        return `${name}: ${said.map(([setting, what]) => `${setting} ${what}`).join(', ') || 'nothing'}`;
      }),
    ]));
});

/** What each setting that names a release makes of a name; the same for several is said once. */
function releasesIn(name: string): string {
  const found = releaseSources.map(({ settings: [setting = ''] }) => {
    const value = setting === 'source_ami_filter' ? { filters: { name } } : name;
    return [setting, windowsReleaseOf(builder({ type: 'x', name: 'x', [setting]: value }))] as const;
  });

  const said = found.flatMap(([setting, release]) =>
    release ? `${setting} ${release.family} ${release.version}` : [],
  );
  return said.join(', ') || 'nothing';
}

function guestOf(source: object, provisioners: readonly string[] = []): string {
  const template = templateOf({
    builders: [{ type: 'virtualbox-iso', name: 'x', ...source }],
    provisioners: provisioners.map((type) => ({ type })),
  });
  const [build] = template.builds;
  if (!build) return '';
  return [
    isWindowsGuest(build) && 'Windows',
    isWithoutDesktop(build, template) && 'without a desktop',
    runsWindows11Setup(build) && 'Setup of Windows 11',
  ]
    .filter(Boolean)
    .join(' ');
}
