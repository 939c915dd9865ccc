import { testRule } from '../../support/ruleTests';

const json = (
  step: string,
  builders = '{ "type": "virtualbox-iso" }, { "type": "vmware-iso", "name": "esx" }',
) =>
  `{
  "builders": [${builders}],
  ${step}
}
`;

const step = (words: string) =>
  json(`"provisioners": [{ "type": "powershell", "inline": ["echo a"], ${words} }]`);

const hcl = (
  words: string,
  source = 'source "virtualbox-iso.server" {}',
) => `source "virtualbox-iso" "server" {}
source "qemu" "server" {}

build {
  name = "windows"
  sources = ["source.qemu.server"]
  ${source}
  provisioner "powershell" {
    inline = ["echo a"]
    ${words}
  }
}
`;

testRule('unknown-build-name', {
  found: {
    'a builder that has a name, by its type': {
      files: { 'w.json': step('"only": [«"vmware-isso"», "esx"]') },
      message: /^No builder is named 'vmware-isso', so Packer rejects the template\. Available names/,
      fixed: false,
    },
    'a typing error': {
      files: { 'w.json': step('"only": [«"virtualbox-ios"»]') },
      message: /Did you mean 'virtualbox-iso'\?$/,
      fixed: { 'w.json': step('"only": ["virtualbox-iso"]') },
    },
    'a post-processor that leaves out nothing that is there': {
      files: { 'w.json': json('"post-processors": [[{ "type": "manifest", "except": «"hyperv-iso"» }]]') },
      fixed: false,
    },
    'a step of HCL2 that never runs': {
      files: { 'w.pkr.hcl': hcl('only = [«"virtualbox-iso.sever"»]') },
      message: /so this step never runs/,
      fixed: { 'w.pkr.hcl': hcl('only = ["virtualbox-iso.server"]') },
    },
    'a source by the words of `sources`': {
      files: { 'w.pkr.hcl': hcl('only = [«"source.virtualbox-iso.server"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["virtualbox-iso.server"]') },
    },
    'a source by the words of -only': {
      files: { 'w.pkr.hcl': hcl('only = [«"windows.qemu.server"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["qemu.server"]') },
    },
    'the type of a builder, as in JSON': {
      files: { 'w.pkr.hcl': hcl('only = [«"qemu"»]') },
      fixed: { 'w.pkr.hcl': hcl('only = ["qemu.server"]') },
    },
    'a name that two have': {
      files: { 'w.pkr.hcl': hcl('only = [«"server"»]') },
      fixed: false,
    },
    'one wrong name of two, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': hcl('only = ["qemu.server", «"vmware-iso.server"»]') },
      fixed: false,
    },
    'a source that is taken out and is not there, as a warning': {
      severity: 'warning',
      files: { 'w.pkr.hcl': hcl('except = [«"hyperv-iso.other"»]') },
      message: /excludes nothing/,
      fixed: false,
    },
  },
  silent: {
    'names that are there': {
      'w.json': step('"only": ["esx"], "except": ["virtualbox-iso"]'),
      'w.pkr.hcl': hcl('except = ["qemu.server"]'),
    },
    'a name that a build gives': {
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core"]',
        'source "virtualbox-iso.server" {\n    name = "core"\n  }',
      ),
    },
    'names that only the build knows': {
      'w.json': json(
        '"provisioners": [{ "type": "powershell", "inline": ["a"], "only": ["windows-2019"] }]',
        '{ "type": "qemu", "name": "windows-{{user `version`}}" }',
      ),
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core", var.more]',
        'source "virtualbox-iso.server" {\n    name = "c-${var.version}"\n  }',
      ),
    },
    'sources that are made': {
      'w.pkr.hcl': hcl(
        'only = ["virtualbox-iso.core"]',
        'dynamic "source" {\n    for_each = var.all\n    labels = ["virtualbox-iso.server"]\n    content {\n      name = source.value\n    }\n  }',
      ),
    },
    'a step that is switched off': { 'w.pkr.hcl': hcl('only = ["never"]') },
  },
});
