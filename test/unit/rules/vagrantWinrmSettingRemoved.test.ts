import { testRule } from '../../support/ruleTests';

const file = (...lines: string[]) => ({
  Vagrantfile: `Vagrant.configure("2") do |config|\n  config.vm.box = "windows-2019"\n${lines.map((line) => `  ${line}\n`).join('')}end\n`,
});

testRule('vagrant-winrm-setting-removed', {
  found: {
    retry_limit: {
      files: file('config.winrm.«retry_limit» = 20'),
      fixed: file('config.winrm.max_tries = 20'),
    },
    'one of a machine': {
      files: file('config.vm.define "web" do |web|', '  web.winrm.«max_retries» = 20', 'end'),
      fixed: file('config.vm.define "web" do |web|', '  web.winrm.max_tries = 20', 'end'),
    },
    'one that nobody knows': { files: file('config.winrm.«colour» = "red"'), fixed: false },
    'one in a template for boxes': {
      files: { 'vagrantfile-windows.template': file('config.winrm.«retry_limit» = 20').Vagrantfile },
    },
  },
  silent: {
    'the settings that there are': file(
      'config.winrm.max_tries = 20',
      'config.winrm.retry_delay = 2',
      'config.winrm.transport = :plaintext',
      'config.winrm.basic_auth_only = true',
    ),
    'another communicator': file('config.ssh.retry_limit = 20', 'config.winssh.shell = "cmd"'),
    'a comment': file('# config.winrm.retry_limit = 20'),
  },
});
