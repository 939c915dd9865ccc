import { jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (...lines: readonly string[]) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]
  provisioner "dsc" {
    manifest_file = "Site.ps1"
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;

/** Marks around a JSON string stand inside of its quotes in an object; places are with them. */
const json = (options: object) =>
  jsonTemplate({}, { type: 'dsc', manifest_file: 'Site.ps1', ...options }).replace(/"«([^»]*)»"/g, '«"$1"»');

testRule('dsc-options', {
  found: {
    'a name of its own README, in JSON': {
      files: { 'x.json': json({ '«clean_staging_directory»': true }) },
      message: /unknown|has no option 'clean_staging_directory'.*Use 'clean_staging_dir'/,
      fixed: { 'x.json': json({ clean_staging_dir: true }) },
    },
    'a name of another provisioner, which has no other name here': {
      files: { 'x.json': json({ '«prevent_sudo»': true, '«extra_arguments»': '-x', working_dir: 'C:/w' }) },
      message: /without an equivalent in packer-dsc/,
      fixed: { 'x.json': json({ working_dir: 'C:/w' }) },
    },
    'a typing error, in HCL2': {
      files: { 'x.pkr.hcl': hcl('«module_pahts» = ["modules"]') },
      message: /Use 'module_paths'/,
      fixed: { 'x.pkr.hcl': hcl('module_paths = ["modules"]') },
    },
    'a wrong name beside the right one': {
      files: { 'x.pkr.hcl': hcl('staging_dir = "C:/a"', '«staging_directory» = "C:/b"') },
      fixed: { 'x.pkr.hcl': hcl('staging_dir = "C:/a"') },
    },
    'a name that is like none': {
      files: { 'x.json': json({ '«reboot»': true }) },
      fixed: false,
    },
    'the name of a step, which JSON has not': {
      files: { 'x.json': json({ '«name»': 'dsc' }) },
      fixed: false,
    },
    'a list of modules, as the README has it': {
      files: { 'x.json': json({ install_modules: ['a'] }).replace(/\[\s*"a"\s*\]/, '«$&»') },
      message: /install_modules must be a map of names to strings, not a list/,
      fixed: false,
    },
    'values of other types': {
      files: {
        'x.json': json({
          configuration_params: '«-x»',
          ignore_exit_codes: '«yes»',
        }),
      },
      fixed: false,
    },
    'a map as an attribute, in HCL2': {
      files: {
        'x.pkr.hcl': hcl(
          '«install_modules» = {',
          '  xWebAdministration = "1.20.0.0"',
          '  "xNetworking": "5.0.0.0",',
          '}',
        ),
      },
      message: /install_modules is a block in HCL2/,
      fixed: {
        'x.pkr.hcl': hcl(
          'install_modules {',
          '  xWebAdministration = "1.20.0.0"',
          '  xNetworking = "5.0.0.0"',
          '}',
        ),
      },
    },
    'names with a dash, which a block can not have': {
      files: { 'x.pkr.hcl': hcl('«configuration_params» = { "-Path" = "C:/web" }') },
      message: /A block cannot contain the name '-Path'/,
      fixed: false,
    },
    'a block in place of a list': {
      files: { 'x.pkr.hcl': hcl('«module_paths {}»', '«install_modules {}»', 'install_modules {}') },
      fixed: false,
    },
    'one path in place of a list, which HCL2 does not take': {
      files: { 'x.pkr.hcl': hcl('module_paths = «"modules"»') },
      fixed: { 'x.pkr.hcl': hcl('module_paths = ["modules"]') },
    },
    'a parameter without its dash, in JSON': {
      files: { 'x.json': json({ configuration_params: { '«Path»': 'C:/web' } }) },
      severity: 'warning',
      fixed: { 'x.json': json({ configuration_params: { '-Path': 'C:/web' } }) },
    },
    'a parameter without its dash, in HCL2': {
      files: { 'x.pkr.hcl': hcl('configuration_params {', '  «Path» = "C:/web"', '}') },
      severity: 'warning',
      message: /cannot begin with a dash/,
      fixed: false,
    },
    'an override': {
      files: { 'x.json': json({ override: { 'virtualbox-iso': { '«working_directory»': 'C:/w' } } }) },
      fixed: { 'x.json': json({ override: { 'virtualbox-iso': { working_dir: 'C:/w' } } }) },
    },
  },
  silent: {
    'all options, in JSON': {
      'x.json': json({
        configuration_name: 'Site',
        configuration_file: 'Site.psd1',
        configuration_params: { '-Path': 'C:/web', '-Verbose': '', '-Count': 5 },
        manifest_dir: 'manifests',
        module_paths: ['modules'],
        resource_paths: 'resources/a,resources/b',
        mof_path: 'mof',
        install_package_management: 'true',
        install_modules: { xWebAdministration: '1.20.0.0' },
        staging_dir: 'C:/dsc',
        working_dir: 'C:/dsc',
        clean_staging_dir: 1,
        ignore_exit_codes: '{{user `ignore`}}',
        execute_command: 'dir',
        execute_command_file: null,
        only: ['virtualbox-iso'],
        except: ['x'],
        pause_before: '10s',
        timeout: '1h',
        max_retries: 3,
      }),
    },
    'all options, in HCL2': {
      'x.pkr.hcl': hcl(
        'name = "dsc"',
        'configuration_params {',
        '  // nothing to say',
        '}',
        'install_modules {',
        '  xWebAdministration = "1.20.0.0"',
        '}',
        'module_paths = var.modules',
        'clean_staging_dir = "true"',
        'pause_before = "10s"',
        'max_retries = 3',
        'override = { x = { install_modules = { a = "1" } } }',
        'dynamic "configuration_params" {',
        '  for_each = var.many',
        '  content {}',
        '}',
      ),
    },
    'capitals, for which the decoder of JSON does not care': { 'x.json': json({ Working_Dir: 'C:/w' }) },
    'maps in HCL written as JSON, where they are blocks': {
      'x.pkr.json': JSON.stringify({
        source: { 'virtualbox-iso': { x: { guest_os_type: 'Windows2019_64', communicator: 'winrm' } } },
        build: {
          sources: ['source.virtualbox-iso.x'],
          provisioner: {
            dsc: { manifest_file: 'Site.ps1', configuration_params: { '-Path': 'C:/web' } },
          },
        },
      }),
    },
    'other provisioners': {
      'x.json': jsonTemplate({}, { type: 'puppet-masterless', prevent_sudo: true, manifest_file: 'a.pp' }),
    },
  },
});
