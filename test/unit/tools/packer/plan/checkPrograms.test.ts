import assert from 'node:assert/strict';
import { builderPrograms } from '../../../../../src/tools/packer/plan/builderPrograms';
import { checkPrograms } from '../../../../../src/tools/packer/plan/checkPrograms';
import type { Host } from '../../../../../src/tools/packer/plan/checkPrograms';
import { credentialRows, lacksHcp } from '../../../../../src/tools/packer/plan/credentials';
import { read } from '../../../pipeline/template/read';

/** A computer with nothing on it. */
const bare: Host = { platform: 'linux', env: {}, home: '/home/me', has: () => false, exists: () => false };

/** What is lacking, in a word each, those that are not certain with a question mark. */
const lacking = (builder: object, host: Partial<Host> = {}) =>
  checkPrograms(read({ 't.json': JSON.stringify({ builders: [builder] }) }).builds, { ...bare, ...host }).map(
    (one) =>
      one.kind === 'program'
        ? `${one.program}${one.certain ? '' : '?'}`
        : one.kind === 'hyperV'
          ? `hyperV ${one.why}`
          : one.of,
  );

describe('programs of builders', () => {
  for (const [builder, programs] of [
    [{ type: 'virtualbox-iso' }, ['VBoxManage']],
    [{ type: 'qemu' }, ['qemu-system-x86_64', 'qemu-img']],
    [{ type: 'qemu', qemu_binary: 'qemu-system-aarch64' }, ['qemu-system-aarch64', 'qemu-img']],
    [{ type: 'qemu', qemu_binary: '/opt/qemu' }, ['qemu-img']],
    [{ type: 'qemu', qemu_binary: '{{user `q`}}' }, ['qemu-img']],
    [{ type: 'vmware-iso' }, ['vmrun?']],
    [{ type: 'vmware-iso', format: 'ova' }, ['vmrun?', 'ovftool']],
    [{ type: 'vmware-iso', format: 'ova', skip_export: true }, ['vmrun?']],
    [{ type: 'vmware-iso', format: 'ova', remote_type: 'esx5' }, []],
    [{ type: 'parallels-iso' }, ['prlctl']],
    [{ type: 'docker' }, ['docker']],
    [{ type: 'docker', docker_path: 'podman' }, ['podman']],
    [{ type: 'vagrant' }, ['vagrant']],
    [{ type: 'azure-arm', use_azure_cli_auth: true }, ['az', 'azureCli']],
    [{ type: 'azure-arm', client_id: 'x' }, []],
    [{ type: 'hyperv-iso' }, ['hyperV system']],
    [{ type: 'null' }, []],
    [{ type: 'vsphere-iso' }, []],
  ] as const)
    it(`are missed: ${JSON.stringify(builder)}`, () => assert.deepEqual(lacking(builder), programs));

  it('are not missed where they are', () => {
    const has = (program: string) => program !== 'qemu-img';
    assert.deepEqual(lacking({ type: 'qemu' }, { has }), ['qemu-img']);
    assert.deepEqual(lacking({ type: 'virtualbox-iso' }, { has }), []);
  });

  it('are not certain to be missing where a plugin looks elsewhere, too', () => {
    assert.deepEqual(lacking({ type: 'vmware-iso' }, { platform: 'darwin' }), ['vmrun?']);
    assert.deepEqual(lacking({ type: 'virtualbox-iso' }, { platform: 'darwin' }), ['VBoxManage']);
    assert.deepEqual(lacking({ type: 'virtualbox-iso' }, { platform: 'win32' }), ['VBoxManage?']);
  });

  it('are said once for all builders that need them', () => {
    const builders = [{ type: 'qemu' }, { type: 'qemu', name: 'two' }, { type: 'null' }];
    const found = checkPrograms(read({ 't.json': JSON.stringify({ builders }) }).builds, bare);
    assert.deepEqual(
      found.map(({ builds }) => builds.map(({ name }) => name)),
      [
        ['qemu', 'two'],
        ['qemu', 'two'],
      ],
    );
  });

  it('are a module of Windows for Hyper-V', () => {
    const windows = { platform: 'win32', env: { SystemRoot: 'D:\\Windows' } } as const;
    const asked: string[] = [];
    const exists = (file: string) => asked.push(file) > 0;
    assert.deepEqual(lacking({ type: 'hyperv-iso' }, { ...windows, exists }), []);
    assert.deepEqual(asked, ['D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules\\Hyper-V']);
    assert.deepEqual(lacking({ type: 'hyperv-iso' }, windows), ['hyperV module']);
  });
});

