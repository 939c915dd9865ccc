import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { runsSetup } from '../pipeline/guest/windowsSetup';
import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { isTrue, listOf, numberOf, setting, strings, text } from '../pipeline/value';
import type { MapEntry } from '../pipeline/value';
import type { Fix } from './finding';
import { writable } from './fixes/writable';
import type { Rule } from './rule';

/** Builders that make a CD of `cd_files`, of those that are judged here. */
const withCdFiles = /^(hyperv-iso|hyperv-vmcx|qemu|virtualbox-iso|vsphere-iso)$/;

export const floppyUnsupported: Rule = {
  id: 'floppy-unsupported',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'A template puts files on a floppy disk that the guest cannot read.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const timeline of pipeline.timelines) {
      const { build } = timeline;
      const floppy = floppyOf(build);
      if (!floppy) continue;
      const report = { builds: [build], ofBuilder: true as const, location: floppy.nameLocation };
      if (isGenerationTwo(build))
        yield {
          ...report,
          message: `A generation 2 machine has no floppy drive: Packer rejects ${floppy.name}. Use cd_files; the drive letter of the CD is not a:.`,
          fixes: useCd(pipeline, build, floppy),
        };
      else if (bootsByEfi(build) && answersOnFloppyAlone(timeline))
        yield {
          ...report,
          severity: 'warning',
          message:
            'With EFI firmware, Windows Setup often sees no floppy disk, and the answer file is not on a CD. Use cd_files; the drive letter of the CD is not a:.',
          fixes: useCd(pipeline, build, floppy),
        };
    }
  },
};

const floppyOf = ({ source }: Build): MapEntry | undefined =>
  source.entries.findLast(
    ({ name, value }) =>
      /^floppy_(files|dirs)$/.test(name) && strings(value).some((item) => item.text !== ''),
  );

/** hashicorp/packer-plugin-hyperv builder/hyperv/common/config.go: an error in Prepare. */
const isGenerationTwo = ({ type, source }: Build): boolean =>
  /^hyperv-/.test(type) && numberOf(setting(source, 'generation')) === 2;

/*
 * hashicorp/packer-plugin-qemu#177, vatesfr/packer-plugin-xenserver#151, grml/grml#207 (VirtualBox and ESXi). Nothing
 * is known of VMware Workstation.
 */
function bootsByEfi({ type, source }: Build): boolean {
  const firmware = text(source, 'firmware')?.text ?? '';
  if (type === 'qemu')
    return isTrue(setting(source, 'efi_boot')) || !!text(source, 'efi_firmware_code')?.text;
  return /^(virtualbox-iso|vsphere-iso|xenserver-iso)$/.test(type) && /^u?efi/i.test(firmware);
}

function answersOnFloppyAlone({ build, media }: Timeline): boolean {
  if (!runsSetup(build) || !isWindowsGuest(build) || media.otherCds) return false;
  return (
    media.floppy.tree.files.has('autounattend.xml') &&
    media.cds.every(({ tree }) => tree.complete && !tree.files.has('autounattend.xml'))
  );
}

/** The same list as `cd_files`: folders would come onto the CD in another way. */
function useCd({ template, baseFolder, files }: Pipeline, { type, source }: Build, floppy: MapEntry): Fix[] {
  const { path, span } = floppy.nameLocation;
  const file = writable(template, floppy.nameLocation);
  const others = ['cd_files', 'cd_content', 'floppy_content'].some(
    (name) => setting(source, name) !== undefined,
  );
  const both = source.entries.filter(({ name }) => /^floppy_(files|dirs)$/.test(name)).length > 1;
  if (!file || !withCdFiles.test(type) || others || both) return [];
  const isPlain = listOf(floppy.value).every(
    (item) =>
      item.kind === 'string' &&
      !item.partial &&
      files.kind(files.paths.resolve(baseFolder, item.text)) === 'file',
  );
  const newText = file.slice(span).replace(/floppy_files/, 'cd_files');
  if (!isPlain || newText === file.slice(span)) return [];
  return [{ title: 'Put these files on a CD', applicability: 'unsafe', edits: [{ path, span, newText }] }];
}
