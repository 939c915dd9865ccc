import assert from 'node:assert/strict';
import path from 'node:path';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { otherSpelling } from '../../../src/pipeline/paths/otherSpelling';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { missingFiles, misspelledFiles } from '../../../src/tools/packer/plan/preflight';
import { memoryFiles } from '../../support/memoryFiles';

/** Files of a system under which a template names its scripts. */
function project(platform: NodeJS.Platform, scripts: readonly string[], more: Record<string, string> = {}) {
  const windows = platform === 'win32';
  const root = windows ? 'C:\\lab' : '/lab';
  const paths = windows ? path.win32 : path.posix;
  const at = (name: string) => paths.join(root, ...name.split('/'));
  const text = JSON.stringify({
    builders: [{ type: 'null' }],
    provisioners: [{ type: 'powershell', scripts }],
  });
  const texts = {
    'images/t.json': text,
    'scripts/cleanup.ps1': 'Restart-Computer',
    'Answers/Caf\u00e9.ps1': '',
    ...more,
  };
  const files = memoryFiles(
    Object.fromEntries(Object.entries(texts).map(([name, content]) => [at(name), content])),
    root,
    paths,
    platform,
  );
  const template = readTemplate(at('images/t.json'), files) ?? assert.fail('no template');
  const { findings } = lintTemplate(template, new Projects(files).ofFolder(template.folder));
  return {
    files,
    template,
    root,
    at,
    findings,
    found: findings.filter(({ rule }) => rule === 'file-missing'),
  };
}

describe('A path that is spelled otherwise on disk', () => {
  for (const platform of ['win32', 'darwin'] as const) {
    it(`is found on ${platform}, with a warning`, () => {
      const { found } = project(platform, ['../scripts/Cleanup.ps1']);
      assert.deepEqual(
        found.map(({ severity, fixes }) => [severity, fixes.map(({ title }) => title)]),
        [['warning', ["Change to '../scripts/cleanup.ps1'"]]],
      );
      assert.equal(
        found[0]?.message,
        "The script '../scripts/Cleanup.ps1' is '../scripts/cleanup.ps1' on disk. It is found only because this system ignores upper and lower case; on Linux the build fails.",
      );
    });

    it(`is compared in all parts that are written, on ${platform}`, () => {
      const { files, root, at } = project(platform, []);
      const other = (text: string, folder = at('images')) =>
        otherSpelling({ value: { text } as never }, folder, files)?.path;
      for (const [written, spelled] of [
        ['../Scripts/cleanup.ps1', '../scripts/cleanup.ps1'],
        ['.././SCRIPTS/CLEANUP.PS1', '.././scripts/cleanup.ps1'],
        ['../images/../Scripts/cleanup.ps1', '../images/../scripts/cleanup.ps1'],
        ['../Scripts/', '../scripts/'],
        ['../Scripts/*.ps1', '../scripts/*.ps1'],
        ['../scripts/cleanup.ps1', undefined],
        ['../scripts/*.PS1', undefined],
      ] as const)
        assert.equal(other(written), spelled, written);
      const scripts = at('SCRIPTS/cleanup.ps1');
      assert.equal(other(scripts), at('scripts/cleanup.ps1'));
      // How the folder of the project itself was opened is nobody's mistake.
      assert.equal(other(scripts.replace('SCRIPTS', 'scripts').replace('lab', 'LAB')), undefined);
      assert.equal(other('scripts/cleanup.ps1', root.toUpperCase()), undefined);
    });

    it(`leads to the one file that is there, on ${platform}`, () => {
      const { findings, at } = project(platform, ['../scripts/CLEANUP.ps1', '../Scripts/cleanup.ps1']);
      const places = new Set(findings.map(({ location }) => location.path));
      assert.ok(places.has(at('scripts/cleanup.ps1')), [...places].join());
      assert.deepEqual([...places].sort(), [at('images/t.json'), at('scripts/cleanup.ps1')].sort());
    });

    it(`is told before a build, and stops none, on ${platform}`, () => {
      const { template, files, root, at } = project(platform, ['../scripts/Cleanup.ps1']);
      assert.deepEqual(missingFiles(template, at('images'), [root], files), []);
      assert.deepEqual(
        misspelledFiles(template, at('images'), files).map(({ path: spelled }) => spelled),
        ['../scripts/cleanup.ps1'],
      );
    });
  }

  it('is not there on Linux', () => {
    const { found, template, files, root, at } = project('linux', ['../scripts/Cleanup.ps1']);
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['warning'],
    );
    assert.equal(missingFiles(template, at('images'), [root], files).length, 1);
    assert.deepEqual(misspelledFiles(template, at('images'), files), []);
  });

  it('has composed letters, which Git writes', () => {
    const decomposed = { 'scripts/u\u0308.ps1': '' };
    assert.deepEqual(project('darwin', ['../scripts/\u00fc.ps1'], decomposed).found, []);
    assert.deepEqual(project('darwin', ['../Answers/Caf\u00e9.ps1']).found, []);
    const [found] = project('darwin', ['../Answers/Cafe\u0301.ps1']).found;
    assert.equal(found?.severity, 'warning');
    assert.match(found.message, /does not tell composed letters from decomposed ones/);
  });
});
