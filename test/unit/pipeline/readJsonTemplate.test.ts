import assert from 'node:assert/strict';
import { setting, strings, text } from '../../../src/pipeline/value';
import { templateOf } from '../../support/templates';
import { memoryFiles } from '../../support/memoryFiles';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';

describe('readJsonTemplate', () => {
  it('takes nothing for a template that has neither builders nor provisioners', () => {
    for (const other of ['{}', '[]', '{"builders": {}}', '{"name": "x"}', '', 'null'])
      assert.equal(readTemplate('/a.json', memoryFiles({ '/a.json': other })), undefined, other);
  });

  it('names a build by its name, else by its type', () => {
    const { builds } = templateOf({ builders: [{ type: 'null' }, { type: 'null', name: 'two' }, {}] });
    assert.deepEqual(
      builds.map(({ name, type }) => [name, type]),
      [
        ['null', 'null'],
        ['two', 'null'],
      ],
    );
  });

  it('gives each build the provisioners that run in it', () => {
    const { builds } = templateOf({
      builders: [
        { type: 'null', name: 'a' },
        { type: 'null', name: 'b' },
      ],
      provisioners: [{ type: 'shell', only: ['a'] }, { type: 'file', except: ['a'] }, { type: 'powershell' }],
    });
    assert.deepEqual(
      builds.map(({ provisioners }) => provisioners.map(({ type }) => type)),
      [
        ['shell', 'powershell'],
        ['file', 'powershell'],
      ],
    );
  });

  it('reads post-processors in all three forms', () => {
    const { builds } = templateOf({
      builders: [{ type: 'null' }],
      'post-processors': ['compress', { type: 'manifest' }, [{ type: 'vagrant' }, 'checksum']],
    });
    assert.deepEqual(
      builds[0]?.postProcessors.map(({ type }) => type),
      ['compress', 'manifest', 'vagrant', 'checksum'],
    );
  });

  it('puts in user variables, and remembers where they are set', () => {
    const template = templateOf({
      variables: { memory: '2048', iso: '{{user `base`}}/win.iso', base: 'C:', number: 4096 },
      builders: [
        { type: 'null', memory: '{{ user `memory` }}', iso_url: '{{user `iso`}}', n: '{{user `number`}}' },
      ],
    });
    const source = template.builds[0]?.source;
    assert.ok(source);
    assert.equal(text(source, 'memory')?.text, '2048');
    assert.equal(text(source, 'iso_url')?.text, 'C:/win.iso');
    assert.equal(text(source, 'n')?.text, '4096');
    const { definition } = setting(source, 'memory') ?? {};
    assert.equal(template.files[0]?.slice(definition?.span ?? { start: 0, end: 0 }), '"2048"');
  });

  it('leaves what only Packer can fill in, and guesses nothing', () => {
    const template = templateOf({
      variables: { required: null, env: '{{env `X`}}', loop: '{{user `loop`}}' },
      builders: [
        {
          type: 'null',
          paths: [
            '{{user `required`}}',
            '{{user `env`}}',
            '{{user `none`}}',
            '{{isotime}}',
            '{{user `loop`}}',
            '{{.Name}}',
          ],
        },
      ],
    });
    const values = strings(
      setting(
        template.builds[0]?.source ?? {
          kind: 'map',
          entries: [],
          location: { path: '', span: { start: 0, end: 0 } },
        },
        'paths',
      ),
    );
    assert.equal(values.length, 6);
    for (const value of values) assert.equal(value.partial, true, value.text);
  });

  it('knows the folder of the template', () => {
    const source = templateOf({ builders: [{ type: 'null', a: '{{template_dir}}/x', b: '{{pwd}}/x' }] })
      .builds[0]?.source;
    assert.ok(source);
    assert.equal(text(source, 'a')?.text, '/project/x');
    assert.equal(text(source, 'b')?.text, './x');
  });

  it('says what Packer will refuse', () => {
    const { problems } = templateOf('{ // comment\n "builders": [{"type": "null",}] }');
    assert.ok(problems.some(({ message }) => message === 'Packer does not accept comments in JSON.'));
    assert.ok(problems.some(({ message }) => message === 'This comma is one too many: nothing follows it.'));
  });

  it('survives a text that is cut off anywhere', () => {
    const whole = JSON.stringify({
      builders: [{ type: 'null', memory: '{{user `m`}}' }],
      provisioners: [{ type: 'shell', inline: ['a'] }],
    });
    for (let end = 0; end < whole.length; end++)
      readTemplate('/a.json', memoryFiles({ '/a.json': whole.slice(0, end) }));
  });
});
