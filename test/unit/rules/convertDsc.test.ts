import assert from 'node:assert/strict';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { readPipeline } from '../../../src/pipeline/pipeline';
import type { Pipeline } from '../../../src/pipeline/pipeline';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import type { Provisioner } from '../../../src/pipeline/template/template';
import { setting, strings, text } from '../../../src/pipeline/value';
import { convertDsc } from '../../../src/rules/fixes/convertDsc/convertDsc';
import { dscPlaces } from '../../../src/rules/fixes/convertDsc/dscPlaces';
import { parseScript } from '../../../src/syntax/script/parseScript';
import { applyEdits } from '../../../src/text/textEdit';
import { memoryFiles } from '../../support/memoryFiles';
import { jsonTemplate } from '../../support/ruleTests';

const site =
  'Configuration Site {\n  Node localhost {\n    File Web { DestinationPath = "C:/web" }\n  }\n}\n';

const around: Readonly<Record<string, string>> = {
  '/project/Site.ps1': site,
  '/project/manifests/Site.ps1': site,
  '/project/manifests/Common.ps1': '# nothing\n',
  '/project/data/Site.psd1': "@{ AllNodes = @(@{ NodeName = 'localhost' }) }\n",
  '/project/modules/xWeb/xWeb.psd1': '@{}\n',
  '/project/more/xNet/xNet.psd1': '@{}\n',
  '/project/resources/cSite/cSite.psd1': '@{}\n',
  '/project/mof/localhost.mof': '',
  '/project/Autounattend.xml': '',
  '/project/Reboots.ps1':
    "Configuration Reboots {\n  Node localhost {\n    PendingReboot R { Name = 'x' }\n  }\n}\n",
};

interface Converted {
  readonly text: string;
  readonly notes: readonly string[];
  readonly pipeline: Pipeline;
  /** What the linter finds after it and did not find before: rule and message. */
  readonly found: readonly string[];
}

const pipelineAt = (path: string, files: ReturnType<typeof memoryFiles>): Pipeline => {
  const template = readTemplate(path, files);
  assert.ok(template, `${path} is no template`);
  return readPipeline(template, files);
};

/** Converts all dsc steps of a template. */
function converted(name: string, before: string, more: Readonly<Record<string, string>> = {}): Converted {
  const path = `/project/${name}`;
  const files = memoryFiles({ ...around, ...more, [path]: before }, '/project');
  const pipeline = pipelineAt(path, files);
  const made = dscPlaces(pipeline.template).map((place) => convertDsc(pipeline, place));
  const edits = made.map((one) => {
    assert.ok(one.kind === 'converted', one.kind === 'refused' ? one.reason : '');
    return one.edit;
  });
  const after = applyEdits(before, edits);
  const filesAfter = memoryFiles({ ...around, ...more, [path]: after }, '/project');
  const messages = (source: typeof files) => {
    const { template } = pipelineAt(path, source);
    return lintTemplate(template, new Projects(source).ofFolder(template.folder)).findings.map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
  };
  const known = messages(files);
  const result = pipelineAt(path, filesAfter);
  assert.deepEqual(result.template.problems, [], after);
  return {
    text: after,
    notes: made.flatMap((one) => (one.kind === 'converted' ? one.notes : [])),
    pipeline: result,
    found: messages(filesAfter).filter((one) => !known.includes(one)),
  };
}

/** The scripts of a build's powershell steps. All of them can be read. */
function scripts(provisioners: readonly Provisioner[]): string[] {
  return provisioners
    .filter(({ type }) => type === 'powershell')
    .map(({ settings }) => {
      const script = strings(setting(settings, 'inline'))
        .map((line) => line.text)
        .join('\n');
      assert.deepEqual(parseScript('powershell', script).problems, [], script);
      return script;
    });
}

const stepsOf = ({ pipeline }: Converted, build = 0): readonly Provisioner[] =>
  pipeline.template.builds[build]?.provisioners ?? [];

const types = (made: Converted, build = 0) => stepsOf(made, build).map(({ type }) => type);

/** What the file steps of a build upload. */
const uploads = (made: Converted) =>
  stepsOf(made)
    .filter(({ type }) => type === 'file')
    .map(({ settings }) => [text(settings, 'source')?.text, text(settings, 'destination')?.text]);

const refusal = (name: string, before: string): string => {
  const path = `/project/${name}`;
  const pipeline = pipelineAt(path, memoryFiles({ ...around, [path]: before }, '/project'));
  const [place] = dscPlaces(pipeline.template);
  assert.ok(place);
  const made = convertDsc(pipeline, place);
  assert.equal(made.kind, 'refused');
  return made.kind === 'refused' ? made.reason : '';
};

