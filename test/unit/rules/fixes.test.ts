import assert from 'node:assert/strict';
import { applyFixes } from '../../../src/lint/applyFixes';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { applyEdits } from '../../../src/text/textEdit';
import { memoryFiles } from '../../support/memoryFiles';
import { lint } from '../../support/templates';
import type { Files } from '../../support/templates';

/** Applies the first fix of the first finding of a rule, and returns all files as they are then. */
function fixed(rule: string, template: string, files: Files = {}): Record<string, string> {
  const all: Record<string, string> = { ...files, '/project/template.json': template };
  const [finding] = lint(template, files, rule);
  assert.ok(finding?.fixes[0], `${rule} finds nothing that it can mend`);
  const { edits } = finding.fixes[0];
  for (const path of new Set(edits.map((edit) => edit.path)))
    all[path] = applyEdits(
      all[path] ?? '',
      edits.filter((edit) => edit.path === path),
    );
  const after = lint(all['/project/template.json'] ?? '', all, rule);
  assert.deepEqual(after, [], 'the rule still finds something');
  return all;
}

describe('fixes of JSON templates', () => {
  const mends = (name: string, rule: string, before: string, after: string, files: Files = {}) =>
    it(name, () => assert.equal(fixed(rule, before, files)['/project/template.json'], after));

  mends(
    'set the memory, in quotes where it was',
    'memory-below-4gb',
    '{"builders": [{"type": "virtualbox-iso", "guest_os_type": "Windows10_64", "memory": "2048"}]}',
    '{"builders": [{"type": "virtualbox-iso", "guest_os_type": "Windows10_64", "memory": "4096"}]}',
  );
  mends(
    'set the memory in the variable that holds it, once for all builds',
    'memory-below-4gb',
    '{"variables": {"m": "2048"}, "builders": [{"type": "vmware-iso", "guest_os_type": "windows9-64", "memory": "{{user `m`}}"}, {"type": "virtualbox-iso", "guest_os_type": "Windows10_64", "memory": "{{user `m`}}"}]}',
    '{"variables": {"m": "4096"}, "builders": [{"type": "vmware-iso", "guest_os_type": "windows9-64", "memory": "{{user `m`}}"}, {"type": "virtualbox-iso", "guest_os_type": "Windows10_64", "memory": "{{user `m`}}"}]}',
  );
  mends(
    'add the memory behind the type, with tabs and CRLF',
    'memory-below-setup-minimum',
    '{\r\n\t"builders": [\r\n\t\t{\r\n\t\t\t"type": "virtualbox-iso",\r\n\t\t\t"guest_os_type": "Windows10_64"\r\n\t\t}\r\n\t]\r\n}\r\n',
    '{\r\n\t"builders": [\r\n\t\t{\r\n\t\t\t"type": "virtualbox-iso",\r\n\t\t\t"memory": 4096,\r\n\t\t\t"guest_os_type": "Windows10_64"\r\n\t\t}\r\n\t]\r\n}\r\n',
  );
  mends(
    'correct a path',
    'file-missing',
    '{"builders": [{"type": "null"}], "provisioners": [{"type": "shell", "script": "scripts/Setup.sh"}]}',
    '{"builders": [{"type": "null"}], "provisioners": [{"type": "shell", "script": "scripts/setup.sh"}]}',
    { '/project/scripts/setup.sh': '' },
  );
  mends(
    'put a windows-restart in place of a step that only restarts',
    'reboot-in-provisioner',
    '{"builders": [{"type": "null"}], "provisioners": [{"type": "powershell", "inline": ["Restart-Computer"]}]}',
    '{"builders": [{"type": "null"}], "provisioners": [{"type":"windows-restart","restart_timeout":"15m"}]}',
  );
  mends(
    'split a step at the restart, in the style of the file',
    'reboot-in-provisioner',
    `{
  "builders": [{ "type": "null" }],
  "provisioners": [
    {
      "type": "powershell",
      "elevated_user": "vagrant",
      "inline": [
        "Install-Foo",
        "Restart-Computer -Force",
        "Install-Bar",
        "Install-Baz"
      ]
    }
  ]
}
`,
    `{
  "builders": [{ "type": "null" }],
  "provisioners": [
    {
      "type": "powershell",
      "elevated_user": "vagrant",
      "inline": [
        "Install-Foo"
      ]
    },
    {
      "type": "windows-restart",
      "restart_timeout": "15m"
    },
    {
      "type": "powershell",
      "elevated_user": "vagrant",
      "inline": [
        "Install-Bar",
        "Install-Baz"
      ]
    }
  ]
}
`,
  );

  it('take the restart out of a script and put a step behind it', () => {
    const before =
      '{"builders": [{"type": "null"}], "provisioners": [{"type": "powershell", "script": "a.ps1"}]}';
    const files = fixed('reboot-in-provisioner', before, {
      '/project/a.ps1': 'Install-Foo\r\nshutdown /r /t 0\r\n',
    });
    assert.equal(files['/project/a.ps1'], 'Install-Foo\r\n');
    assert.equal(
      files['/project/template.json'],
      '{"builders": [{"type": "null"}], "provisioners": [{"type": "powershell", "script": "a.ps1"}, {"type":"windows-restart","restart_timeout":"15m"}]}',
    );
  });

  it('are not offered where commands share a line, or follow in a script', () => {
    const inline = (command: string) => ({
      builders: [{ type: 'null' }],
      provisioners: [{ type: 'powershell', inline: [command] }],
    });
    for (const [json, files] of [
      [inline('Install-Foo; Restart-Computer'), {}],
      [inline('if ($x) { Restart-Computer }'), {}],
      [
        { builders: [{ type: 'null' }], provisioners: [{ type: 'powershell', script: 'a.ps1' }] },
        { '/project/a.ps1': 'Restart-Computer\nInstall-Foo\n' },
      ],
    ] as const) {
      const found = lint(json, files, 'reboot-in-provisioner');
      assert.equal(found.length, 1);
      assert.deepEqual(found[0]?.fixes, []);
    }
  });
});

