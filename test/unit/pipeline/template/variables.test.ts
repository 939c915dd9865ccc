import assert from 'node:assert/strict';
import { templateVariables } from '../../../../src/pipeline/template/variables';
import { setting } from '../../../../src/pipeline/value';
import { buildOf, filesOf, plain, read } from './read';
import type { Names } from './read';

/** What is told of the variables, without their places. */
const variables = (names: Names, ...varFiles: string[]) =>
  templateVariables(read(names), filesOf(names), { varFiles: varFiles.map((name) => `/t/${name}`) }).map(
    ({ location, ...rest }) => {
      assert.ok(names[location.path.replace('/t/', '')]?.slice(location.span.start, location.span.end));
      return rest;
    },
  );

describe('Variables of a template', () => {
  const json = JSON.stringify({
    variables: {
      user: 'vagrant',
      need: null,
      empty: '',
      size: 4096,
      box: '{{user `user`}}.box',
      home: '{{env `HOME`}}/x',
      password: 'x',
    },
    'sensitive-variables': ['password'],
    builders: [{ type: 'null' }],
  });

  it('of a JSON template', () => {
    assert.deepEqual(variables({ 't.json': json }), [
      { name: 'user', required: false, sensitive: false, value: 'vagrant' },
      { name: 'need', required: true, sensitive: false },
      { name: 'empty', required: false, sensitive: false, value: '' },
      { name: 'size', required: false, sensitive: false, value: '4096' },
      { name: 'box', required: false, sensitive: false, value: 'vagrant.box' },
      { name: 'home', required: false, sensitive: false, value: '{{env `HOME`}}/x' },
      { name: 'password', required: false, sensitive: true, value: 'x' },
    ]);
  });

  it('of a JSON template with a file that sets some', () => {
    const found = variables({ 't.json': json, 'v.json': '{"need": "that", "user": "me"}' }, 'v.json');
    assert.deepEqual(found.slice(0, 2), [
      { name: 'user', required: false, sensitive: false, value: 'me', setIn: '/t/v.json' },
      { name: 'need', required: false, sensitive: false, value: 'that', setIn: '/t/v.json' },
    ]);
    assert.equal(found[4]?.value, 'me.box');
  });

  it('of a JSON template without any', () => {
    assert.deepEqual(variables({ 't.json': '{"builders": [{"type": "null"}], "variables": [}' }), []);
  });

  const hcl = `variable "need" {
  type        = string
  description = "What is \${upper("needed")}."
}
variable "nothing" { default = null }
variable "sizes" {
  type    = list(number)
  default = [1, 2]
}
variable "key" {
  sensitive = true
  default   = "k"
}
variable "home" { default = env("HOME") }
variables {
  region = "eu"
  count  = 2
}
source "null" "a" { region = var.region }
build { sources = ["null.a"] }
`;

  it('of an HCL2 template', () => {
    assert.deepEqual(variables({ 'a.pkr.hcl': hcl }), [
      { name: 'need', description: 'What is NEEDED.', type: 'string', required: true, sensitive: false },
      { name: 'nothing', required: false, sensitive: false },
      { name: 'sizes', type: 'list(number)', required: false, sensitive: false, value: '[1,2]' },
      { name: 'key', required: false, sensitive: true, value: 'k' },
      { name: 'home', required: false, sensitive: false },
      { name: 'region', required: false, sensitive: false, value: 'eu' },
      { name: 'count', required: false, sensitive: false, value: '2' },
    ]);
  });

  it('of an HCL2 template with files that set some: the last one counts', () => {
    const names = {
      'a.pkr.hcl': hcl,
      'z.auto.pkrvars.hcl': 'need = "auto"\nregion = "us"\n',
      'given.pkrvars.hcl': 'region = "asia"\n',
    };
    const found = variables(names, 'given.pkrvars.hcl');
    const named = (name: string) => found.find((one) => one.name === name);
    assert.equal(named('need')?.required, false);
    assert.equal(named('need')?.setIn, '/t/z.auto.pkrvars.hcl');
    assert.equal(named('region')?.value, 'asia');
    assert.equal(named('region')?.setIn, '/t/given.pkrvars.hcl');
  });

  it('of an HCL2 template in JSON syntax', () => {
    const text = JSON.stringify({
      variable: { need: { type: 'string', sensitive: true }, size: { default: 5 } },
      variables: { region: 'eu' },
      source: { null: { a: {} } },
    });
    assert.deepEqual(variables({ 'a.pkr.json': text }), [
      { name: 'need', type: 'string', required: true, sensitive: true },
      { name: 'size', required: false, sensitive: false, value: '5' },
      { name: 'region', required: false, sensitive: false, value: 'eu' },
    ]);
  });

  it('declared in a block of several are known in the template', () => {
    assert.equal(plain(setting(buildOf(read({ 'a.pkr.hcl': hcl })).source, 'region')), 'eu');
  });
});
