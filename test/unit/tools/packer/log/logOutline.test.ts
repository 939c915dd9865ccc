import assert from 'node:assert/strict';
import { LogOutline } from '../../../../../src/tools/packer/log/logOutline';

const log = `Warning: Warning when preparing build: "win"

A checksum of 'none' was specified.

2026-11-23T05:00:00Z: ==> win: Retrieving ISO
2026-11-23T05:00:01Z: ==> win: Trying win.iso
2026-11-23T05:00:02Z: ==> nix: Retrieving ISO
2026-11-23T05:00:03Z: ==> win: Waiting for WinRM to become available...
2026-11-23T05:00:10Z:     win: WinRM connected.
2026-11-23T05:00:10Z: ==> win: #< CLIXML
2026-11-23T05:00:10Z: ==> win: <Objs Version="1.1.0.1"><Obj S="progress" RefId="0"></Obj></Objs>
2026-11-23T05:00:11Z: ==> win: Connected to WinRM!
2026-11-23T05:00:12Z: ==> win: Provisioning with Powershell...
2026-11-23T05:00:12Z: ==> win: Provisioning with powershell script: scripts/one.ps1
2026-11-23T05:00:20Z: ==> win: nosuch : The term 'nosuch' is not recognized
2026-11-23T05:00:20Z: ==> win: At C:\\Windows\\Temp\\script-5f3a0b6e-1111-2222-3333-444455556666.ps1:12 char:3
2026-11-23T05:00:21Z: ==> win: Running post-processor: vagrant
2026-11-23T05:00:21Z: ==> win (vagrant): Creating Vagrant box for 'virtualbox' provider
2026-11-23T05:00:22Z: Build 'win' finished after 22 seconds.

==> Wait completed after 22 seconds

==> Builds finished. The artifacts of successful builds are:
--> win: 'virtualbox' provider box: win.box
`.split('\n');

function read(lines: readonly string[]): LogOutline {
  const outline = new LogOutline();
  for (const line of lines) outline.line(line);
  return outline;
}

describe('LogOutline', () => {
  it('tells where the steps of each build stand', () => {
    const steps = read(log).steps.map(({ step, first, last }) => [
      `${step.build}: ${log[first]?.replace(/^.*?==> \w+: /, '')}`,
      first,
      last,
    ]);
    const find = (text: string) => steps.find(([label]) => label === text)?.slice(1);
    assert.deepEqual(find('nix: Retrieving ISO'), [6, 6]);
    assert.deepEqual(find('win: Waiting for WinRM to become available...')?.[0], 7);
    assert.deepEqual(find('win: Provisioning with Powershell...'), [12, 15]);
    // What the post-processor says belongs to it, and not how the build ended, which is seen when all is folded.
    assert.deepEqual(find('win: Running post-processor: vagrant'), [16, 17]);
  });

  it('ends a step where the next one of any build begins', () => {
    for (const { first, next } of read(log).steps) assert.ok(next === undefined || next > first);
    const provisioning = read(log).steps.find(({ first }) => first === 12);
    assert.equal(provisioning?.next, 16);
  });

  it('tells where each build stands', () => {
    const { builds } = read(log);
    assert.deepEqual([...builds.keys()], ['win', 'nix']);
    assert.equal(builds.get('win')?.first, 4);
    assert.ok(Number(builds.get('win')?.last) >= 17);
  });

  it('finds the noise of PowerShell', () =>
    assert.deepEqual(
      read(log).noise.map(({ first, last }) => [first, last]),
      [[9, 10]],
    ));

  it('finds places in scripts, with the local file of an uploaded one', () => {
    const [place, ...others] = read(log).places;
    assert.deepEqual(others, []);
    assert.deepEqual(place?.files, ['scripts/one.ps1']);
    assert.equal(place.at, 15);
    assert.equal(log[15]?.slice(place.start, place.end), place.path + ':12 char:3');
    assert.equal(place.step?.build, 'win');
  });

  it('reads on where it was', () => {
    const outline = read(log.slice(0, 14));
    for (const line of log.slice(14)) outline.line(line);
    assert.deepEqual(outline.steps, read(log).steps);
    assert.deepEqual(outline.places, read(log).places);
    assert.equal(outline.lines, log.length);
  });
});
