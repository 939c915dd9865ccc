import { jsonTemplate, testRule } from '../../support/ruleTests';

const json = (...steps: object[]) => jsonTemplate({}, ...steps.map((step) => ({ type: 'file', ...step })));

/** With a mark around the whole string. */
const marked = (text: string, destination: string) => text.replace(`"${destination}"`, `«"${destination}"»`);

const hcl = (destination: string) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
}
build {
  sources = ["source.virtualbox-iso.x"]
  provisioner "file" {
    source      = "files/setup.exe"
    destination = "${destination}"
  }
}
`;

testRule('file-destination-without-slash', {
  found: {
    'a folder of Windows': {
      files: {
        'x.json': marked(json({ source: 'x.ps1', destination: 'C:/Windows/Temp' }), 'C:/Windows/Temp'),
      },
      fixed: { 'x.json': json({ source: 'x.ps1', destination: 'C:/Windows/Temp/' }) },
    },
    'a folder in HCL2, written with backslashes': {
      files: { 'x.pkr.hcl': marked(hcl('C:\\\\Windows\\\\Temp'), 'C:\\\\Windows\\\\Temp') },
      fixed: { 'x.pkr.hcl': hcl('C:\\\\Windows\\\\Temp\\\\') },
    },
    'several files': {
      files: { 'x.json': marked(json({ sources: ['a.ps1', 'b.ps1'], destination: 'C:/tools' }), 'C:/tools') },
    },
    'a folder of another step': {
      files: {
        'x.json': marked(
          json(
            { source: 'a.ps1', destination: 'C:/Setup/a.ps1' },
            { source: 'b.ps1', destination: 'C:/Setup' },
          ),
          'C:/Setup',
        ),
      },
    },
    'a name that most likely is a folder': {
      files: { 'x.pkr.hcl': marked(hcl('C:/Installers'), 'C:/Installers') },
      severity: 'warning',
      fixed: { 'x.pkr.hcl': hcl('C:/Installers/') },
    },
  },
  silent: {
    'a slash at the end': { 'x.json': json({ source: 'x.ps1', destination: 'C:/Windows/Temp/' }) },
    'a file with its name': { 'x.json': json({ source: 'x.ps1', destination: 'C:/Windows/Temp/y.ps1' }) },
    'a folder that is uploaded': { 'x.json': json({ source: 'files', destination: 'C:/Windows/Temp' }) },
    'the name without its extension': { 'x.json': json({ source: 'tool.exe', destination: 'C:/bin/tool' }) },
    'folders that are uploaded': {
      'x.json': json({ sources: ['files', 'tools.d'], destination: 'C:/Setup' }),
      'tools.d/a.ps1': '',
    },
    'a file that has no extension in Windows': {
      'x.json': json({ source: 'key.pub', destination: 'C:/ProgramData/ssh/administrators_authorized_keys' }),
    },
    'a download': { 'x.json': json({ source: 'C:/x.log', destination: 'logs', direction: 'download' }) },
    Linux: {
      'x.json': JSON.stringify({
        builders: [{ type: 'docker' }],
        provisioners: [{ type: 'file', source: 'motd.txt', destination: '/etc/motd' }],
      }),
    },
  },
});
