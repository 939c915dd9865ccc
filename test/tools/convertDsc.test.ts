import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../src/lint/diskFiles';
import { readPipeline } from '../../src/pipeline/pipeline';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { convertDsc } from '../../src/rules/fixes/convertDsc/convertDsc';
import { dscPlaces } from '../../src/rules/fixes/convertDsc/dscPlaces';
import { applyEdits } from '../../src/text/textEdit';
import { validate } from '../../src/tools/packer/commands/packer';
import type { TemplateTarget } from '../../src/tools/packer/commands/packer';
import { format } from '../../src/tools/packer/commands/templateCommands';
import { ToolRunner } from '../../src/tools/toolRunner';
import { skipBecause } from '../support/skip';

for (const [name, variable] of [
  ['1.6.6', 'BOXWRIGHT_PACKER_OLD'],
  ['current', 'BOXWRIGHT_PACKER_CURRENT'],
] as const)
  describe(`Steps of dsc as core provisioners, with Packer ${name}`, () => {
    const program = process.env[variable];
    let folder: string;
    let runner: ToolRunner;

    before(function () {
      if (!program) skipBecause(this, process.env[`${variable}_SKIP`] ?? 'started without npm test');
    });
    beforeEach(() => {
      folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-dsc-')));
      for (const made of ['modules/xWeb', 'resources/cSite', 'mof', 'plugins'])
        mkdirSync(path.join(folder, made), { recursive: true });
      write(
        'Site.ps1',
        'Configuration Site {\n  Node localhost {\n    PendingReboot R { Name = "x" }\n  }\n}\n',
      );
      write('Site.psd1', '@{}\n');
      runner = new ToolRunner({ locate: () => program ?? '', isTrusted: () => true, log: () => undefined });
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (file: string, text: string): string => {
      const at = path.join(folder, file);
      writeFileSync(at, text);
      return at;
    };

    /** What Packer finds, without plugins of whoever runs the tests. */
    const errors = async (target: TemplateTarget): Promise<string[]> => {
      const command = validate(target);
      const env = {
        ...command.env,
        PACKER_PLUGIN_PATH: path.join(folder, 'plugins'),
        PACKER_CONFIG_DIR: folder,
      };
      const found = await runner.run({ ...command, env });
      return found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    };

    /** Writes all dsc steps of a file in another way. */
    function convertAll(file: string): void {
      const at = path.join(folder, file);
      const files = new DiskFiles([folder]);
      const template = readTemplate(at, files);
      assert.ok(template);
      const pipeline = readPipeline(template, files);
      const edits = dscPlaces(pipeline.template).map((place) => {
        const made = convertDsc(pipeline, place);
        assert.ok(made.kind === 'converted', made.kind === 'refused' ? made.reason : '');
        return made.edit;
      });
      assert.ok(edits.length > 0);
      writeFileSync(at, applyEdits(readFileSync(at, 'utf8'), edits));
    }

    const options = {
      manifest_file: 'Site.ps1',
      configuration_file: 'Site.psd1',
      module_paths: ['modules'],
      resource_paths: ['resources/cSite'],
      install_package_management: true,
      install_modules: { xWebAdministration: '1.20.0.0' },
      clean_staging_dir: true,
    };

    for (const communicator of [
      { communicator: 'none' },
      { communicator: 'ssh', ssh_host: '127.0.0.1', ssh_username: 'x', ssh_password: 'y' },
    ])
      it(`are taken in JSON, by ${communicator.communicator}`, async () => {
        const template = {
          variables: { site: 'C:/web' },
          builders: ['one', 'two'].map((it) => ({ type: 'null', name: it, ...communicator })),
          provisioners: [
            {
              type: 'dsc',
              ...options,
              configuration_params: { '-Path': '{{user `site`}}', '-Name': 'a "b" c:\\d', '-Force': '' },
              timeout: '1h',
              pause_before: '1s',
              max_retries: 1,
              override: { two: { mof_path: 'mof', ignore_exit_codes: true } },
            },
            { type: 'dsc', manifest_file: 'Site.ps1', only: ['one'], execute_command: 'dir' },
          ],
        };
        const at = write('x.json', JSON.stringify(template, null, 2));
        const target: TemplateTarget = { dialect: 'json', path: at, cwd: folder };
        assert.match((await errors(target)).join('\n'), /dsc/);
        convertAll('x.json');
        assert.deepEqual(await errors(target), []);
      });

    it('are taken in HCL2, as Packer formats it', async () => {
      const at = write(
        'x.pkr.hcl',
        `variable "staging" {
  default = "C:/dsc"
}

source "null" "one" {
  communicator = "none"
}

build {
  sources = ["source.null.one"]

  // The site.
  provisioner "dsc" {
    manifest_file     = "\${path.root}/Site.ps1"
    configuration_name = "Site"
    configuration_file = "Site.psd1"
    module_paths = ["modules"]
    resource_paths = ["resources/cSite"]
    staging_dir = var.staging
    execute_command = "dir"
    only = ["null.one"]
    timeout = "1h"
    configuration_params {
      Path = "C:\\\\web \${var.staging} $\${env:TEMP}"
    }
    install_modules {
      xWebAdministration = "1.20.0.0"
    }
    # What goes in the end.
    clean_staging_dir = true
  }
}
`,
      );
      const target: TemplateTarget = { dialect: 'hcl2', path: folder, cwd: folder };
      assert.match((await errors(target)).join('\n'), /dsc/);
      convertAll('x.pkr.hcl');
      assert.deepEqual(await errors(target), []);
      const text = readFileSync(at, 'utf8');
      if (process.env.BOXWRIGHT_SHOW) process.stdout.write(text);
      await runner.run(format(at));
      assert.equal(readFileSync(at, 'utf8'), text);
    });
  });
