import assert from 'node:assert/strict';
import { omit } from '../../../../support/omit';
import { describeChoices, runText } from '../../../../../src/editor/packer/history/runText';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { usualRun } from '../../../../../src/tools/packer/plan/estimate';
import type { UsualRun } from '../../../../../src/tools/packer/plan/estimate';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { began, minute, runRecord, runStep } from '../../../../support/runRecords';
import { pipelineOf } from '../../../../support/templates';

const now = began + 30 * minute;
const { timelines } = pipelineOf({
  builders: [{ type: 'null', name: 'one', communicator: 'winrm', winrm_username: 'u', winrm_password: 'p' }],
  provisioners: [
    { type: 'powershell', inline: ['1'] },
    { type: 'powershell', script: 'x.ps1' },
  ],
  'post-processors': [{ type: 'manifest' }],
});
const first = runStep({
  kind: 'provision',
  text: 'Provisioning with powershell script: /w/x.ps1',
  provisioner: 0,
});
const open = omit(first, 'ended');

const textOf = (record: RunRecord, usual?: UsualRun) => {
  const made = runText({ record, timelines, usual, now });
  return { ...made, lines: made.text.split('\n') };
};

describe('a run as a text', () => {
  it('begins with the template, how it ended, and how long it took', () => {
    assert.match(textOf(runRecord()).lines[0] ?? '', /^lab\/win\.json: \w+ .*12 min/);
    const running = omit(runRecord({ status: 'running' }), 'ended');
    assert.match(textOf(running).lines[0] ?? '', /^lab\/win\.json: .*30 min/);
  });

  it('has what is known of it in columns, and nothing of what is not', () => {
    const bare = textOf(runRecord());
    const full = textOf(
      runRecord({
        exitCode: 0,
        packerVersion: '1.9.5',
        plugins: ['a 1', 'b 2'],
        commit: 'c0ffee',
        choices: { ...defaultChoices, force: true },
      }),
    );
    for (const value of ['1.9.5', 'a 1, b 2', 'c0ffee', '-force', '0'])
      assert.ok(
        full.lines.some((line) => line.endsWith(`  ${value}`)),
        value,
      );
    assert.equal(full.lines.length - bare.lines.length, 3);
    const columns = full.lines.slice(2, 9).map((line) => / {2,}\S/.exec(line)?.[0].length);
    assert.ok(columns.every((width) => width !== undefined));
  });

  it('has what the step that failed printed last, which leads to the log', () => {
    const output = { lines: ['cp: x', '  no such file'], line: 7 };
    const steps = [{ ...first, failed: true as const, output }];
    const { lines, links } = textOf(runRecord({ status: 'failed', steps, log: '/w/packer.log' }));
    const at = lines.indexOf('  cp: x');
    assert.match(lines[at - 1] ?? '', /1 of 2: powershell \/w\/x\.ps1:$/);
    assert.equal(lines[at + 1], '    no such file');
    const targets = links.filter(({ line }) => line === at || line === at + 1).map(({ target }) => target);
    assert.deepEqual(targets, [
      { log: '/w/packer.log', line: 7 },
      { log: '/w/packer.log', line: 7 },
    ]);
  });

  it('links its log, where that stands', () => {
    const { lines, links } = textOf(runRecord({ log: '/w/lab/packer.log' }));
    const [link] = links;
    assert.equal(link?.target, '/w/lab/packer.log');
    assert.equal(lines[link.line]?.slice(link.start, link.end), '/w/lab/packer.log');
  });

  it('has each error and each artifact once', () => {
    const { text } = textOf(runRecord({ errors: ['bad', 'bad', 'worse'], artifacts: ['a.box', 'a.box'] }));
    for (const once of ['bad', 'worse', 'a.box']) assert.equal(text.split(once).length, 2, once);
  });

  it('has the steps of each build, which lead to the template, and what did not run', () => {
    const record = runRecord({ status: 'failed', steps: [runStep(), { ...first, failed: true }] });
    const { lines, links } = textOf(record);
    const heading = lines.findIndex((line) => line.startsWith('one '));
    assert.ok(heading > 0);
    const step = lines.find((line) => line.includes('/w/x.ps1')) ?? '';
    assert.match(step, /\b1\b.*\b2\b.*powershell \/w\/x\.ps1 {2,}1 min .*FAILED$/);
    const targets = links.filter(({ target }) => typeof target !== 'string');
    for (const { line, start, end } of targets) {
      assert.match(lines[line]?.slice(start, end) ?? '', /^\S.*\S$/);
      assert.match(lines[line]?.slice(end) ?? '', /^( {2}|$)/, 'to the end of what is linked');
    }
    assert.ok(targets.length >= 2);
    const missing = lines.filter((line) => /manifest|\b2\b.*\b2\b/.test(line));
    assert.equal(missing.length, 2, missing.join('\n'));
  });

  it('of a build that runs says what goes on, and what is to come', () => {
    const shown = (status: RunRecord['status']) =>
      textOf({ ...runRecord({ status }), steps: [open] }).lines.filter((line) =>
        /powershell|manifest/.test(line),
      );
    const [running, abandoned] = [shown('running'), shown('abandoned')];
    assert.match(running[0] ?? '', /30 min .*\w$/);
    assert.doesNotMatch(abandoned[0] ?? '', /min/);
    assert.equal(running.length, abandoned.length);
    assert.notEqual(running.at(-1), abandoned.at(-1));
  });

  it('shortens long labels, and links what is left of them', () => {
    const long = runStep({ text: 'x'.repeat(200) });
    const { lines } = textOf(runRecord({ steps: [long] }));
    assert.ok(lines.some((line) => /^ {2}\S+ +x{71}… {2}1 min/.test(line)));
  });

  it('has columns that line up, whatever stands in them', () => {
    const took = (text: string, length: number) => runStep({ text, ended: began + length });
    const steps = [took('Short', minute), took('Long', 11 * 60 * minute + 59 * minute + 59_000)];
    const usual = usualRun([runRecord({ steps }), runRecord({ steps })], defaultChoices);
    const { lines } = textOf(runRecord({ steps }), usual);
    const [heading, ...rows] = ['took', 'Short', 'Long'].map((word) =>
      lines.find((line) => line.includes(word)),
    );
    const usually = heading?.indexOf('usually') ?? 0;
    const after = heading?.indexOf('took') ?? 0;
    assert.ok(after > 0 && usually > after, heading);
    for (const row of rows)
      for (const at of [after, usually]) assert.match(row?.slice(at - 2) ?? '', /^ {2}\d/);
  });

  it('says what is usual, and of how many runs', () => {
    const earlier = (count: number) =>
      usualRun(
        Array.from({ length: count }, () => runRecord({ steps: [{ ...first, ended: began + 3 * minute }] })),
        defaultChoices,
      );
    const usually = (count: number) => textOf(runRecord({ steps: [first] }), earlier(count)).lines;
    const [none, one, three] = [0, 1, 3].map((count) =>
      usually(count).slice(0, usually(count).indexOf('', 2)),
    );
    assert.deepEqual(
      [one, three].map((facts) => facts?.length),
      [1, 1].map((more) => (none?.length ?? 0) + more),
    );
    assert.match(one?.at(-1) ?? '', /\brun\b/);
    assert.match(three?.at(-1) ?? '', /\b3\b.*\bruns\b/);
    const step = usually(3).find((line) => line.includes('/w/x.ps1'));
    assert.match(step ?? '', / {2}1 min +3 min$/);
  });
});

describe('the choices of a run', () => {
  it('are told as Packer is given them, without what is secret', () => {
    assert.equal(describeChoices(defaultChoices), '');
    assert.match(
      describeChoices({
        ...defaultChoices,
        only: ['a', 'b'],
        except: ['c'],
        varFiles: ['v.json'],
        variables: { x: '1' },
        secrets: ['password'],
        force: true,
        onError: 'abort',
        parallel: 2,
        debugLog: true,
        withoutRegistry: true,
      }),
      /^-only=a,b -except=c -var-file=v\.json -var x=1 -var password=\(\w+\) -force -on-error=abort -parallel-builds=2 PACKER_LOG=1 HCP_PACKER_REGISTRY=off$/,
    );
  });
});
