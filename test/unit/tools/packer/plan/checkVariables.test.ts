import assert from 'node:assert/strict';
import path from 'node:path';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { BuildRequest } from '../../../../../src/tools/packer/commands/buildRequest';
import { asBuilt } from '../../../../../src/tools/packer/plan/asBuilt';
import { checkVariables } from '../../../../../src/tools/packer/plan/checkVariables';
import { memoryFiles } from '../../../../support/memoryFiles';

const at = (name: string): string => path.resolve('/p', name);

const json = memoryFiles(
  {
    [at('a.json')]: JSON.stringify({
      variables: { needed: null, usual: 'x' },
      builders: [{ type: 'null', vm_name: '{{ user `usual` }}' }],
    }),
    [at('v.json')]: '{"needed":"y"}',
  },
  path.parse(at('')).root,
  path,
);
const hcl = memoryFiles(
  {
    [at('a.pkr.hcl')]:
      'variable "needed" {}\nvariable "secret" { sensitive = true }\nsource "null" "a" {}\nbuild { sources = ["source.null.a"] }\n',
    [at('a.auto.pkrvars.hcl')]: 'secret = "in the file"\n',
  },
  path.parse(at('')).root,
  path,
);

function request(
  files: typeof json,
  given: Partial<BuildRequest['choices']>,
  secrets: string[] = [],
): BuildRequest {
  const template = readTemplate(files === json ? at('a.json') : at('a.pkr.hcl'), files);
  assert.ok(template);
  return {
    template,
    target: { dialect: template.dialect, path: template.path, cwd: at('') },
    choices: { ...defaultChoices, ...given, secrets },
    secrets: new Map(secrets.map((name) => [name, 'value'])),
  };
}

describe('checkVariables', () => {
  it('finds those without a value', () => {
    assert.deepEqual(checkVariables(request(json, {}), json, {}).unset, ['needed']);
    assert.deepEqual(checkVariables(request(json, { variables: { needed: 'z' } }), json, {}).unset, []);
    assert.deepEqual(checkVariables(request(json, { varFiles: ['v.json'] }), json, {}).unset, []);
    assert.deepEqual(checkVariables(request(json, {}, ['needed']), json, {}).unset, []);
  });

  it('takes the environment for HCL2 alone', () => {
    const environment = { PKR_VAR_needed: 'z' };
    assert.deepEqual(checkVariables(request(json, {}), json, environment).unset, ['needed']);
    assert.deepEqual(checkVariables(request(hcl, {}), hcl, environment).unset, []);
    assert.deepEqual(checkVariables(request(hcl, {}), hcl, {}).unset, ['needed']);
  });

  it('finds files that are gone', () => {
    const { missingFiles } = checkVariables(request(json, { varFiles: ['v.json', 'gone.json'] }), json, {});
    assert.deepEqual(missingFiles, [at('gone.json')]);
  });

  it('finds secrets that a file overrules', () => {
    const { overruled } = checkVariables(request(hcl, {}, ['secret', 'needed']), hcl, {});
    assert.deepEqual(overruled, [{ name: 'secret', setIn: at('a.auto.pkrvars.hcl') }]);
  });
});

describe('asBuilt', () => {
  it('reads the template with the variables that are chosen', () => {
    const name = (given: Partial<BuildRequest['choices']>) => {
      const value = asBuilt(request(json, given), json).builds[0]?.source;
      return JSON.stringify(value);
    };
    assert.match(name({ variables: { usual: 'chosen' } }), /chosen/);
    assert.doesNotMatch(name({}), /chosen/);
  });
});
