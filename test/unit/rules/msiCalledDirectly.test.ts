import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

testRule('msi-called-directly', {
  found: {
    'a package at first logon, in a template in JSON': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({ firstLogon: ['«E:\\guest-agent\\qemu-ga-x86_64.msi»'] }),
      },
      message: /^An \.msi package is not a program/,
      fixed: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          firstLogon: ['msiexec /i E:\\guest-agent\\qemu-ga-x86_64.msi /qn /norestart'],
        }),
      },
    },
    'one in quotes with options, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "hyperv-iso" "w" {
  cd_files = ["Autounattend.xml"]
}
build {
  sources = ["source.hyperv-iso.w"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: ['«"E:\\guest agent\\A.MSI"» /quiet ADDLOCAL=ALL'] }),
      },
      fixed: {
        'Autounattend.xml': answerFile({
          firstLogon: ['msiexec /i "E:\\guest agent\\A.MSI" /quiet ADDLOCAL=ALL /norestart'],
        }),
      },
    },
    'one in the pass specialize, with what is escaped in XML': {
      files: { 'Autounattend.xml': answerFile({ specialize: ['«a:\\a&b.msi» /qb- /norestart'] }) },
      fixed: {
        'Autounattend.xml': answerFile({ specialize: ['msiexec /i a:\\a&b.msi /qb- /norestart'] }),
      },
    },
  },
  silent: {
    msiexec: { 'Autounattend.xml': answerFile({ firstLogon: ['msiexec /i e:\\x.msi /qn /norestart'] }) },
    'cmd and PowerShell, which know what to do with a package': {
      'Autounattend.xml': answerFile({
        firstLogon: ['cmd /c e:\\x.msi /qn', 'powershell -Command "Start-Process e:\\x.msi -Wait"'],
      }),
    },
    'other programs, and names that only look alike': {
      'Autounattend.xml': answerFile({ firstLogon: ['e:\\x.msi.exe', 'e:\\setup.exe x.msi'] }),
    },
  },
});
