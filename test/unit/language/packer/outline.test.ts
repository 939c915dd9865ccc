import assert from 'node:assert/strict';
import { defaultHints } from '../../../../src/language/packer/defaultHints';
import { packerLinks } from '../../../../src/language/packer/links';
import { packerFolding } from '../../../../src/language/packer/outline/folding';
import { declaredSymbols, documentSymbols } from '../../../../src/language/packer/outline/symbols';
import type { PackerSymbol } from '../../../../src/language/packer/outline/symbols';
import { signatureHelpAt } from '../../../../src/language/packer/signatureHelp';
import { packerFolder, packerPlace } from '../../../support/packerPlaces';

const template = `# About
# it
packer {
  required_plugins {
    qemu = { source = "github.com/hashicorp/qemu" }
  }
}
variable "disk" {}
locals {
  a = 1
  b = [
    2,
    3,
  ]
}
source "qemu" "x" {
  boot_command = [<<EOT
a
b
EOT
  ]
}
build {
  name    = "all"
  sources = ["source.qemu.x"]
  provisioner "shell" {
    name   = "update"
    inline = [] # no

    # yes
  }
  post-processors {
    post-processor "manifest" {}
  }
}
`;

const lines = (text: string) => text.trim().split('\n');

describe('the outline of an HCL2 template', () => {
  const shown = ({ name, detail, kind, children }: PackerSymbol, depth = 0): string =>
    [
      `${'  '.repeat(depth)}${kind}: ${name}${detail && ` (${detail})`}`,
      ...children.map((one) => shown(one, depth + 1)),
    ].join('\n');

  it('has blocks with their labels, what they declare, and steps', () => {
    const expected = `packer: packer
  block: required_plugins
    value: qemu
variable: variable disk
block: locals
  local: a
  local: b
source: source qemu.x
build: build (all)
  step: provisioner shell (update)
  block: post-processors
    step: post-processor manifest`;
    assert.equal(
      documentSymbols(template)
        .map((one) => shown(one))
        .join('\n'),
      expected,
    );
  });

  it('has what a file of values sets', () => {
    assert.equal(
      documentSymbols('disk = 1\n')
        .map((one) => shown(one))
        .join(),
      'value: disk',
    );
  });

  it('has each part inside the one that holds it', () => {
    const check = (all: readonly PackerSymbol[], start: number, end: number): void => {
      for (const { span, selection, children } of all) {
        assert.ok(start <= span.start && span.end <= end);
        assert.ok(
          span.start <= selection.start && selection.end <= span.end && selection.start < selection.end,
        );
        check(children, span.start, span.end);
      }
    };
    check(documentSymbols(template), 0, template.length);
    check(documentSymbols('source "a" "b {\n x = [\n'), 0, 100);
  });

  it('is searched by letters in their order', () => {
    const { templates } = packerPlace({ 'a.pkr.hcl': `${template}‸` });
    const names = (search: string) =>
      declaredSymbols(templates, search).map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(names('dsk'), ['variable disk']);
    assert.deepEqual(names('QX'), ['source qemu.x']);
    assert.deepEqual(names('xq'), []);
    assert.deepEqual(names('').sort(), ['build all', 'local a', 'local b', 'source qemu.x', 'variable disk']);
  });
});

describe('folding of HCL2 templates', () => {
  it('folds blocks, lists, heredocs and comments, each line once', () => {
    const all = lines(template);
    const shown = packerFolding(template).map(
      ({ first, last, kind }) => `${kind}: ${all[first]?.trim()} .. ${all[last]?.trim()}`,
    );
    assert.deepEqual(shown, [
      'comment: # About .. # it',
      'part: packer { .. }',
      'part: required_plugins { .. qemu = { source = "github.com/hashicorp/qemu" }',
      'part: locals { .. ]',
      'part: b = [ .. 3,',
      'part: source "qemu" "x" { .. ]',
      'part: boot_command = [<<EOT .. EOT',
      'part: build { .. }',
      'part: provisioner "shell" { .. # yes',
      'part: post-processors { .. post-processor "manifest" {}',
    ]);
  });
});

