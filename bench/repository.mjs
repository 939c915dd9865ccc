import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a template `NAME.json` with the scripts and the answer file that it leads to. */
export function writePipeline(folder, name, { samples }, random, { builders, scripts }) {
  mkdirSync(path.join(folder, 'scripts'), { recursive: true });
  const names = Array.from({ length: scripts }, (_, index) => {
    const [kind, extension] = random.pick([
      ['powershell', 'ps1'],
      ['powershell', 'ps1'],
      ['batch', 'bat'],
    ]);
    const script = `scripts/${name}-${index}.${extension}`;
    writeFileSync(path.join(folder, script), samples[kind](random) + samples[kind](random));
    return script;
  });
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'Autounattend.xml'), samples.xml(random));
  const powershell = names.filter((script) => script.endsWith('.ps1'));
  const template = {
    variables: { iso_url: 'https://example.org/server.iso', headless: 'true' },
    builders: Array.from({ length: builders }, (_, index) => ({
      type: 'virtualbox-iso',
      name: `${name}-${index}`,
      guest_os_type: 'Windows2019_64',
      iso_url: '{{user `iso_url`}}',
      iso_checksum: 'sha256:3e4fa6d8507b554856fc9ca6079cc402df11a8b79344871669f0251535255325',
      memory: 4096,
      floppy_files: [`${name}/Autounattend.xml`, ...powershell.slice(0, 2)],
      communicator: 'winrm',
      winrm_username: 'vagrant',
      winrm_password: 'vagrant',
      shutdown_command: 'shutdown /s /t 10 /f /d p:4:1 /c "Packer Shutdown"',
    })),
    provisioners: [
      ...names.map((script) => ({
        type: script.endsWith('.ps1') ? 'powershell' : 'windows-shell',
        scripts: [script],
      })),
      { type: 'windows-restart' },
      { type: 'powershell', inline: ['Install-WindowsFeature Web-Server', 'Restart-Computer -Force'] },
    ],
    'post-processors': [{ type: 'vagrant', output: '{{.BuildName}}.box' }],
  };
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(template, null, 2));
}
