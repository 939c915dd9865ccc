import assert from 'node:assert/strict';
import { privateFolder } from '../../../src/tools/privateFolder';

describe('privateFolder', () => {
  const machine = (env: Record<string, string> = { LOCALAPPDATA: 'C:\\Users\\jane\\AppData\\Local' }) => ({
    platform: 'win32' as const,
    env,
    home: 'C:\\Users\\jane',
    real: (folder: string) => folder.replace(/JANEDO~1/i, 'jane'),
  });

  for (const folder of [
    'C:\\Users\\jane\\AppData\\Local\\Temp',
    'c:\\users\\Jane\\AppData\\Roaming\\Code\\User\\globalStorage\\boxwright\\run',
    'C:\\Users\\JANEDO~1\\AppData\\Local\\Temp',
  ])
    it(`is ${folder}, which lies in the profile`, () =>
      assert.equal(privateFolder(folder, machine()), folder));

  for (const folder of [
    'C:\\Temp',
    'D:\\VSCode\\data\\run',
    'C:\\Users\\jane2\\Temp',
    '\\\\server\\share\\Temp',
  ])
    it(`is in the profile instead of ${folder}`, () => {
      const name = folder.slice(folder.lastIndexOf('\\') + 1);
      assert.equal(privateFolder(folder, machine()), `C:\\Users\\jane\\AppData\\Local\\Boxwright\\${name}`);
      for (const env of [{}, { LOCALAPPDATA: 'D:\\Local' }] as Record<string, string>[])
        assert.equal(
          privateFolder(folder, machine(env)),
          `C:\\Users\\jane\\AppData\\Local\\Boxwright\\${name}`,
        );
    });

  it('is any folder elsewhere, where modes protect', () => {
    for (const platform of ['linux', 'darwin'] as const)
      assert.equal(privateFolder('/tmp', { ...machine(), platform }), '/tmp');
  });
});
