import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (media: string) => `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
${media}
}
build {
  sources = ["source.virtualbox-iso.w"]
}
`;

const runs = (...firstLogon: readonly string[]) => answerFile({ firstLogon });

testRule('media-script-missing', {
  found: {
    'a script of the answer file in JSON': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', './scripts/first.ps1'] }),
        'Autounattend.xml': runs(
          'powershell -File a:\\first.ps1',
          '«cmd.exe /c powershell -File a:\\Enable-WinRM.ps1»',
        ),
        'scripts/first.ps1': 'Get-Date',
        'scripts/enable-winrm.ps1': 'winrm quickconfig -q',
      },
      message: /^'a:\\Enable-WinRM.ps1' is not on the floppy disk: floppy_files does not list it/,
      fixed: {
        'windows.json': jsonTemplate({
          floppy_files: ['Autounattend.xml', './scripts/first.ps1', './scripts/enable-winrm.ps1'],
        }),
      },
    },
    'one in HCL2, and in a script that runs there': {
      files: {
        'windows.pkr.hcl': hcl(`  floppy_files = [
    "answers/Autounattend.xml",
    "\${path.root}/scripts/first.ps1",
  ]`),
        'answers/Autounattend.xml': runs('powershell -File a:\\first.ps1'),
        'scripts/first.ps1': '«& A:\\fixnetwork.ps1»',
        'scripts/fixnetwork.ps1': '',
      },
      fixed: {
        'windows.pkr.hcl': hcl(`  floppy_files = [
    "answers/Autounattend.xml",
    "\${path.root}/scripts/first.ps1",
    "\${path.root}/scripts/fixnetwork.ps1",
  ]`),
      },
    },
    'one that lies in a folder of which nothing is on the disk yet': {
      files: {
        'windows.pkr.hcl': hcl('  floppy_files = ["Autounattend.xml"]'),
        'Autounattend.xml': runs('«cmd /c a:\\setup.cmd»'),
        'scripts/setup.cmd': 'exit 0\r\n',
      },
      fixed: {
        'windows.pkr.hcl': hcl('  floppy_files = ["Autounattend.xml", "scripts/setup.cmd"]'),
      },
    },
    'one of which two builders know nothing': {
      files: {
        'windows.json': JSON.stringify({
          builders: ['virtualbox-iso', 'vmware-iso'].map((type) => ({
            type,
            guest_os_type: 'windows9-64',
            floppy_files: ['Autounattend.xml'],
          })),
        }),
        'Autounattend.xml': runs('«a:\\setup.cmd»'),
        'setup.cmd': '',
      },
      fixed: {
        'windows.json': JSON.stringify({
          builders: ['virtualbox-iso', 'vmware-iso'].map((type) => ({
            type,
            guest_os_type: 'windows9-64',
            floppy_files: ['Autounattend.xml', 'setup.cmd'],
          })),
        }).replace(/,"setup/g, ', "setup'),
      },
    },
    'one that is nowhere': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({ specialize: ['«a:\\setup.cmd»'] }),
      },
      fixed: false,
    },
    'a folder that the floppy disk does not have': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'scripts/setup.cmd'] }),
        'Autounattend.xml': runs('«a:\\scripts\\setup.cmd»'),
        'scripts/setup.cmd': '',
      },
      message: /copies all files to the root, so this one is 'a:\\setup.cmd'/,
      fixed: false,
    },
  },
  silent: {
    'what a condition guards': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': runs('cmd /c if exist a:\\setup.cmd a:\\setup.cmd'),
    },
    'scripts that are there, through patterns, folders and content': {
      'windows.pkr.hcl': hcl(`  floppy_files   = ["Autounattend.xml", "scripts/*.cmd", "more"]
  floppy_content = { "given.cmd" = "exit 0" }`),
      'Autounattend.xml': runs('a:\\one.cmd', 'a:\\two.cmd', 'a:\\given.cmd'),
      'scripts/one.cmd': '',
      'more/two.cmd': '',
    },
    'a list that is not fully known': {
      'windows.pkr.hcl': `variable "more" {}\n${hcl('  floppy_files = ["Autounattend.xml", var.more]')}`,
      'Autounattend.xml': runs('a:\\setup.cmd'),
    },
    'other drives, and files that are not there on the host either': {
      'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'setup.cmd'] }),
      'Autounattend.xml': runs('a:\\setup.cmd', 'e:\\setup.cmd', 'c:\\windows\\setup.cmd'),
    },
    'an answer file without a template': { 'Autounattend.xml': runs('a:\\setup.cmd') },
  },
});
