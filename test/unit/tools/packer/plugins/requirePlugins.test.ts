import assert from 'node:assert/strict';
import { requirePlugins } from '../../../../../src/rules/fixes/requirePlugins';
import { pluginsToRequire } from '../../../../../src/tools/packer/plugins/pluginsToRequire';
import { read } from '../../../pipeline/template/read';

const qemu = { name: 'qemu', source: 'github.com/hashicorp/qemu', version: '>= 1.1.0' };
const build = 'source "qemu" "a" {}\nbuild {\n  sources = ["qemu.a"]\n}\n';

describe('A required_plugins block', () => {
  const after = (files: Record<string, string>, plugins = [qemu]) => {
    const template = read(files);
    const edit = requirePlugins(template, plugins);
    if (!edit) return undefined;
    const text = template.files.find(({ path }) => path === edit.path)?.text ?? '';
    const changed = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    const name = edit.path.split('/').at(-1) ?? '';
    const again = read({ ...files, [name]: changed });
    assert.deepEqual(again.problems, []);
    assert.deepEqual(
      plugins.filter(({ name: own }) => !again.requiredPlugins?.some((one) => one.name === own)),
      [],
    );
    return changed;
  };

  it('is made at the top, below the heading', () => {
    const block = `packer {
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = ">= 1.1.0"
    }
  }
}

`;
    assert.equal(after({ 'a.pkr.hcl': build }), block + build);
    const heading = '# Copyright me\n# MIT\n\n';
    assert.equal(
      after({ 'a.pkr.hcl': `${heading}# The machine.\n${build}` }),
      `${heading}${block}# The machine.\n${build}`,
    );
    assert.equal(after({ 'a.pkr.hcl': `# The machine.\n${build}` }), `${block}# The machine.\n${build}`);
  });

  it('keeps the ends and the indentation of lines', () => {
    const text = 'build {\r\n\tsources = ["null.a"]\r\n}\r\nsource "null" "a" {}\r\n';
    assert.equal(
      after({ 'a.pkr.hcl': text }),
      `packer {\r\n\trequired_plugins {\r\n\t\tqemu = {\r\n\t\t\tsource  = "github.com/hashicorp/qemu"\r\n\t\t\tversion = ">= 1.1.0"\r\n\t\t}\r\n\t}\r\n}\r\n\r\n${text}`,
    );
  });

  it('is put into the packer block, wherever that is', () => {
    const files = { 'a.pkr.hcl': build, 'b.pkr.hcl': 'packer {\n  required_version = ">= 1.7"\n}\n' };
    assert.equal(
      after(files),
      `packer {
  required_version = ">= 1.7"
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = ">= 1.1.0"
    }
  }
}
`,
    );
    assert.match(
      after({ 'a.pkr.hcl': `packer {}\n${build}` }) ?? '',
      /^packer \{\n {2}required_plugins \{\n/,
    );
  });

  it('grows by what is missing, as its entries are written', () => {
    const short = 'docker = { version = "~> 1", source = "github.com/hashicorp/docker" } # keep';
    assert.equal(
      after({ 'a.pkr.hcl': `packer {\n  required_plugins {\n    ${short}\n  }\n}\n${build}` }),
      `packer {\n  required_plugins {\n    ${short}\n    qemu = { version = ">= 1.1.0", source = "github.com/hashicorp/qemu" }\n  }\n}\n${build}`,
    );
    const long = 'docker = {\n      version = "~> 1"\n    }';
    assert.match(
      after({ 'a.pkr.hcl': `packer {\n  required_plugins {\n    ${long}\n  }\n}\n${build}` }) ?? '',
      /\n {4}\}\n {4}qemu = \{\n {6}source {2}= /,
    );
    assert.match(
      after({ 'a.pkr.hcl': `packer {\n  required_plugins {}\n}\n${build}` }) ?? '',
      /required_plugins \{\n {4}qemu = \{\n/,
    );
  });

  it('is not written where it can not be', () => {
    assert.equal(after({ 'a.pkr.json': '{"build": {}}' }), undefined);
    assert.equal(requirePlugins(read({ 'a.json': '{"builders": []}' }), [qemu]), undefined);
    assert.equal(after({ 'a.pkr.hcl': build }, []), undefined);
  });
});

describe('Plugins to require', () => {
  const template = read({
    'a.pkr.hcl': `packer {
  required_plugins {
    docker = { version = "~> 1", source = "github.com/hashicorp/docker" }
  }
}
source "qemu" "a" {}
source "docker" "b" {}
build {
  sources = ["qemu.a", "docker.b"]
  provisioner "dsc" {}
  provisioner "powershell" {}
}
`,
  });

  it('are those that the template uses and does not name, with the newest version that is installed', () => {
    const dsc = { name: 'dsc', source: 'github.com/me/dsc', path: '/p/dsc' };
    const required = (installed: Parameters<typeof pluginsToRequire>[1]) =>
      pluginsToRequire(template, installed).map(({ source, version }) => `${source} ${version}`);
    assert.deepEqual(required([]), ['github.com/hashicorp/qemu >= 0.0.1']);
    assert.deepEqual(
      required([
        { ...dsc, version: '0.0.5' },
        { ...dsc, version: '0.0.10' },
      ]),
      ['github.com/hashicorp/qemu >= 0.0.1', 'github.com/me/dsc >= 0.0.10'],
    );
  });
});
