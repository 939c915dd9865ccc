import assert from 'node:assert/strict';
import { stepLabel } from '../../../../../src/tools/packer/plan/stepLabel';
import { pipelineOf } from '../../../../support/templates';

/** How the only provisioner of a template is called. */
function labelOf(provisioner: object, variables: object = {}, sensitive: readonly string[] = []): string {
  const { timelines } = pipelineOf({
    variables,
    'sensitive-variables': sensitive,
    builders: [{ type: 'null', communicator: 'none' }],
    provisioners: [provisioner],
  });
  const step = timelines[0]?.steps.find(({ phase }) => phase === 'provision');
  assert.ok(step);
  return stepLabel(step, timelines[0]?.hidden ?? []);
}

describe('the label of a step', () => {
  for (const [provisioner, label] of [
    [{ type: 'powershell', script: 'scripts/a.ps1' }, 'a.ps1'],
    [{ type: 'shell', scripts: ['x/a.sh', 'x/b.sh'] }, 'a.sh and b.sh'],
    [{ type: 'shell', scripts: ['a', 'b', 'c', 'd', 'e'] }, 'a, b, c and 2 more'],
    [
      { type: 'powershell', inline: ['Install-Module x -Force', 'Restart-Computer'] },
      'Install-Module x -Force',
    ],
    [{ type: 'powershell', inline: ['# only a comment'] }, 'powershell'],
    [{ type: 'shell-local', command: 'make all' }, 'make all'],
    [{ type: 'file', source: 'tools/x.exe', destination: 'C:/x.exe' }, 'x.exe'],
    [{ type: 'file', source: 'tools/', destination: 'C:/' }, 'tools'],
    [{ type: 'file', content: 'x', destination: '/etc/motd' }, 'motd'],
    [{ type: 'ansible', playbook_file: 'p/site.yml' }, 'site.yml'],
    [{ type: 'windows-restart' }, 'windows-restart'],
    [{ type: 'powershell', elevated_user: 'x' }, 'powershell'],
  ] as const)
    it(`begins with what tells it from others: ${label}`, () => assert.equal(labelOf(provisioner), label));

  it('shows no secrets', () => {
    const variables = { key: 'hunter2' };
    for (const provisioner of [
      { type: 'shell', inline: ['login --key {{user `key`}}', 'ls'] },
      { type: 'shell', script: '{{user `key`}}.sh' },
    ])
      assert.doesNotMatch(labelOf(provisioner, variables, ['key']), /hunter2/);
    assert.doesNotMatch(labelOf({ type: 'shell', inline: ['net user x hunter2 /add'] }), /hunter2/);
  });
});
