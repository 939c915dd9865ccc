import assert from 'node:assert/strict';
import { timelineText } from '../../../../src/lint/report/timelineText';
import { pipelineOf } from '../../../support/templates';

/** The rows of provisioners, without their places. */
const rows = (template: object): string[] => {
  const { timelines, files } = pipelineOf(template, {});
  return timelineText(timelines, { sources: files, cwd: '/project' }, false)
    .split('\n')
    .map((line) => line.replace(/ {2}\S+:\d+:\d+$/, '').trim())
    .filter((line) => line && !line.startsWith('---'));
};

describe('timelineText', () => {
  it('shows the first command of a step, and how it deals with restarts', () =>
    assert.deepEqual(
      rows({
        builders: [{ type: 'null' }],
        provisioners: [
          {
            type: 'shell',
            inline: ['# Prepares', 'set -eu', 'apt-get update', 'true'],
            pause_before: '30s',
            expect_disconnect: true,
            max_retries: 2,
          },
          { type: 'file', source: 'a', destination: '/a' },
        ],
      }).slice(1),
      ['Provisioners', 'shell: apt-get update (waits 30s first, may disconnect, 2 retries)', 'file'],
    ));

  it('shows no passwords', () =>
    assert.doesNotMatch(
      rows({
        builders: [{ type: 'null' }],
        provisioners: [{ type: 'powershell', inline: ['net user admin hunter2 /add'] }],
      }).join('\n'),
      /hunter2/,
    ));

  it('says so where there are no builds', () =>
    assert.deepEqual(rows({ builders: [] }), ['The template has no builds.']));
});