describe('credentials of clouds', () => {
  const amazon = { type: 'amazon-ebs' };

  it('are missed where there are none', () => {
    assert.deepEqual(lacking(amazon), ['aws']);
    assert.deepEqual(lacking({ ...amazon, skip_credential_validation: true }), []);
  });

  it('are there by a setting, a variable or a file', () => {
    assert.deepEqual(lacking({ ...amazon, profile: 'me' }), []);
    assert.deepEqual(lacking({ ...amazon, access_key: '{{user `k`}}' }), []);
    assert.deepEqual(lacking(amazon, { env: { AWS_ACCESS_KEY_ID: 'x' } }), []);
    assert.deepEqual(lacking(amazon, { env: { AWS_ACCESS_KEY_ID: '' } }), ['aws']);
    const only = (wanted: RegExp) => (file: string) => wanted.test(file);
    assert.deepEqual(lacking(amazon, { exists: only(/\.aws.credentials$/) }), []);
    assert.deepEqual(
      lacking(amazon, { env: { AWS_CONFIG_FILE: '/etc/aws' }, exists: only(/^\/etc\/aws$/) }),
      [],
    );
    const login = { type: 'azure-arm', use_azure_cli_auth: true };
    assert.deepEqual(lacking(login, { has: () => true, exists: only(/azureProfile\.json$/) }), []);
  });

  it('have a source in each row, and so do programs', () => {
    for (const { source } of [...builderPrograms, ...credentialRows]) assert.match(source, /^https:/);
  });
});

describe('credentials of HCP Packer', () => {
  const both = { HCP_CLIENT_ID: 'x', HCP_CLIENT_SECRET: 'y' };
  for (const [name, publishes, host, lacks] of [
    ['a template that publishes', true, {}, true],
    ['one that does not', false, {}, false],
    ['one by its environment', false, { env: { HCP_PACKER_BUCKET_NAME: 'b' } }, true],
    ['one by its environment, turned on', false, { env: { HCP_PACKER_REGISTRY: '1' } }, true],
    ['one that is turned off', true, { env: { HCP_PACKER_REGISTRY: 'OFF' } }, false],
    ['one with both', true, { env: both }, false],
    ['one with half of them', true, { env: { HCP_CLIENT_ID: 'x' } }, true],
    ['one with a file', true, { exists: (file: string) => file.endsWith('cred_file.json') }, false],
  ] as const)
    it(`are ${lacks ? '' : 'not '}missed of ${name}`, () =>
      assert.equal(lacksHcp(publishes, { ...bare, ...host }), lacks));
});

describe('a template that publishes to HCP Packer', () => {
  const source = 'source "null" "a" {}\n';
  const at = (text: string) => read({ 'a.pkr.hcl': text }).registry?.span.start;

  it('has a block for it, in a build or beside it', () => {
    const inside = `${source}build {\n  hcp_packer_registry {\n    bucket_name = "b"\n  }\n  sources = ["null.a"]\n}\n`;
    assert.equal(at(inside), inside.indexOf('hcp_packer_registry'));
    const beside = `${source}hcp_packer_registry {}\nbuild {\n  sources = ["null.a"]\n}\n`;
    assert.equal(at(beside), beside.indexOf('hcp_packer_registry'));
    assert.equal(at(`${source}build {\n  sources = ["null.a"]\n}\n`), undefined);
  });
});
