import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const json = jsonTemplate({ communicator: 'none' }, { type: 'powershell', script: 'setup.ps1' });
const xml = answerFile({ specialize: ['cmd /c one'], firstLogon: ['cmd /c two', 'cmd /c three'] });
const others = { 'Autounattend.xml': xml, 'setup.ps1': 'Get-Item C:\\\n' };
const hcl = `variable "size" {
  default = 4096
}
source "virtualbox-iso" "w" {
  memory  = var.size
  vm_name = "win"
}
build {
  sources = ["source.virtualbox-iso.w"]
  provisioner "shell" {
    scripts = ["a.sh", "b.cmd"]
  }
  provisioner "windows-shell" {
    script = "b.cmd"
  }
}
`;
const vagrantfile =
  'Vagrant.configure("2") do |config|\n  config.vm.box = "x"\n  config.vm.provision "shell", path: "a.sh"\nend\n';

testRule('syntax-error', {
  found: {
    'a missing comma in a JSON template': {
      files: {
        ...others,
        'w.json': json.replace('"memory": 4096,', '"memory": 409«6»'),
      },
      message: /^A comma is missing after this\. Packer cannot read the file\.$/,
      fixed: { 'w.json': json },
    },
    'quotes inside of a string, whatever stands between its braces': {
      files: {
        ...others,
        'w.json': json.replace('"memory": 4096', '"memory": "{{user «"»memory"}}"'),
      },
      message: /^A comma is missing after this/,
      fixed: false,
    },
    'a comma too many': {
      files: { ...others, 'w.json': json.replace('"setup.ps1"', '"setup.ps1"«,»') },
      fixed: { 'w.json': json },
    },
    'a template that is cut off': {
      files: { ...others, 'w.json': `${json.slice(0, json.indexOf('"memory"')).trimEnd().slice(0, -1)}«,»` },
      message: /^`\}` is missing at the end of the file: the `\{` in line 3 is not closed\./,
      fixed: false,
    },
    'comments in JSON': {
      files: { ...others, 'w.json': json.replace('{\n', '{ «// no»\n') },
      message: /does not accept comments/,
      fixed: false,
    },
    'a string that is not closed, in HCL2': {
      files: { 'w.pkr.hcl': hcl.replace('"win"', '«"win»') },
      message: /^This string is not closed/,
      fixed: false,
    },
    'two mistakes that have nothing to do with each other': {
      files: {
        'w.pkr.hcl': hcl
          .replace('default = 4096', 'default =«» ')
          .replace('["a.sh", "b.cmd"]', '["a.sh" «"»b.cmd"]'),
      },
      fixed: false,
    },
    'HCL2 in JSON': {
      files: { 'w.pkr.json': '{"variable": {"a": {"default": «"b}}}»\n' },
      message: /^The closing quote of this string is missing/,
      fixed: false,
    },
    'files of variables': {
      files: {
        'w.pkr.hcl': hcl,
        'w.auto.pkrvars.hcl': 'size = «[»4096\n',
        'other.pkrvars.hcl': '«size» : 4096\n',
        'x.pkrvars.json': '{"size": «}»\n',
      },
      fixed: false,
    },
    'a Vagrantfile': {
      files: { Vagrantfile: vagrantfile.replace('end\n', '').replace(' do ', ' «do» ') },
      message: /^`end` is missing: this `do` is not closed\. Vagrant cannot load the file\.$/,
      fixed: false,
    },
    'an answer file, used and lone': {
      files: {
        'w.json': jsonTemplate({ communicator: 'none' }),
        'Autounattend.xml': xml.replace('</Path>', '').replace('<Path>', '«<Path>»'),
        'lone/autounattend.xml': xml.replace('<Order>1</Order>', '<Order>1«</Ordre>»'),
      },
      message: /Windows Setup stops if the file is not valid XML\.$/,
      fixed: false,
    },
    'signs that must be escaped': {
      files: {
        'Autounattend.xml': xml
          .replace('cmd /c two', 'cmd /c two «&&» four')
          .replace('cmd /c three', 'cmd /c three «<» in.txt'),
      },
      fixed: {
        'Autounattend.xml': xml
          .replace('cmd /c two', 'cmd /c two &amp;&amp; four')
          .replace('cmd /c three', 'cmd /c three &lt; in.txt'),
      },
    },
    'blanks before the XML declaration, which Windows Setup may well pass over': {
      files: { 'Autounattend.xml': `« \n »${xml}` },
      severity: 'warning',
      fixed: { 'Autounattend.xml': xml },
    },
    'an answer file without an element': {
      files: { 'Autounattend.xml': '«<»?xml version="1.0"?>' },
      fixed: false,
    },
    'PowerShell, cmd and sh': {
      files: {
        'w.pkr.hcl': hcl,
        'a.sh': '#!/bin/bash\nif true; then\n  echo «"»a\nfi\n',
        'b.cmd': '@echo off\r\nif exist x «(»\r\n  echo a\r\n',
        'w.json': json,
        'Autounattend.xml': xml,
        'setup.ps1': 'if ($true) «{»\n  Get-Item C:\\\n',
      },
      fixed: false,
    },
    'boxwright.json': {
      files: { 'boxwright.json': '{"rules": {«}»', 'w.pkr.hcl': hcl },
      message: /^`\}` is missing at the end of the file/,
      fixed: false,
    },
  },
  silent: {
    'what can be read': {
      ...others,
      'w.json': json,
      'w.pkr.hcl': hcl,
      'a.sh': 'echo a\n',
      'b.cmd': 'echo a\r\n',
      'w.auto.pkrvars.hcl': 'size = 1\n',
      Vagrantfile: vagrantfile,
      'boxwright.json': '{\n  // comments are fine here\n  "rules": {}\n}\n',
    },
    'JSON files of others, whatever they hold': {
      'package.json': '{"name": ',
      'tsconfig.json': '{ // so\n}',
      'list.json': '["builders", ',
    },
    'scripts of other languages, and what a program makes scripts of': {
      'w.pkr.hcl': hcl,
      'a.sh': '#!/usr/bin/env perl\nprint "it\'s";\n',
      'b.cmd': '<% if x %>\r\nif exist x (\r\n<% end %>\r\n',
    },
    'templates of answer files and of Vagrantfiles': {
      'Autounattend.xml': xml.replace('cmd /c two', 'cmd /c ${a && b} {{ x < y }}'),
      'Vagrantfile.template': '<% if x %>\nVagrant.configure("2") do |config|\n',
    },
    'a Vagrantfile that HCL fills in first': {
      Vagrantfile:
        'Vagrant.configure("2") do |config|\n  config.vm.provider "hyperv" do |provider|\n    provider.cpus = ${options.cpus}\n  end\nend\n',
      'web.Vagrantfile':
        'Vagrant.configure("2") do |config|\n%{ for port in split(",", ports) ~}\n  config.vm.network :forwarded_port, guest: 1\n%{ endfor ~}\nend\n',
    },
    'what Jinja, Go or ERB fill in first': {
      Vagrantfile:
        'Vagrant.configure("2") do |config|\n\n{{lab}}\n\n{% if more %}\nconfig.vm.box = {{ box }}\n{% endif %}\nend\n',
      ...others,
      'w.json': json.replace('4096', '{{ memory }}'),
      'w.pkr.hcl': hcl.replace('"win"', '%q'),
    },
    'a here-document to the end of the file, of which shells only warn': {
      'w.pkr.hcl': hcl,
      'a.sh': "cat <<EOF\nit's\n",
    },
  },
});
