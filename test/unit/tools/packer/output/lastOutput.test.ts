import assert from 'node:assert/strict';
import { RunProgress } from '../../../../../src/tools/packer/output/runProgress';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';
import { recorded } from '../../../../support/recorded';

function failedIn(output: string): readonly RunStep[] {
  const progress = new RunProgress();
  for (const line of output.split('\n')) progress.line(line, 0);
  return progress.steps.filter(({ failed }) => failed);
}

/** What the only step that fails in an output of Packer has said last. */
function lastOf(...lines: readonly string[]): readonly string[] | undefined {
  const [step, ...others] = failedIn(
    [...lines, "Build 'one' errored after 1 second: Script exited with non-zero exit status: 1."].join('\n'),
  );
  assert.ok(step && !others.length);
  return step.output?.lines;
}

const shell = '==> one: Provisioning with shell script: x.sh';
const powershell = '==> one: Provisioning with powershell script: x.ps1';
const failed = '==> one: Provisioning step had errors: Running the cleanup provisioner, if present...';

describe('the last output of a step that failed', () => {
  it('is what it wrote to its error output, where Packer tells that from the rest', () => {
    assert.deepEqual(
      lastOf(shell, '==> one: cp: no such file', '    one: going on', '==> one: mv: no such file', failed),
      ['cp: no such file', 'mv: no such file'],
    );
  });

  it('is the end of all that it wrote, where Packer does not, or where it wrote no errors', () => {
    assert.deepEqual(lastOf(shell, '    one: E: a', '    one: E: b', failed), ['E: a', 'E: b']);
    assert.deepEqual(lastOf(shell, '==> one: fine', '==> one: E: b', failed), ['fine', 'E: b']);
    const many = Array.from({ length: 50 }, (_, index) => `    one: line ${index}`);
    assert.deepEqual(lastOf(shell, ...many, failed), ['line 45', 'line 46', 'line 47', 'line 48', 'line 49']);
  });

  it('names the line of the output in which its end stands', () => {
    const [step] = failedIn(
      ['', shell, '==> one: bad', '==> one:  ', '    one: well', failed, '==> one: later'].join('\n'),
    );
    assert.deepEqual(step?.output, { lines: ['bad'], line: 2 });
  });

  for (const version of ['1.6.6', '1.16.0'])
    it(`is known of a real run of Packer ${version}`, () => {
      const calls = recorded(`packer/runs-${version}.txt`);
      const { stdout } = calls.get('packer build -color=false -timestamp-ui fail.json') ?? assert.fail();
      const [step] = failedIn(stdout);
      assert.deepEqual(step?.output?.lines, ['bad']);
      assert.match(stdout.split('\n')[step.output.line] ?? '', / bad$/);
    });

  it('is that of this step alone, not of those before it, of other builds, or of the cleaning up', () => {
    assert.deepEqual(
      lastOf(
        shell,
        '==> one: before',
        '==> one: Provisioning with shell script: y.sh',
        '==> two: other',
        '==> one: why',
        failed,
        '==> one: Running local shell script: tidy.sh',
        '==> one: tidied',
      ),
      ['why'],
    );
    assert.equal(
      lastOf(shell, '==> one: before', '==> one: Provisioning with shell script: y.sh'),
      undefined,
    );
  });

  it('is that of the last try', () => {
    assert.deepEqual(
      lastOf(
        shell,
        '==> one: first try',
        '==> one: Provisioner failed with "Script exited", retrying with 1 trie(s) left',
        shell,
        '==> one: second try',
        failed,
      ),
      ['second try'],
    );
  });

  it('of PowerShell is its message, without the place and the category below it', () => {
    const record = [
      "Set-Service : Service Nosuch was not found on computer '.'.",
      'At C:\\Windows\\Temp\\script-67dabdd0.ps1:7 char:1',
      '+ Set-Service -Name Nosuch',
      '+ ~~~~~~~~~~~~~~~~~~~~~~~~',
      '    + CategoryInfo          : ObjectNotFound: (.:String) [Set-Service]',
      '    + FullyQualifiedErrorId : InvalidOperationException',
    ];
    assert.deepEqual(lastOf(powershell, ...record.map((line) => `==> one: ${line}`), failed), [record[0]]);
    const xml = record
      .map((line) => `<S S="Error">${line.replace(/'/g, '&apos;')}_x000D__x000A_</S>`)
      .join('');
    assert.deepEqual(
      lastOf(
        powershell,
        '==> one: #< CLIXML',
        `==> one: <Objs Version="1.1.0.1"><Obj S="progress"><TN><T>x</T></TN></Obj>${xml}</Objs>`,
        failed,
      ),
      [record[0]],
    );
  });

  it('is nothing where PowerShell has only written its progress', () => {
    assert.equal(
      lastOf(powershell, '==> one: #< CLIXML', '==> one: <Objs><Obj S="progress"></Obj></Objs>', failed),
      undefined,
    );
  });

  it('has the commands that set -x shows only where there is nothing else', () => {
    assert.deepEqual(lastOf(shell, '==> one: + cp a b', '==> one: cp: no a', failed), ['cp: no a']);
    assert.deepEqual(lastOf(shell, '==> one: + true', '==> one: + false', failed), ['+ true', '+ false']);
  });

  it('is nothing of steps in which only Packer speaks', () => {
    assert.equal(lastOf('==> one: Waiting for WinRM to become available...', '==> one: Hm.'), undefined);
    assert.equal(lastOf('==> one: Running post-processor: vagrant', '==> one (vagrant): Making'), undefined);
    assert.equal(
      lastOf('==> one: Provisioning with Ansible...', '==> one: Executing Ansible: ansible-playbook x'),
      undefined,
    );
  });

  it('is that of the commands of a post-processor', () => {
    for (const name of ['shell-local', ' (type shell-local)'])
      assert.deepEqual(
        lastOf(`==> one: Running post-processor: ${name}`, '==> one (shell-local): gzip: no space'),
        ['gzip: no space'],
      );
  });
});