const hcl = (...lines: readonly string[]) => `source "virtualbox-iso" "x" {
  guest_os_type        = "Windows2019_64"
  iso_url              = "windows.iso"
  iso_checksum         = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
  communicator         = "winrm"
  winrm_username       = "vagrant"
  winrm_password       = "vagrant"
  memory               = 4096
  shutdown_command     = "shutdown /s /t 10"
  floppy_files         = ["Autounattend.xml"]
}

build {
  sources = ["source.virtualbox-iso.x"]

  provisioner "dsc" {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;

const json = (options: object, ...others: readonly object[]) =>
  jsonTemplate({}, { type: 'dsc', ...options }, ...others);

describe('converting dsc steps to core provisioners', () => {
  it('writes JSON in the style of its file', () => {
    const made = converted(
      'x.json',
      `{
\t"builders": [{ "type": "null", "communicator": "none" }],
\t"provisioners": [
\t\t{
\t\t\t"type": "dsc",
\t\t\t"manifest_file": "Site.ps1",
\t\t\t"staging_dir": "C:/dsc"
\t\t},
\t\t{ "type": "windows-restart" }
\t]
}
`,
    );
    assert.equal(
      made.text,
      `{
\t"builders": [{ "type": "null", "communicator": "none" }],
\t"provisioners": [
\t\t{
\t\t\t"type": "powershell",
\t\t\t"inline": [
\t\t\t\t"$ErrorActionPreference = 'Stop'",
\t\t\t\t"New-Item -ItemType Directory -Force -Path 'C:/dsc', 'C:/dsc/manifest' | Out-Null"
\t\t\t]
\t\t},
\t\t{
\t\t\t"type": "file",
\t\t\t"source": "Site.ps1",
\t\t\t"destination": "C:/dsc/manifest/Site.ps1"
\t\t},
\t\t{
\t\t\t"type": "powershell",
\t\t\t"valid_exit_codes": [
\t\t\t\t0,
\t\t\t\t2
\t\t\t],
\t\t\t"inline": [
\t\t\t\t"$ErrorActionPreference = 'Stop'",
\t\t\t\t". 'C:/dsc/manifest/Site.ps1'",
\t\t\t\t"Set-Location -Path 'C:/dsc'",
\t\t\t\t"Site -OutputPath 'C:/dsc/staging'",
\t\t\t\t"Start-DscConfiguration -Path 'C:/dsc/staging' -Force -Wait -Verbose -ErrorAction Stop"
\t\t\t]
\t\t},
\t\t{ "type": "windows-restart" }
\t]
}
`,
    );
  });

  it('writes HCL2 as packer fmt does, with the comments of the step', () => {
    const made = converted(
      'x.pkr.hcl',
      hcl(
        '// the site',
        'manifest_file = "Site.ps1" // in this folder',
        'staging_dir   = "C:/dsc"',
        'pause_before  = "10s"',
      ),
    );
    assert.equal(
      made.text.slice(made.text.indexOf('  sources')),
      `  sources = ["source.virtualbox-iso.x"]

  // the site
  // in this folder
  provisioner "powershell" {
    pause_before = "10s"
    inline = [
      "$ErrorActionPreference = 'Stop'",
      "New-Item -ItemType Directory -Force -Path 'C:/dsc', 'C:/dsc/manifest' | Out-Null",
    ]
  }

  provisioner "file" {
    source      = "Site.ps1"
    destination = "C:/dsc/manifest/Site.ps1"
  }

  provisioner "powershell" {
    valid_exit_codes = [0, 2]
    inline = [
      "$ErrorActionPreference = 'Stop'",
      ". 'C:/dsc/manifest/Site.ps1'",
      "Set-Location -Path 'C:/dsc'",
      "Site -OutputPath 'C:/dsc/staging'",
      "Start-DscConfiguration -Path 'C:/dsc/staging' -Force -Wait -Verbose -ErrorAction Stop",
    ]
  }
}
`,
    );
    assert.deepEqual(made.found, []);
    scripts(stepsOf(made));
  });

  const all = {
    manifest_file: 'manifests/Site.ps1',
    manifest_dir: 'manifests',
    configuration_name: 'Site',
    configuration_file: 'data/Site.psd1',
    module_paths: ['modules', 'more/'],
    resource_paths: ['resources/cSite'],
    install_modules: { xWebAdministration: '1.20.0.0' },
    install_package_management: true,
    staging_dir: 'C:\\packer dsc\\',
    working_dir: "C:/it's/work",
    clean_staging_dir: true,
  };

  it('keeps all paths and options', () => {
    const made = converted(
      'x.json',
      json({
        ...all,
        configuration_params: { '-Path': 'C:\\web "x" $env:TEMP', '-Force': '', '-Count': 5 },
      }),
    );
    assert.deepEqual(made.found, []);
    assert.deepEqual(uploads(made), [
      ['data/Site.psd1', 'C:\\packer dsc/Site.psd1'],
      ['modules/', 'C:\\packer dsc/module-0'],
      ['more/', 'C:\\packer dsc/module-1'],
      ['manifests/', 'C:\\packer dsc/manifest'],
      ['manifests/Site.ps1', 'C:\\packer dsc/manifest/Site.ps1'],
      ['resources/cSite/', 'C:\\packer dsc/resource-0'],
    ]);
    const [prepare = '', apply = ''] = scripts(stepsOf(made));
    assert.match(prepare, /^New-Item .* 'C:\\packer dsc', 'C:\/it''s\/work', /m);
    assert.match(prepare, /^Install-PackageProvider -Name NuGet /m);
    assert.match(prepare, /^Install-Module -Name 'xWebAdministration' -RequiredVersion '1\.20\.0\.0' /m);
    assert.match(
      apply,
      /^\$env:PSModulePath = 'C:\\packer dsc\/module-0;C:\\packer dsc\/module-1;' \+ \$env:PSModulePath$/m,
    );
    assert.match(
      apply,
      /^Copy-Item -Path 'C:\\packer dsc\/resource-0\/\*' -Destination "\$env:ProgramFiles.*\/cSite"/m,
    );
    assert.match(
      apply,
      /^Site -OutputPath 'C:\/it''s\/work\/staging' -Path "C:\\web `"x`" \$env:TEMP" -Force -Count "5" -ConfigurationData \$data$/m,
    );
    assert.match(apply, /Remove-Item -Path 'C:\\packer dsc' -Recurse -Force$/);
    assert.ok(made.notes.some((note) => /WMF 5\.1/.test(note)));
    assert.match(made.text, /"# TODO: packer-dsc installed PackageManagement/);
  });

  it('does the same in HCL2', () => {
    const made = converted(
      'x.pkr.hcl',
      hcl(
        'manifest_file      = "manifests/Site.ps1"',
        'manifest_dir       = "manifests"',
        'configuration_file = "data/Site.psd1"',
        'module_paths       = ["modules", "more/"]',
        'resource_paths     = ["resources/cSite"]',
        'staging_dir        = "C:\\\\packer dsc"',
        'configuration_params {',
        '  Path  = "C:\\\\web $${env:TEMP}"',
        '  Force = ""',
        '}',
        'install_modules {',
        '  xWebAdministration = "1.20.0.0"',
        '}',
        'install_package_management = true',
        'ignore_exit_codes = true',
      ),
    );
    assert.deepEqual(made.found, []);
    assert.equal(uploads(made).length, 6);
    const [prepare = '', apply = ''] = scripts(stepsOf(made));
    assert.match(prepare, /Install-Module -Name 'xWebAdministration'/);
    assert.match(apply, /^ {2}Site .* -Path "C:\\web \$\{env:TEMP\}" -Force -ConfigurationData/m);
    assert.match(apply, /^try \{[^]*^exit 0$/m);
    assert.doesNotMatch(apply, /ErrorAction/);
    assert.match(made.text, /^ {2}# TODO: packer-dsc installed PackageManagement/m);
    assert.ok(made.notes.some((note) => /becomes the parameter -Path/.test(note)));
  });

  it('keeps what Packer fills in', () => {
    const inJson = converted(
      'x.json',
      `{"variables": {"path": "C:/web", "manifest": "Site.ps1"}, "builders": [{"type": "null"}], "provisioners": [{"type": "dsc", "manifest_file": "{{user \`manifest\`}}", "staging_dir": "C:/{{build_name}}", "configuration_params": {"-Path": "{{user \`path\`}}"}}]}`,
    );
    assert.match(
      inJson.text,
      /"source":"\{\{user `manifest`\}\}","destination":"C:\/\{\{build_name\}\}\/manifest\/Site\.ps1"/,
    );
    assert.match(inJson.text, /-Path \\"\{\{user `path`\}\}\\"/);
    assert.ok(inJson.notes.some((note) => /name of the configuration comes from a variable/.test(note)));

    const inHcl = converted(
      'x.pkr.hcl',
      `variable "dirs" {\n  default = ["modules", "more"]\n}\nvariable "staging" {\n  default = "C:/dsc"\n}\n${hcl(
        'manifest_file = "${path.root}/Site.ps1"',
        'configuration_name = "Site"',
        'staging_dir = var.staging',
        'module_paths = var.dirs',
      )}`,
    );
    assert.match(inHcl.text, /source {6}= "\$\{path\.root\}\/Site\.ps1"/);
    assert.match(inHcl.text, /destination = "\$\{var\.staging\}\/manifest\/Site\.ps1"/);
    assert.match(inHcl.text, /source {6}= "\$\{\(var\.dirs\)\[1\]\}\/"/);
    scripts(stepsOf(inHcl));
  });

  it('keeps the builds of the step, and writes an override as steps of their own', () => {
    const template = (step: object) =>
      JSON.stringify(
        {
          builders: ['one', 'two'].map((name) => ({ type: 'null', name, communicator: 'none' })),
          provisioners: [{ type: 'dsc', manifest_file: 'Site.ps1', ...step }],
        },
        null,
        2,
      );
    const only = converted('x.json', template({ only: ['two'], timeout: '1h', max_retries: 2 }));
    assert.deepEqual(types(only, 0), []);
    assert.deepEqual(types(only, 1), ['powershell', 'file', 'powershell']);
    assert.equal(text(stepsOf(only, 1)[2]?.settings ?? assert.fail(), 'timeout')?.text, '1h');

    const override = converted(
      'x.json',
      template({ override: { two: { configuration_name: 'Other', staging_dir: 'C:/two' } } }),
    );
    assert.deepEqual(types(override, 0), ['powershell', 'file', 'powershell']);
    assert.match(scripts(stepsOf(override, 0))[1] ?? '', /^Site -OutputPath/m);
    assert.match(scripts(stepsOf(override, 1))[1] ?? '', /^Other -OutputPath 'C:\/two\/staging'/m);
  });

  it('applies a compiled configuration', () => {
    const made = converted('x.json', json({ manifest_file: 'Site.ps1', mof_path: 'mof' }));
    assert.deepEqual(uploads(made), [['mof/', 'C:/Windows/Temp/packer-dsc/mof']]);
    assert.doesNotMatch(scripts(stepsOf(made))[1] ?? '', /Site/);
  });

  it('restarts and applies again where the configuration asks for it, and no restart follows', () => {
    const options = { manifest_file: 'Reboots.ps1', clean_staging_dir: true };
    const made = converted('x.json', json(options));
    assert.deepEqual(types(made), ['powershell', 'file', 'powershell', 'windows-restart', 'powershell']);
    const [, first = '', second = ''] = scripts(stepsOf(made));
    assert.doesNotMatch(first, /Remove-Item/);
    assert.match(second, /Remove-Item/);
    assert.deepEqual(made.found, []);
    const followed = converted('x.json', json(options, { type: 'windows-restart' }));
    assert.deepEqual(types(followed), ['powershell', 'file', 'powershell', 'windows-restart']);
  });

  it('says what it can not keep', () => {
    const inJson = converted(
      'x.json',
      json({ manifest_file: 'Site.ps1', execute_command: 'dir {{.ManifestFile}}' }),
    );
    assert.match(inJson.text, /"# TODO: packer-dsc ran your own command/);
    assert.ok(inJson.notes.some((note) => /execute_command/.test(note)));
    const inHcl = converted(
      'x.pkr.hcl',
      hcl('manifest_file = "Site.ps1"', 'execute_command = "dir"', 'extra_arguments = "x"'),
    );
    assert.match(
      inHcl.text,
      /^ {2}# TODO: packer-dsc ran your own command[^\n]*\n {2}provisioner "powershell"/m,
    );
    assert.ok(inHcl.notes.some((note) => /no option 'extra_arguments'/.test(note)));
  });

  it('refuses what it would have to guess', () => {
    assert.match(refusal('x.pkr.hcl', hcl('mof_path = "mof"')), /has no manifest_file/);
    assert.match(
      refusal('x.json', json({ manifest_file: '{{build_name}}.ps1' })),
      /Set configuration_name first/,
    );
    assert.match(
      refusal('x.pkr.hcl', hcl('manifest_file = "Site.ps1"', 'module_paths = var.none')),
      /The value of module_paths is only known when Packer runs/,
    );
    assert.match(
      refusal('x.json', json({ manifest_file: 'Site.ps1', staging_dir: "C:/it's/{{build_name}}" })),
      /contains a quote/,
    );
    assert.match(
      refusal(
        'x.pkr.json',
        JSON.stringify({
          source: { null: { x: { communicator: 'none' } } },
          build: { sources: ['source.null.x'], provisioner: [{ dsc: { manifest_file: 'Site.ps1' } }] },
        }),
      ),
      /in JSON syntax cannot be converted/,
    );
  });
});
