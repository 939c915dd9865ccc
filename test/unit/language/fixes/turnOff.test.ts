import assert from 'node:assert/strict';
import { readConfiguration } from '../../../support/configurations';
import { Projects } from '../../../../src/lint/project';
import { turnOff } from '../../../../src/language/fixes/turnOff';
import { applyEdits } from '../../../../src/text/textEdit';
import { memoryFiles } from '../../../support/memoryFiles';

describe('turnOff', () => {
  const write = (
    before: string | undefined,
    path = '/p/a/b.json',
    rule = 'file-missing',
  ): string | undefined => {
    const files = memoryFiles(
      { [path]: '', ...(before !== undefined && { '/p/boxwright.json': before }) },
      '/p',
    );
    const [edit, ...others] = turnOff(path, rule, new Projects(files).ofFile(path));
    assert.deepEqual(others, []);
    if (!edit) return undefined;
    assert.equal(edit.path, '/p/boxwright.json');
    const text = applyEdits(before ?? '', [edit]);
    const configuration = readConfiguration('/p', memoryFiles({ '/p/boxwright.json': text }, '/p'));
    assert.deepEqual(configuration.problems, []);
    assert.equal(configuration.severityOf(rule, path), 'off');
    assert.notEqual(configuration.severityOf(rule, '/p/other/a/b.json'), 'off');
    return text;
  };
  const fresh = `{
  "overrides": [
    {
      "files": [
        "/a/b.json"
      ],
      "rules": {
        "file-missing": "off"
      }
    }
  ]
}
`;

  it('makes the file, and fills an empty one', () => {
    assert.equal(write(undefined), fresh);
    assert.equal(write(' ')?.trimEnd(), fresh.trimEnd());
    assert.equal(write('{}')?.trimEnd(), fresh.trimEnd());
  });

  it('keeps comments and what is written already', () => {
    const text = write('{\n\t// ours\n\t"rules": { "iso-checksum-none": "off" }\n}\n');
    assert.ok(text?.startsWith('{\n\t// ours\n\t"rules": {'), text);
    assert.match(text ?? '', /"iso-checksum-none": "off"/);
  });

  it('adds to the last override where that speaks of the same file, else behind it', () => {
    const twice = write(fresh, '/p/a/b.json', 'iso-checksum-none') ?? '';
    assert.equal(twice.match(/"files"/g)?.length, 1);
    const other = write(fresh, '/p/c.json') ?? '';
    assert.equal(other.match(/"files"/g)?.length, 2);
    const broad =
      '{"overrides": [{"files": ["/a/b.json"], "rules": {}}, {"files": "**", "rules": {"file-missing": "error"}}]}';
    const files = memoryFiles({ '/p/boxwright.json': broad }, '/p');
    const [edit] = turnOff('/p/a/b.json', 'file-missing', new Projects(files).ofFolder('/p'));
    const text = applyEdits(broad, edit ? [edit] : []);
    const after = readConfiguration('/p', memoryFiles({ '/p/boxwright.json': text }, '/p'));
    assert.equal(after.severityOf('file-missing', '/p/a/b.json'), 'off');
  });

  it('takes names for what they are', () => {
    write(undefined, '/p/a[1]*.json');
    write(undefined, '/p/!a #b?.json');
  });

  it('touches nothing that it can not read, and no project for a file outside of it', () => {
    assert.equal(write('{"rules": '), undefined);
    assert.equal(write('[]'), undefined);
    const project = new Projects(memoryFiles({ '/q/a.json': '' }, '/p')).ofFolder('/p');
    assert.deepEqual(turnOff('/q/a.json', 'file-missing', project), []);
  });
});
