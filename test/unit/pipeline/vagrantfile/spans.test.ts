import assert from 'node:assert/strict';
import type { Span } from '../../../../src/text/span';
import { loadParser, only, read } from './read';

/** A realistic file with about everything that is read. */
const realistic = `# -*- mode: ruby -*-
# Prüfstand für 😀 images
BOX = "acme/windows-server"
MEMORY = 4 * 1024
$prepare = <<-'SCRIPT'
  Write-Host "größer 😀"
  Restart-Computer -Force
SCRIPT

MACHINES = [
  { name: "dc", ip: "10.0.0.10", memory: "4096" },
  { name: "web", ip: "10.0.0.20" },
]

Vagrant.configure("2") do |config|
  config.vm.box = BOX
  config.vm.guest = :windows
  config.vm.communicator = "winrm"
  config.winrm.username = "vagränt"
  config.winrm.password = "vagrant"
  config.winrm.retry_limit = 20

  config.vm.provider "virtualbox" do |vb, override|
    vb.gui = false
    vb.customize ["modifyvm", :id, "--memory", MEMORY]
    override.vm.boot_timeout = 900
  end

  config.vm.provider :vmware_desktop do |v|
    v.vmx["memsize"] = "4096"
  end

  MACHINES.each_with_index do |opts, i|
    config.vm.define opts[:name], primary: i == 0 do |machine|
      machine.vm.hostname = "#{opts[:name]}-ü"
      machine.vm.network :private_network, ip: opts[:ip]
      machine.vm.provider(:hyperv) { |h| h.maxmemory = opts[:memory] || 2048 }
      machine.vm.provision "prepare", type: "shell", inline: $prepare
      machine.vm.provision "shell", run: "always" do |s|
        s.inline = <<~PS
          Get-Service "ä#{i}"
        PS
        s.reboot = true
      end
    end
  end

  if Vagrant.has_plugin?("vagrant-reload")
    config.vm.provision :reload
  end
end
`;

describe('readVagrantfile: spans', () => {
  before(loadParser);

  for (const [what, text] of [
    ['LF', realistic],
    ['CRLF', realistic.replace(/\n/g, '\r\n')],
    ['a byte order mark', `\uFEFF${realistic}`],
  ] as const)
    it(`cover what is written: ${what}`, () => {
      const newline = what === 'CRLF' ? '\r\n' : '\n';
      const cut = (span: Span | undefined): string | undefined =>
        span && text.slice(span.start, span.end).replaceAll(newline, '|');
      const { machines, hidden } = read(text);
      assert.deepEqual(hidden, []);
      const [dc, web] = machines;
      assert.ok(dc && web);
      assert.equal(cut(dc.span)?.slice(0, 53), 'config.vm.define opts[:name], primary: i == 0 do |mac');
      assert.equal(cut(dc.span)?.slice(-3), 'end');
      assert.deepEqual(
        machines.map(({ name, primary, hostname }) => [name, primary, hostname?.value]),
        [
          ['dc', true, 'dc-ü'],
          ['web', false, 'web-ü'],
        ],
      );
      assert.deepEqual(
        dc.settings.map((setting) => [
          setting.path,
          cut(setting.nameSpan),
          cut(setting.span),
          cut(setting.content),
        ]),
        [
          ['vm.box', 'box', 'BOX', 'acme/windows-server'],
          ['vm.guest', 'guest', ':windows', undefined],
          ['vm.communicator', 'communicator', '"winrm"', 'winrm'],
          ['winrm.username', 'username', '"vagränt"', 'vagränt'],
          ['winrm.password', 'password', '"vagrant"', undefined],
          ['winrm.retry_limit', 'retry_limit', '20', undefined],
          ['vm.hostname', 'hostname', '"#{opts[:name]}-ü"', '#{opts[:name]}-ü'],
          ['vm.boot_timeout', 'boot_timeout', '900', undefined],
        ],
      );
      assert.deepEqual(
        [dc, web].map(({ memory }) => memory.map(({ megabytes, span }) => [megabytes, cut(span)])),
        [
          [
            [4096, 'MEMORY'],
            [4096, '"4096"'],
            [4096, 'opts[:memory] || 2048'],
          ],
          [
            [4096, 'MEMORY'],
            [4096, '"4096"'],
            [2048, 'opts[:memory] || 2048'],
          ],
        ],
      );
      const [reload, prepare, shell] = dc.provisioners;
      assert.ok(reload && prepare && shell);
      assert.deepEqual(
        [reload.conditional, cut(reload.span), cut(reload.nameSpan)],
        [true, 'config.vm.provision :reload', ':reload'],
      );
      assert.equal(cut(prepare.nameSpan), '"prepare"');
      assert.equal(cut(prepare.inline?.span), '$prepare');
      assert.equal(cut(prepare.inline?.nameSpan), 'inline:');
      assert.equal(cut(prepare.inline?.content), '  Write-Host "größer 😀"|  Restart-Computer -Force|');
      assert.equal(prepare.inline?.value, '  Write-Host "größer 😀"\n  Restart-Computer -Force\n');
      assert.equal(cut(shell.inline?.span), '<<~PS');
      assert.equal(cut(shell.inline?.content), '          Get-Service "ä#{i}"|');
      assert.equal(shell.inline?.value, 'Get-Service "ä0"\n');
      assert.equal(shell.reboot, true);
      assert.equal(shell.run, 'always');
    });

  it('keep the content of a text of which a part is unknown', () => {
    const text = 'Vagrant.configure(2) { |c| c.vm.provision "shell", inline: "restart #{ENV["X"]} /r" }';
    const { inline } = only(read(text)).provisioners[0] ?? {};
    assert.ok(inline?.content);
    assert.equal(inline.value, undefined);
    assert.equal(text.slice(inline.content.start, inline.content.end), 'restart #{ENV["X"]} /r');
  });

  it('lie inside the file, wherever it is cut off', () => {
    const characters = [...realistic];
    let text = '';
    let machinesSeen = 0;
    for (const character of characters) {
      text += character;
      const { machines, hidden } = read(text);
      machinesSeen = Math.max(machinesSeen, machines.length);
      const spans: (Span | undefined)[] = [...hidden];
      for (const machine of machines) {
        spans.push(machine.span, ...machine.memory.map(({ span }) => span));
        const settings = [...machine.settings, ...machine.provisioners.flatMap(({ options }) => options)];
        for (const { span, nameSpan, content } of settings) spans.push(span, nameSpan, content);
        for (const { span, nameSpan } of machine.provisioners) spans.push(span, nameSpan);
      }
      for (const span of spans)
        assert.ok(!span || (0 <= span.start && span.start <= span.end && span.end <= text.length), text);
    }
    assert.equal(machinesSeen, 2);
  });
});
