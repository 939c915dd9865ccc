import assert from 'node:assert/strict';
import { explainVagrantfile } from '../../../../src/language/explain/explainVagrantfile';
import { lintVagrantfile } from '../../../../src/lint/lintVagrantfile';
import { Projects } from '../../../../src/lint/project';
import { memoryFiles } from '../../../support/memoryFiles';
import { loadTestReader } from '../../../support/ruleTests';

describe('what is told of a place of a Vagrantfile', () => {
  const vagrantfile = `Vagrant.configure("2") do |config|
  config.vm.communicator = "winrm"
  config.winrm.username = "packer"
  config.winrm.password = "secret"
  config.vm.provider "hyperv" do |h|
    h.memory = 2048
    h.maxmemory = 4096
  end
  (1..6).each { |i| config.vm.define "n#{i}" }
  config.vm.provision "base", type: "shell", path: "setup.ps1"
end
`;
  const script = 'if ($x) { Restart-Computer }\n';

  const at = async (path: string, what: string, text = vagrantfile) => {
    const files = { '/p/Vagrantfile': text, '/p/setup.ps1': script };
    const { vagrantProject: project } = lintVagrantfile(
      '/p/Vagrantfile',
      new Projects(memoryFiles(files, '/p')).ofFolder('/p'),
      await loadTestReader(),
    );
    assert.ok(project);
    const offset = (path.endsWith('ps1') ? script : text).indexOf(what) + 1;
    return explainVagrantfile(project, path, offset).flatMap(({ lines }) => lines);
  };

  it('is the memory, of all machines once', async () => {
    const names = "'n1', 'n2', 'n3', 'n4' and 2 more";
    assert.deepEqual(await at('/p/Vagrantfile', '2048'), [`Memory of ${names} with hyperv: 2048 MB.`]);
    assert.deepEqual(await at('/p/Vagrantfile', '4096'), [
      `The memory of ${names} with hyperv grows up to 4096 MB (dynamic memory).`,
    ]);
  });

  it('is the way in, without the password', async () => {
    const [said = ''] = await at('/p/Vagrantfile', '"winrm"');
    assert.match(
      said,
      /^Vagrant connects to 'n1'.* over WinRM, port 5985 \(default\), user packer, times out after 300 s \(default\)\.$/,
    );
    assert.doesNotMatch(said, /secret/);
    const text =
      'Vagrant.configure("2") do |c|\n  c.vm.communicator = "winssh"\n  c.vm.boot_timeout = 600\nend\n';
    assert.deepEqual(await at('/p/Vagrantfile', '"winssh"', text), [
      "Vagrant connects to 'default' over SSH (winssh), port 22 (default), user vagrant (default), times out after 600 s.",
    ]);
  });

  it('is what a command of a script does', async () => {
    const [said = ''] = await at('/p/setup.ps1', 'Restart-Computer');
    assert.match(said, /^Restarts\. Run by the provisioner 'base' of 'n1'.*\. It depends on a condition\.$/);
  });

  it('is nothing elsewhere', async () => {
    assert.deepEqual(await at('/p/Vagrantfile', 'configure'), []);
  });
});
