import assert from 'node:assert/strict';
import { lintPaths } from '../../../src/lint/lintPaths';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { loadTestReader } from '../../support/ruleTests';

describe('lintPaths of HCL2 templates', () => {
  const windows = (name: string, more = '') => `${more}source "qemu" "${name}" {
  iso_url          = "http://example.com/windows.iso"
  iso_checksum     = "file:http://example.com/sums"
  winrm_username   = "vagrant"
  memory           = var.memory
  communicator     = "winrm"
  winrm_password   = "x"
  shutdown_command = "shutdown /s"
}
build {
  sources = ["qemu.${name}"]
  provisioner "powershell" {
    only   = ["qemu.no-${name}"]
    script = "${name}.ps1"
  }
  provisioner "powershell" { script = "shared.ps1" }
}
`;
  const variable = 'variable "memory" {\n  default = 2048\n}\n';
  const scripts = { '/p/a.ps1': '', '/p/b.ps1': '', '/p/shared.ps1': 'Restart-Computer\n' };
  const lint = async (texts: Record<string, string>, ...names: string[]) => {
    const { findings } = await lintPaths(
      names.map((name) => `/p${name && `/${name}`}`),
      memoryFiles({ ...scripts, ...texts }, '/p'),
      rules,
      loadTestReader,
    );
    return findings;
  };
  const told = (findings: Awaited<ReturnType<typeof lint>>) =>
    findings.map(({ rule, location }) => `${location.path.slice(3)} ${rule}`);
  const buildsIn = (findings: Awaited<ReturnType<typeof lint>>) =>
    findings.flatMap(({ message, related }) =>
      [message, ...related.map((one) => one.message)].flatMap((text) => text.match(/qemu\.[ab]\b/g) ?? []),
    );

  const sound = {
    '/p/a.pkr.hcl': windows('a'),
    '/p/b.pkr.hcl': windows('b'),
    '/p/variables.pkr.hcl': variable,
  };

  it('has of a file of a sound folder what its own builds do, with the variables of the folder', async () => {
    const found = await lint(sound, 'a.pkr.hcl');
    assert.deepEqual(told(found), [
      'a.pkr.hcl memory-below-4gb',
      'a.pkr.hcl unknown-build-name',
      'shared.ps1 reboot-in-provisioner',
    ]);
    assert.deepEqual(new Set(buildsIn(found)), new Set(['qemu.a']));
  });

  it('has all of it for the folder, for files that together have all builds, and for one that has none', async () => {
    const all = told(await lint(sound, ''));
    assert.deepEqual(all, [
      'a.pkr.hcl memory-below-4gb',
      'a.pkr.hcl unknown-build-name',
      'b.pkr.hcl unknown-build-name',
      'shared.ps1 reboot-in-provisioner',
    ]);
    assert.deepEqual(told(await lint(sound, 'a.pkr.hcl', 'b.pkr.hcl')), all);
    assert.deepEqual(told(await lint(sound, 'variables.pkr.hcl')), all);
    assert.deepEqual(told(await lint(sound, 'a.pkr.hcl', '')), all);
  });

  it('says of separate templates nothing that another file makes so', async () => {
    const separate = {
      '/p/a.pkr.hcl': windows('a', variable),
      '/p/b.pkr.hcl': windows('b', 'variable "memory" {\n  default = 8192\n}\n'),
    };
    assert.deepEqual(told(await lint(separate, '')), [
      'a.pkr.hcl memory-below-4gb',
      'a.pkr.hcl unknown-build-name',
      'b.pkr.hcl separate-templates',
      'b.pkr.hcl unknown-build-name',
      'shared.ps1 reboot-in-provisioner',
    ]);
    assert.ok(told(await lint(separate, 'b.pkr.hcl')).every((one) => !one.startsWith('a.pkr.hcl')));
  });
});
