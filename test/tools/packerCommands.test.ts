import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultChoices } from '../../src/tools/packer/commands/buildChoices';
import type { BuildChoices } from '../../src/tools/packer/commands/buildChoices';
import { capabilities } from '../../src/pipeline/packer/capabilities';
import type { Secrets } from '../../src/tools/packer/commands/choiceArguments';
import { build, validate, version } from '../../src/tools/packer/commands/packer';
import type { TemplateTarget } from '../../src/tools/packer/commands/packer';
import { PackerFailure } from '../../src/tools/packer/commands/packerFailure';
import { convert, fix, format, init, inspect } from '../../src/tools/packer/commands/templateCommands';
import type { ToolCommand } from '../../src/tools/toolCommand';
import { DiskFiles } from '../../src/lint/diskFiles';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { traceScripts } from '../../src/rules/fixes/traceScripts';
import { ToolRunner } from '../../src/tools/toolRunner';
import { skipBecause } from '../support/skip';

for (const [name, variable] of [
  ['1.6.6', 'BOXWRIGHT_PACKER_OLD'],
  ['current', 'BOXWRIGHT_PACKER_CURRENT'],
] as const)
  describe(`Commands of Packer ${name}`, () => {
    const program = process.env[variable];
    let folder: string;
    let runner: ToolRunner;

    before(function () {
      if (!program) skipBecause(this, process.env[`${variable}_SKIP`] ?? 'started without npm test');
    });
    beforeEach(() => {
      folder = realpathSync(mkdtempSync(path.join(tmpdir(), "boxwright commands '$x' é ")));
      runner = new ToolRunner({ locate: () => program ?? '', isTrusted: () => true, log: () => undefined });
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (file: string, text: unknown): string => {
      const at = path.join(folder, file);
      writeFileSync(at, typeof text === 'string' ? text : JSON.stringify(text, null, 2));
      return at;
    };
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    const json = (file: string): TemplateTarget => ({
      dialect: 'json',
      path: path.join(folder, file),
      cwd: folder,
    });
    const hcl = (): TemplateTarget => ({ dialect: 'hcl2', path: folder, cwd: folder });
    const refused = (run: Promise<unknown>, message: RegExp) =>
      assert.rejects(run, (error) => error instanceof PackerFailure && message.test(error.message));
    /** What a command prints. */
    const output = (command: ToolCommand<unknown>): Promise<string> =>
      runner.run({ ...command, parse: ({ stdout, stderr }) => stdout + stderr });

    /** The same template in both dialects: prints a variable, a secret and a value of a file. */
    const dialects: readonly [string, () => TemplateTarget][] = [
      [
        'JSON',
        () => {
          write('a.json', {
            variables: { one: 'default', fromFile: 'default', password: '' },
            'sensitive-variables': ['password'],
            builders: ['first', 'second', 'third'].map((name) => ({
              type: 'null',
              name,
              communicator: 'none',
            })),
            provisioners: [
              {
                type: 'shell-local',
                inline: [
                  "echo '[{{user `one`}}] [{{user `fromFile`}}]'",
                  "test '{{user `password`}}' = hunter2 && echo secret known",
                ],
              },
            ],
          });
          return json('a.json');
        },
      ],
      [
        'HCL2',
        () => {
          const variables = ['one', 'fromFile'].map((it) => `variable "${it}" {\n  default = "default"\n}\n`);
          const sources = ['first', 'second', 'third'].map(
            (it) => `source "null" "${it}" {\n  communicator = "none"\n}\n`,
          );
          write(
            'a.pkr.hcl',
            `${variables.join('')}variable "password" {
  type      = string
  sensitive = true
}
${sources.join('')}build {
  sources = ["null.first", "null.second", "null.third"]
  provisioner "shell-local" {
    inline = ["echo '[\${var.one}] [\${var.fromFile}]'", "test '\${var.password}' = hunter2 && echo secret known"]
  }
}
`,
          );
          return hcl();
        },
      ],
    ];
    const secretsOf = ({ dialect }: TemplateTarget): Secrets =>
      dialect === 'json'
        ? { secretsFile: write('secrets.json', { password: 'hunter2' }) }
        : { secretValues: { password: 'hunter2' } };

    for (const [dialect, make] of dialects)
      it(`builds as it is asked to, from ${dialect}`, async () => {
        const target = make();
        const named = (it: string) => (dialect === 'JSON' ? it : `null.${it}`);
        const choices: BuildChoices = {
          ...defaultChoices,
          only: [named('first'), named('second')],
          except: dialect === 'JSON' ? [] : [named('second')],
          varFiles: [path.basename(write('v x.json', { fromFile: 'its $HOME' }))],
          variables: { one: 'a=b "c"' },
          secrets: ['password'],
          parallel: 1,
          timestamps: false,
          debugLog: true,
        };
        const secrets = secretsOf(target);
        assert.deepEqual(
          (await runner.run(validate(target, choices, secrets))).filter(
            ({ severity }) => severity === 'error',
          ),
          [],
        );
        const debugLogFile = path.join(folder, 'debug.log');
        const text = await output(build(target, choices, { ...secrets, debugLogFile }));
        assert.match(text, /first: \[a=b "c"\] \[its \$HOME\]$/m, text);
        assert.match(text, /first: secret known$/m);
        assert.equal(/second: secret known/.test(text), dialect === 'JSON');
        assert.doesNotMatch(text, /third/);
        assert.match(read('debug.log'), /\[INFO\]/);
        assert.doesNotMatch(text + read('debug.log'), /hunter2/);
      });

    it('finds a required variable missing unless the choices have it', async () => {
      write(
        'need.pkr.hcl',
        `variable "need" {
  type = string
}
source "null" "n" {
  communicator = "none"
}
build {
  sources = ["null.n"]
  provisioner "shell-local" {
    inline = ["echo \${var.need}"]
  }
}
`,
      );
      const errors = async (choices: Partial<BuildChoices>) =>
        (await runner.run(validate(hcl(), choices))).filter(({ severity }) => severity === 'error').length;
      assert.ok((await errors({})) > 0);
      assert.equal(await errors({ variables: { need: 'x' } }), 0);
    });

    it('inspects both dialects', async () => {
      cpSync(path.join(REPO_ROOT, 'examples', 'hello'), folder, { recursive: true });
      assert.match(
        await runner.run(inspect(json('hello.json'), defaultChoices)),
        /Builders:\s+null\b|one \(file\)/,
      );
      const target: TemplateTarget = { dialect: 'hcl2', path: path.join(folder, 'hcl'), cwd: folder };
      assert.match(await runner.run(inspect(target, defaultChoices)), /input-variables:[\s\S]*builds:/);
      write('broken.json', '{ "builders": [}');
      await refused(
        runner.run(inspect(json('broken.json'), defaultChoices)),
        /line 1: .*invalid character '}'/,
      );
    });

    it('formats a file in place, and says what is wrong with one that it can not read', async () => {
      const at = write('a.pkr.hcl', 'source "null" "é" {\r\n communicator="none"\r\n}\r\n');
      await runner.run(format(at));
      assert.equal(read('a.pkr.hcl'), 'source "null" "é" {\r\n  communicator = "none"\r\n}\r\n');
      await runner.run(format(at));
      const broken = write('b.pkr.hcl', 'source "null" {\n  a =\n}}\n');
      await refused(
        runner.run(format(broken)),
        name === 'current' ? /b\.pkr\.hcl:2,.*Invalid expression/ : /failed to parse HCL b\.pkr\.hcl/,
      );
    });

    it('fixes an old template, and leaves its file alone', async () => {
      const old = { builders: [{ type: 'null', communicator: 'none', ssh_wait_timeout: '20m' }] };
      const at = write('old.json', old);
      const fixed: unknown = JSON.parse(await runner.run(fix(at)));
      assert.deepEqual(fixed, { builders: [{ type: 'null', communicator: 'none', ssh_timeout: '20m' }] });
      assert.deepEqual(JSON.parse(read('old.json')), old);
      await refused(runner.run(fix(write('broken.json', '{ "builders": [}'))), /invalid character '}'/);
    });

    it('converts a template to one that it accepts', async () => {
      const [, make] = dialects[0] ?? assert.fail();
      make();
      await runner.run(convert(path.join(folder, 'a.json'), 'new.pkr.hcl'));
      rmSync(path.join(folder, 'a.json'));
      const found = await runner.run(validate(hcl(), { variables: { password: 'x' } }));
      assert.deepEqual(
        found.filter(({ severity }) => severity === 'error'),
        [],
      );
      await refused(
        runner.run(convert(write('broken.json', '{ "builders": [}'), 'x.pkr.hcl')),
        /line 1: .*invalid character '}'/,
      );
    });

    it('initializes a template where it can', async () => {
      write(
        'a.pkr.hcl',
        'source "null" "n" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.n"]\n}\n',
      );
      const can = capabilities(await runner.run(version(folder))).init;
      assert.equal(can, name === 'current');
      if (can) assert.deepEqual(await runner.run(init(hcl())), []);
      else await assert.rejects(runner.run(init(hcl())), PackerFailure);
    });

    it('prints each command of the shell scripts that are traced', async () => {
      const files = new DiskFiles([folder]);
      write('a.json', {
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [
          { type: 'shell-local', inline: ['echo one'] },
          // Started so, what stands behind #! does not count.
          { type: 'shell-local', script: 'a.sh', execute_command: ['bash', '{{.Script}}'] },
        ],
      });
      write('a.sh', '#!/bin/sh\necho two\n');
      const template = readTemplate(path.join(folder, 'a.json'), files) ?? assert.fail();
      for (const { path: file, span, newText } of traceScripts(template, folder, files, 'add').edits) {
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.slice(0, span.start) + newText + text.slice(span.end));
      }
      const text = await output(build(json('a.json'), {}));
      for (const word of ['one', 'two']) assert.match(text, new RegExp(`null: \\+ echo ${word}$`, 'm'), text);
    });
  });
