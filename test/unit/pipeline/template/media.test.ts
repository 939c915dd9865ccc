import assert from 'node:assert/strict';
import { answerFileOf, mediaOf, resolveOnMedia } from '../../../../src/pipeline/template/media';
import type { MediaFile } from '../../../../src/pipeline/template/mediaFiles';
import { builder, filesOf } from './read';

const names = {
  'answers/Autounattend.xml': '<unattend/>',
  'scripts/a.ps1': '',
  'scripts/b.bat': '',
  'scripts/deep/c.ps1': '',
  'http/x/y.ps1': '',
};

const media = (source: Record<string, unknown>, more: Record<string, string> = {}) =>
  mediaOf(
    builder({ type: 'virtualbox-iso', ...source }),
    '/t',
    filesOf({ 'template.json': '', ...names, ...more }),
  );

const show = (file: MediaFile | 'missing' | undefined) =>
  typeof file === 'object' ? ('path' in file ? file.path : `text ${file.content.text}`) : file;

const floppy = { floppy_files: ['answers/Autounattend.xml', 'scripts/*.ps1', '{{user `dir`}}/lost.ps1'] };

describe('resolveOnMedia', () => {
  for (const [source, path, expected] of [
    [floppy, 'a:\\a.ps1', '/t/scripts/a.ps1'],
    [floppy, 'A:/AutoUnattend.XML', '/t/answers/Autounattend.xml'],
    [floppy, '"a:a.ps1"', '/t/scripts/a.ps1'],
    [floppy, 'a:\\lost.ps1', 'unknown'],
    [floppy, 'a:\\b.bat', 'missing'],
    [floppy, 'a:\\scripts\\a.ps1', 'missing'],
    [floppy, 'a:\\%name%.ps1', 'unknown'],
    [floppy, 'c:\\windows\\x.exe', 'unknown'],
    [floppy, 'x.ps1', 'unknown'],
    [{ floppy_files: ['scripts'] }, 'a:\\c.ps1', '/t/scripts/deep/c.ps1'],
    [{ floppy_files: ['scripts/'] }, 'a:\\b.bat', '/t/scripts/b.bat'],
    [{ floppy_dirs: ['scripts'] }, 'a:\\scripts\\deep\\c.ps1', '/t/scripts/deep/c.ps1'],
    [{ floppy_dirs: ['scripts'] }, 'a:\\c.ps1', 'missing'],
    [{ floppy_files: ['nowhere/x.ps1'] }, 'a:\\x.ps1', 'unknown'],
    [{ floppy_files: ['nowhere'] }, 'a:\\x.ps1', 'unknown'],
    [{ floppy_files: ['{{user `dir`}}'] }, 'a:\\x.ps1', 'unknown'],
    [{ floppy_files: ['none/*.ps1'] }, 'a:\\x.ps1', 'unknown'],
    [{ floppy_content: { 'x.ps1': 'hi' } }, 'a:\\X.ps1', 'text hi'],
    [{}, 'a:\\x.ps1', 'missing'],
    [{ type: 'virtualbox-ovf' }, 'a:\\x.ps1', 'unknown'],
    [{ type: 'amazon-ebs' }, 'a:\\x.ps1', 'unknown'],
    [{ type: 'vsphere-iso', floppy_img_path: 'x.flp' }, 'a:\\x.ps1', 'unknown'],
    [{ type: 'qemu', qemuargs: [['-fda', 'x.img']] }, 'a:\\x.ps1', 'unknown'],
    [{ cd_files: ['scripts/a.ps1'] }, 'd:\\a.ps1', '/t/scripts/a.ps1'],
    [{ cd_files: ['scripts'] }, 'e:\\scripts\\deep\\c.ps1', '/t/scripts/deep/c.ps1'],
    [{ cd_files: ['scripts/'] }, 'e:\\deep\\c.ps1', '/t/scripts/deep/c.ps1'],
    [{ cd_content: { '/sub/x.ps1': 'hi' } }, 'f:\\sub\\x.ps1', 'text hi'],
    [{ cd_files: ['scripts/a.ps1'] }, 'd:\\setup.exe', 'unknown'],
    [{ additional_iso_files: [{ cd_files: ['scripts/*'] }] }, 'e:\\b.bat', '/t/scripts/b.bat'],
    [{ http_directory: 'http' }, 'http://{{ .HTTPIP }}:{{ .HTTPPort }}/x/y.ps1?z', '/t/http/x/y.ps1'],
    [{ http_directory: 'http' }, 'http://{{.HTTPIP}}:{{.HTTPPort}}/z.ps1', 'missing'],
    [{ http_content: { '/z.ps1': 'hi' } }, 'http://{{.HTTPIP}}:{{.HTTPPort}}/z.ps1', 'text hi'],
    [{ http_directory: '{{user `h`}}' }, 'http://{{.HTTPIP}}:{{.HTTPPort}}/z.ps1', 'unknown'],
    [{ http_directory: 'http' }, 'http://example.com/z.ps1', 'unknown'],
  ] as [Record<string, unknown>, string, string][])
    it(`${path} with ${JSON.stringify(source)} is ${expected}`, () =>
      assert.equal(show(resolveOnMedia(media(source), path)), expected));

  it('misses nothing that Git ignores', () => {
    const files = {
      ...filesOf({ 'template.json': '', ...names }),
      isKeptElsewhere: (path: string) => path === '/t/scripts/made.ps1',
    };
    const own = mediaOf(builder({ type: 'qemu', floppy_files: ['scripts/*.ps1'] }), '/t', files);
    assert.equal(resolveOnMedia(own, 'a:\\made.ps1'), 'unknown');
    assert.equal(resolveOnMedia(own, 'a:\\other.ps1'), 'missing');
  });
});

describe('answerFileOf', () => {
  for (const [source, expected] of [
    [floppy, '/t/answers/Autounattend.xml'],
    [{ cd_files: ['made/Autounattend.xml'] }, 'unknown'],
    [{ cd_files: ['answers/*'] }, '/t/answers/Autounattend.xml'],
    [{ cd_files: ['answers'] }, undefined],
    [{ floppy_content: { 'AUTOUNATTEND.xml': 'f' }, cd_content: { 'Autounattend.xml': 'c' } }, 'text f'],
    [{ floppy_files: ['{{user `dir`}}'], cd_files: ['answers/*'] }, undefined],
    [{ floppy_files: ['answers/unattend.xml'] }, undefined],
    [{}, undefined],
  ] as [Record<string, unknown>, string | undefined][])
    it(`with ${JSON.stringify(source)} is ${expected}`, () =>
      assert.equal(show(answerFileOf(media(source))), expected));
});

describe('mediaOf', () => {
  it('reads the scripts of clouds', () => {
    const { bootScripts } = media({
      type: 'amazon-ebs',
      user_data: 'x',
      user_data_file: 'scripts/a.ps1',
      metadata: { 'windows-startup-script-ps1': 'y', other: 'z' },
    });
    assert.deepEqual(
      bootScripts.map(({ name, file }) => [name, show(file)]),
      [
        ['user_data', 'text x'],
        ['user_data_file', '/t/scripts/a.ps1'],
        ['windows-startup-script-ps1', 'text y'],
      ],
    );
  });

  it('reads labels, and knows of CDs that it can not see into', () => {
    const found = media({
      floppy_label: 'f',
      cd_files: ['scripts'],
      cd_label: 'c',
      secondary_iso_images: ['x.iso'],
    });
    assert.equal(found.floppy.label, 'f');
    assert.equal(found.cds[0]?.label, 'c');
    assert.equal(found.otherCds, true);
    assert.equal(media({}).otherCds, false);
  });
});
