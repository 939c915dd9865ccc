import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const with_ = answerFile({ firstLogon: ['powershell -File a:\\one.ps1', 'cmd /c two'] });
const without = with_.replace(/ +<AutoLogon>[^]*<\/AutoLogon>\n/, '');
const marked = without.replace('<SynchronousCommand wcm:action="add">', '«$&»');
const disabled = with_.replace('<Enabled>true<', '<Enabled>«false»<');

const template = { 'windows.json': jsonTemplate({}) };

const component = / {4}<component name="Microsoft-Windows-Shell-Setup"[^]*<\/component>\n/;

testRule('autologon-missing', {
  found: {
    'no AutoLogon': {
      files: { ...template, 'Autounattend.xml': marked },
      message: /^FirstLogonCommands run when a user logs on, but AutoLogon is missing\. The guest waits/,
    },
    'one that is switched off, in a template in JSON': {
      files: { 'windows.json': jsonTemplate({}), 'Autounattend.xml': disabled },
      message: /AutoLogon is disabled/,
    },
    'none, in HCL2 and with SSH': {
      files: {
        'windows.pkr.hcl': `source "hyperv-iso" "w" {
  generation   = 2
  ssh_username = "vagrant"
  cd_files     = ["answers/Autounattend.xml"]
}
build {
  sources = ["source.hyperv-iso.w"]
}
`,
        'answers/Autounattend.xml': marked,
      },
    },
    'one for another architecture': {
      files: {
        ...template,
        'Autounattend.xml': with_.replace(
          component,
          (all) => all + marked.replace(/amd64/g, 'x86').match(/ {4}<component[^]*<\/component>\n/)?.[0],
        ),
      },
    },
    'none, behind a script that can not be read': {
      files: {
        ...template,
        'Autounattend.xml': answerFile({ specialize: ['e:\\x.cmd'], firstLogon: ['one'] })
          .replace(/ +<AutoLogon>[^]*<\/AutoLogon>\n/, '')
          .replace('<SynchronousCommand wcm:action="add">', '«$&»'),
      },
      severity: 'warning',
    },
  },
  silent: {
    'an answer file of which nobody says that Packer uses it': { 'Autounattend.xml': without },
    'an AutoLogon': { ...template, 'Autounattend.xml': with_ },
    'one that a template language switches': {
      ...template,
      'Autounattend.xml': with_.replace('<Enabled>true<', '<Enabled>${logon}<'),
    },
    'audit mode': {
      ...template,
      'Autounattend.xml': without.replace('</unattend>', '<settings pass="auditUser"></settings></unattend>'),
    },
    'a logon that the registry is told of': {
      ...template,
      'Autounattend.xml': answerFile({
        specialize: [
          'reg add "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon" /v AutoAdminLogon /d 1 /f',
        ],
        firstLogon: ['one'],
      }).replace(/ +<AutoLogon>[^]*<\/AutoLogon>\n/, ''),
    },
    'no FirstLogonCommands': {
      ...template,
      'Autounattend.xml': answerFile({ specialize: ['one'] }).replace(/ +<AutoLogon>[^]*<\/AutoLogon>\n/, ''),
    },
  },
});