describe('fixes of HCL2 templates', () => {
  /** Lints and mends the folder /project until the rule is silent. */
  const mended = (rule: string, before: string, files: Files = {}): string => {
    const all: Record<string, string> = { ...files, '/project/a.pkr.hcl': before };
    const run = () => {
      const source = memoryFiles(all);
      const template = readTemplate('/project/a.pkr.hcl', source);
      assert.ok(template);
      return lintTemplate(template, new Projects(source).ofFolder(template.folder)).findings.filter(
        (finding) => finding.rule === rule,
      );
    };
    const [finding] = run();
    assert.ok(finding?.fixes[0], `${rule} finds nothing that it can mend`);
    for (const [path, text] of applyFixes([finding], (path) => all[path], 'unsafe')) all[path] = text;
    assert.deepEqual(run(), [], 'the rule still finds something');
    return all['/project/a.pkr.hcl'] ?? '';
  };
  const build = (steps = '') => `build {\n  sources = ["virtualbox-iso.w"]\n${steps}}\n`;

  it('set the memory, where it stands or in the variable', () => {
    const source = (memory: string) =>
      `source "virtualbox-iso" "w" {\n  guest_os_type = "Windows10_64"\n  memory        = ${memory}\n}\n${build()}`;
    assert.equal(mended('memory-below-4gb', source('2048')), source('4096'));
    const variable = (value: string) => `variable "m" {\n  default = ${value}\n}\n`;
    assert.equal(
      mended('memory-below-4gb', variable('2048') + source('var.m')),
      variable('4096') + source('var.m'),
    );
  });

  it('add the memory', () => {
    assert.equal(
      mended(
        'memory-below-setup-minimum',
        `source "virtualbox-iso" "w" {\n\tguest_os_type = "Windows10_64"\n}\n${build()}`,
      ),
      `source "virtualbox-iso" "w" {\n\tmemory = 4096\n\tguest_os_type = "Windows10_64"\n}\n${build()}`,
    );
  });

  it('split a step at the restart', () => {
    const source = 'source "virtualbox-iso" "w" {\n}\n';
    const step = (inline: string) =>
      `  provisioner "powershell" {\n    elevated_user = "x"\n    inline        = [${inline}]\n  }\n`;
    assert.equal(
      mended(
        'reboot-in-provisioner',
        source + build(step('"Install-Foo", "Restart-Computer", "Install-Bar"')),
      ),
      source +
        build(
          `${step('"Install-Foo"')}\n  provisioner "windows-restart" {\n    restart_timeout = "15m"\n  }\n\n${step('"Install-Bar"')}`,
        ),
    );
  });

  it('correct a path', () => {
    const source = 'source "virtualbox-iso" "w" {\n}\n';
    const step = (script: string) => `  provisioner "powershell" {\n    script = "${script}"\n  }\n`;
    assert.equal(
      mended('file-missing', source + build(step('Scripts/a.ps1')), { '/project/scripts/a.ps1': '' }),
      source + build(step('scripts/a.ps1')),
    );
  });
});
