import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { outputNotes } from '../../../../../../src/editor/packer/builds/preflight/outputNotes';
import { defaultChoices } from '../../../../../../src/tools/packer/commands/buildChoices';
import { outputsOf } from '../../../../../../src/tools/packer/plan/preflight';
import { memoryFiles } from '../../../../../support/memoryFiles';
import { templateOf } from '../../../../../support/templates';

describe('outputNotes', () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-output-')))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function notesOf(output: string, force: boolean, mayDelete: readonly string[] = []) {
    const template = {
      ...templateOf({ builders: [{ type: 'qemu', name: 'one', output_directory: output }] }),
      path: path.join(folder, 'a.json'),
      folder,
    };
    const request = {
      template,
      target: { dialect: 'json' as const, path: template.path, cwd: folder },
      choices: { ...defaultChoices, force },
      mayDelete,
      secrets: new Map<string, string>(),
    };
    const outputs = outputsOf(template, template.builds, folder);
    return outputNotes(request, template.builds, outputs, [], memoryFiles({})).map(
      ({ severity, blocks = false, action }) => [severity, blocks, action?.kind],
    );
  }

  it('stop a build that would delete what no build is known to have made, until it is selected', () => {
    mkdirSync(path.join(folder, 'scripts'));
    writeFileSync(path.join(folder, 'scripts', 'setup.ps1'), '');
    assert.deepEqual(notesOf('scripts', true), [['error', true, 'delete']]);
    assert.deepEqual(notesOf('scripts', true, [path.join(folder, 'scripts')]), [['info', false, undefined]]);
    assert.deepEqual(notesOf('scripts', false), [['error', false, 'force']]);
    assert.deepEqual(notesOf('none', true), []);
  });

  it('say where only Packer knows what it would delete', () => {
    for (const unknown of ['{{env `HOME`}}', 'output-{{timestamp}}']) {
      assert.deepEqual(notesOf(unknown, true), [['warning', false, undefined]], unknown);
      assert.deepEqual(notesOf(unknown, false), [], unknown);
    }
    assert.deepEqual(notesOf('output-{{build_name}}', true), []);
  });
});
