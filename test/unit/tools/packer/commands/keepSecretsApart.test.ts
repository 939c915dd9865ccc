import assert from 'node:assert/strict';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { keepSecretsApart } from '../../../../../src/tools/packer/commands/keepSecretsApart';
import { build } from '../../../../../src/tools/packer/commands/packer';
import { memoryFiles } from '../../../../support/memoryFiles';
import { templateOf } from '../../../../support/templates';

const template = templateOf({
  variables: { quiet: '', size: '', rootpw: '' },
  'sensitive-variables': ['quiet'],
  builders: [{ type: 'null', communicator: 'none' }],
});
const apart = (variables: Record<string, string>, secrets = new Map<string, string>()) =>
  keepSecretsApart(
    {
      template,
      target: { dialect: 'json' as const, path: template.path, cwd: template.folder },
      choices: { ...defaultChoices, variables, secrets: [...secrets.keys()] },
      secrets,
    },
    memoryFiles({ [template.path]: template.files[0]?.text ?? '' }),
  );

describe('Variables that a task sets', () => {
  it('are kept apart where the template or their name says that they are secret', () => {
    const { choices, secrets, target } = apart({ quiet: 'canary-1', rootpw: 'canary-2', size: '5' });
    assert.deepEqual(choices.variables, { size: '5' });
    assert.deepEqual(choices.secrets, ['quiet', 'rootpw']);
    assert.deepEqual([...secrets.values()], ['canary-1', 'canary-2']);
    const { args } = build(target, choices, { secretsFile: '/s.json' });
    assert.deepEqual(
      args.filter((arg) => /canary|size|s\.json/.test(arg)),
      ['size=5', '-var-file=/s.json'],
    );
  });

  it('win over values that were kept before', () => {
    const { choices, secrets } = apart({ rootpw: 'new' }, new Map([['rootpw', 'old']]));
    assert.deepEqual([choices.secrets, secrets.get('rootpw')], [['rootpw'], 'new']);
  });

  it('stay where they are when they are no secrets', () => {
    const { choices, secrets } = apart({ size: '5' });
    assert.deepEqual([choices.variables, choices.secrets, secrets.size], [{ size: '5' }, [], 0]);
  });
});
