import assert from 'node:assert/strict';
import { Places } from '../../../src/analysis/places';
import { memoryFiles } from '../../support/memoryFiles';

describe('places by lines', () => {
  const text = 'one\r\n  é=2048\r\n';
  const span = { start: text.indexOf('2048'), end: text.indexOf('2048') + 4 };
  const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } };
  const disk: Record<string, string> = { '/w/a.json': text };
  const places = () => new Places(memoryFiles(disk));

  it('are those of the spans, in UTF-16 units', () => {
    assert.deepEqual(places().range('/w/a.json', span), range);
    assert.deepEqual(places().place({ path: '/w/a.json', span }), { path: '/w/a.json', span, range });
  });

  it('lead back to the offsets', () => {
    assert.equal(places().offset('/w/a.json', range.start), span.start);
    assert.equal(places().offset('/w/a.json', range.end), span.end);
  });

  it('are those of edits, which say where a file is not there yet', () => {
    assert.deepEqual(
      places().edits([
        { path: '/w/a.json', span, newText: '4096' },
        { path: '/w/new.ps1', span: { start: 0, end: 0 }, newText: 'exit 0' },
      ]),
      [
        { path: '/w/a.json', range, newText: '4096' },
        {
          path: '/w/new.ps1',
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          newText: 'exit 0',
          creates: true,
        },
      ],
    );
  });

  it('are of one moment: each file is read once', () => {
    const reads: string[] = [];
    const files = memoryFiles(disk);
    const counted = new Places({ ...files, read: (path) => (reads.push(path), files.read(path)) });
    counted.range('/w/a.json', span);
    counted.place({ path: '/w/a.json', span });
    counted.offset('/w/a.json', range.start);
    assert.deepEqual(reads, ['/w/a.json']);
  });
});
