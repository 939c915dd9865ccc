import { jsonTemplate, testRule } from '../../support/ruleTests';

const site =
  "Configuration Site {\n  Node localhost {\n    WindowsFeature Web { Name = 'Web-Server' }\n  }\n}\n";

const hcl = (step: string) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]
${step}
}
`;

/** A mark around a JSON string puts it inside of the quotes; places are with them. */
const json = (settings: object) =>
  jsonTemplate({}, { type: 'dsc', ...settings }).replace(/"«([^»]*)»"/g, '«"$1"»');

testRule('dsc-paths', {
  found: {
    'a manifest that is not there, in JSON': {
      files: { 'x.json': json({ manifest_file: '«manifests/Web.ps1»' }), 'manifests/Other.ps1': site },
      message: /'manifests\/Web.ps1' does not exist/,
      fixed: false,
    },
    'a manifest with other capitals': {
      files: {
        'x.pkr.hcl': hcl('  provisioner "dsc" {\n    manifest_file = «"dsc/site.ps1"»\n  }'),
        'dsc/Site.ps1': site,
      },
      severity: 'warning',
      fixed: { 'x.pkr.hcl': hcl('  provisioner "dsc" {\n    manifest_file = "dsc/Site.ps1"\n  }') },
    },
    'folders and the file of the configuration data': {
      files: {
        'x.pkr.hcl': hcl(
          '  provisioner "dsc" {\n    manifest_file = "Site.ps1"\n    configuration_file = «"Data.psd1"»\n    module_paths = ["modules", «"more"»]\n    resource_paths = [«"resources/cX"»]\n    manifest_dir = «"Site.ps1"»\n  }',
        ),
        'Site.ps1': site,
        'modules/x.psm1': '',
      },
      fixed: false,
    },
    'a configuration that is not that of the file name, in JSON': {
      files: { 'x.json': json({ manifest_file: '«Web.Server.ps1»' }), 'Web.Server.ps1': site },
      message:
        /runs the configuration 'Web', named after the file, but 'Web\.Server\.ps1' only contains 'Site'/,
      fixed: {
        'x.json': jsonTemplate(
          {},
          { type: 'dsc', configuration_name: 'Site', manifest_file: 'Web.Server.ps1' },
        ),
      },
    },
    'a named configuration that the manifest does not have': {
      files: {
        'x.pkr.hcl': hcl(
          '  provisioner "dsc" {\n    configuration_name = «"Sites"»\n    manifest_file = "Web.ps1"\n  }',
        ),
        'Web.ps1': site,
      },
      fixed: {
        'x.pkr.hcl': hcl(
          '  provisioner "dsc" {\n    configuration_name = "Site"\n    manifest_file = "Web.ps1"\n  }',
        ),
      },
    },
    'one of several, without a guess': {
      files: {
        'x.json': json({ manifest_file: '«Web.ps1»' }),
        'Web.ps1': site + site.replace('Site', 'Two'),
      },
      message: /only contains 'Site' and 'Two'/,
      fixed: false,
    },
    'no manifest at all': {
      files: {
        'x.pkr.hcl': hcl('  provisioner «"dsc"» {\n    mof_path = "mof"\n  }'),
      },
      message: /A manifest_file must be specified/,
      fixed: false,
    },
  },
  silent: {
    'what is there': {
      'x.json': json({ manifest_file: 'dsc/Site.ps1', module_paths: ['modules'] }),
      'dsc/Site.ps1': site,
      'modules/x.psm1': '',
    },
    'a name in other capitals': {
      'x.json': json({ manifest_file: 'site.ps1' }),
      'site.ps1': site,
    },
    'compiled files, for which the manifest is not run': {
      'x.json': json({ manifest_file: 'Web.ps1', mof_path: 'mof' }),
      'Web.ps1': site,
    },
    'a manifest that loads others': {
      'x.json': json({ manifest_file: 'Web.ps1' }),
      'Web.ps1': `. $PSScriptRoot\\Web.Configuration.ps1\n${site}`,
    },
    'a command of its own': {
      'x.json': json({ manifest_file: 'Web.ps1', execute_command: 'powershell {{.ManifestFile}}' }),
      'Web.ps1': site,
    },
    'paths that only Packer knows': {
      'x.json': json({ manifest_file: '{{build_name}}/Web.ps1', module_paths: ['{{env `MODULES`}}'] }),
    },
    'paths from a folder above, where Packer is started': {
      'packer/x.json': json({ manifest_file: 'dsc/Site.ps1' }),
      'dsc/Site.ps1': site,
    },
  },
});
