import assert from 'node:assert/strict';
import path from 'node:path';
import { chooseReading } from '../../../../src/language/fixes/chooseReading';
import { Projects } from '../../../../src/lint/project';
import { applyEdits } from '../../../../src/text/textEdit';
import { memoryFiles } from '../../../support/memoryFiles';

describe('chooseReading', () => {
  const write = (before: string | undefined, folder = '/p/images/windows', separate = true) => {
    const files = memoryFiles(before === undefined ? {} : { '/p/boxwright.json': before }, '/p');
    const edits = chooseReading(folder, separate, new Projects(files).ofFolder('/p'));
    if (!edits.length) return undefined;
    const text = applyEdits(before ?? '', edits);
    const { configuration } = new Projects(memoryFiles({ '/p/boxwright.json': text }, '/p')).ofFolder('/p');
    assert.deepEqual(configuration.problems, []);
    assert.equal(configuration.separates(folder), separate);
    return text;
  };

  it('makes the file', () => {
    assert.equal(write(undefined), '{\n  "separateTemplates": {\n    "images/windows": true\n  }\n}\n');
    assert.match(write(undefined, '/p') ?? '', /"\.": true/);
  });

  it('adds to what is there, and changes its mind', () => {
    const first = write('{\n  // ours\n  "minimumMemory": 2048\n}\n') ?? '';
    assert.match(first, /\/\/ ours\n {2}"minimumMemory": 2048,\n/);
    const second = write(first, '/p/other', false) ?? '';
    assert.match(second, /"images\/windows": true,\n\s+"other": false/);
    assert.match(write(second, '/p/images/windows', false) ?? '', /"images\/windows": false/);
  });

  it('touches nothing that it can not read, and no project for a folder outside of it', () => {
    assert.equal(write('{ "rules": '), undefined);
    assert.equal(write('{}', '/q/images'), undefined);
  });

  it('has paths of Windows with slashes', () => {
    const files = memoryFiles({ 'C:\\p\\images\\a.pkr.hcl': '' }, 'C:\\p', path.win32);
    const [edit] = chooseReading('C:\\p\\images\\windows', true, new Projects(files).ofFolder('C:\\p'));
    assert.equal(edit?.path, 'C:\\p\\boxwright.json');
    assert.match(edit.newText, /"images\/windows": true/);
  });
});
