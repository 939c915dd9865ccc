import { jsonTemplate, testRule } from '../../support/ruleTests';

const plugins = (...lines: string[]) =>
  `packer {\n  required_plugins {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;

const virtualbox = 'virtualbox = { version = ">= 1.0.5", source = "github.com/hashicorp/virtualbox" }';
const dsc = 'dsc = { version = ">= 0.0.5", source = "github.com/xoap-io/dsc" }';

const build = (type: string) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]
  provisioner ${type} {
    manifest_file = "Site.ps1"
  }
}
`;

testRule('dsc-plugin-unloadable', {
  found: {
    'required_plugins without it': {
      files: { 'x.pkr.hcl': plugins(virtualbox) + build('«"dsc"»') },
      message: /required_plugins has no plugin for the dsc provisioner/,
    },
    'required_plugins in a file of its own': {
      files: { 'plugins.pkr.hcl': plugins(virtualbox), 'x.pkr.hcl': build('«"dsc"»') },
    },
    'required_plugins in HCL written as JSON': {
      files: {
        'plugins.pkr.json': JSON.stringify({
          packer: {
            required_plugins: {
              virtualbox: { version: '>= 1.0.5', source: 'github.com/hashicorp/virtualbox' },
            },
          },
        }),
        'x.pkr.hcl': build('«"dsc"»'),
      },
    },
    'two steps of a template once': {
      files: {
        'x.pkr.hcl':
          plugins() +
          build('«"dsc"»').replace(/\}\n$/, '  provisioner "dsc" {\n    manifest_file = "b.ps1"\n  }\n}\n'),
      },
    },
    'HCL2 without required_plugins, which an old Packer takes': {
      files: { 'x.pkr.hcl': build('«"dsc"»') },
      severity: 'info',
      message: /only Packer 1\.5 to 1\.6\.6/,
    },
    'a JSON template of a project that is built with Packer 1.7 or newer': {
      files: {
        'boxwright.json': '{"packerVersion": "1.16.0"}',
        'x.json': jsonTemplate({}, { type: '«dsc»' }).replace(/"«dsc»"/, '«"dsc"»'),
      },
      message: /^Packer 1\.16\.0 cannot load packer-dsc, which was built for versions before 1\.7\. /,
    },
    'a JSON template': {
      files: {
        'x.json': jsonTemplate({}, { type: '«dsc»', manifest_file: 'Site.ps1' }).replace(
          /"«dsc»"/,
          '«"dsc"»',
        ),
      },
      severity: 'info',
      message: /A JSON template cannot require plugins/,
    },
  },
  silent: {
    'required_plugins with it': { 'x.pkr.hcl': plugins(virtualbox, dsc) + build('"dsc"') },
    'one in a second block, in another file': {
      'plugins.pkr.hcl': plugins(virtualbox) + plugins(dsc),
      'x.pkr.hcl': build('"dsc"'),
    },
    'HCL written as JSON': {
      'plugins.pkr.json': JSON.stringify({
        packer: [{ required_plugins: [{ dsc: { version: '>= 0.0.5', source: 'github.com/xoap-io/dsc' } }] }],
      }),
      'x.pkr.hcl': build('"dsc"'),
    },
    'what Packer 1.6.6 loads': {
      'boxwright.json': '{"packerVersion": "1.6.6"}',
      'x.pkr.hcl': build('"dsc"'),
    },
    'a template without dsc': { 'x.pkr.hcl': plugins(virtualbox) + build('"powershell"') },
  },
});