describe('links in HCL2 templates', () => {
  const linked = (text: string) => {
    const asked = packerPlace({
      'vm/main.pkr.hcl': text,
      'vm/scripts/a.sh': '',
      'vm/scripts/b.sh': '',
      'vm/key.pub': '',
    });
    return packerLinks(asked).map(
      ({ span, target }) => `${asked.source.slice(span)} → ${target.slice(packerFolder.length + 1)}`,
    );
  };
  const build = (line: string) =>
    `source "null" "x" {\n  communicator = "none"\n}\nbuild {\n  sources = ["source.null.x"]\n  provisioner "shell" {\n    ${line}\n  }\n}\n‸`;

  it('lead to scripts and to files that functions read', () => {
    assert.deepEqual(
      linked(build('scripts = ["scripts/a.sh", "scripts/nosuch.sh", "${path.root}/scripts/b.sh"]')),
      ['scripts/a.sh → vm/scripts/a.sh', '${path.root}/scripts/b.sh → vm/scripts/b.sh'],
    );
    assert.deepEqual(linked('locals {\n  key = file("key.pub")\n  no = upper("key.pub")\n}\n‸'), [
      'key.pub → vm/key.pub',
    ]);
  });

  it('are none where a variable stands, which leads elsewhere', () => {
    assert.deepEqual(linked(`variable "s" {\n  default = "scripts/a.sh"\n}\n${build('script = var.s')}`), []);
  });
});

describe('help with the functions of HCL2', () => {
  const help = (marked: string) => signatureHelpAt(marked.replace('‸', ''), marked.indexOf('‸'));

  it('shows the parameter that is being written', () => {
    const first = help('a = replace(‸)\n');
    assert.match(first?.label ?? '', /^replace\(.*\): string$/);
    assert.equal(first?.parameters.length, 3);
    for (const one of first.parameters) assert.ok(first.label.includes(one));
    assert.equal(first.active, 0);
    assert.equal(help('a = replace("a", ‸\n')?.active, 1);
    assert.equal(help('a = replace("a", "b", "c", ‸)\n')?.active, undefined);
    assert.equal(help('a = "${merge(var.a, var.b, ‸)}"\n')?.active, 0);
    assert.match(help('a = upper(replace("‸"))\n')?.label ?? '', /^replace/);
    assert.match(help('a = upper(replace("x"), ‸)\n')?.label ?? '', /^upper/);
  });

  it('shows nothing elsewhere', () => {
    for (const marked of ['a = ‸upper("x")\n', 'a = upper("x")‸\n', 'a = nosuch(‸)\n', '‸'])
      assert.equal(help(marked), undefined, marked);
  });
});

describe('hints of defaults in HCL2 templates', () => {
  const hints = (text: string) => {
    const asked = packerPlace({ 'a.pkr.hcl': `${text}‸` });
    return defaultHints(asked).map(({ offset, label }) => {
      const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
      return `${line.trim()} ${label}`;
    });
  };

  it('stand behind sources and steps, for what is not set', () => {
    assert.deepEqual(hints('source "virtualbox-iso" "x" {\n  memory = 4096\n}\n'), [
      'source "virtualbox-iso" "x" { cpus = 1, disk_size = 40000, communicator = "ssh", ssh_timeout = "5m", shutdown_timeout = "5m"',
    ]);
    assert.deepEqual(hints('build {\n  provisioner "windows-restart" {}\n  provisioner "shell" {}\n}\n'), [
      'provisioner "windows-restart" { restart_timeout = "5m"',
    ]);
  });

  it('speak of the communicator that is used alone', () => {
    const [winrm = ''] = hints('source "virtualbox-iso" "x" {\n  communicator = "winrm"\n}\n');
    assert.ok(winrm.includes('winrm_timeout = "30m"') && !winrm.includes('ssh_timeout'));
    const [unknown = ''] = hints(
      'variable "c" {}\nsource "virtualbox-iso" "x" {\n  communicator = var.c\n}\n',
    );
    assert.ok(!unknown.includes('winrm_timeout') && !unknown.includes('ssh_timeout'));
  });

  it('go by what a build adds to a source', () => {
    const [first = ''] = hints(
      'source "virtualbox-iso" "x" {\n}\nbuild {\n  source "source.virtualbox-iso.x" {\n    memory = 4096\n  }\n}\n',
    );
    assert.ok(first.includes('cpus') && !first.includes('memory'));
  });

  it('are none where nothing is known', () => {
    assert.deepEqual(hints('source "nosuch" "x" {\n}\nvariable "memory" {}\nsource "qemu" "x"\n'), []);
  });
});
