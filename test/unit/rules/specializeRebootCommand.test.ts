import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const fixed = (command: number, text: string) =>
  text.replace(
    `          <Order>${command}<`,
    `          <WillReboot>Always</WillReboot>\n          <Order>${command}<`,
  );

testRule('specialize-reboot-command', {
  found: {
    'shutdown, in a template in JSON': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({ specialize: ['cmd /c echo one', '«shutdown /r /t 0»'] }),
      },
      message: /^Order 2 \(shutdown \/r \/t 0\) restarts the guest in the middle of Windows Setup/,
      fixed: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': fixed(2, answerFile({ specialize: ['cmd /c echo one', 'cmd.exe /c exit 0'] })),
      },
    },
    'Restart-Computer, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "hyperv-iso" "w" {
  cd_files = ["Autounattend.xml"]
}
build {
  sources = ["source.hyperv-iso.w"]
}
`,
        'Autounattend.xml': answerFile({ specialize: ['«powershell -Command "Restart-Computer -Force"»'] }),
      },
      fixed: { 'Autounattend.xml': fixed(1, answerFile({ specialize: ['cmd.exe /c exit 0'] })) },
    },
    'one beside a WillReboot': {
      files: {
        'Autounattend.xml': answerFile({ specialize: ['«shutdown -r -t 0»'] }).replace(
          '</Path>',
          '</Path><WillReboot>Never</WillReboot>',
        ),
      },
      fixed: {
        'Autounattend.xml': answerFile({ specialize: ['cmd.exe /c exit 0'] }).replace(
          '</Path>',
          '</Path><WillReboot>Always</WillReboot>',
        ),
      },
    },
    'one in a script': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'prepare.cmd'] }),
        'Autounattend.xml': answerFile({ specialize: ['a:\\prepare.cmd'] }),
        'prepare.cmd': 'echo one\r\n«shutdown /r /t 5»\r\n',
      },
      fixed: false,
    },
    'one behind something else': {
      files: { 'Autounattend.xml': answerFile({ specialize: ['«cmd /c "echo one & shutdown /r /t 0"»'] }) },
      fixed: false,
    },
    'a machine that is switched off': {
      files: { 'Autounattend.xml': answerFile({ specialize: ['«shutdown /s /t 0»'] }) },
      message: /shuts the guest down/,
      fixed: false,
    },
  },
  silent: {
    WillReboot: {
      'Autounattend.xml': fixed(1, answerFile({ specialize: ['cmd /c echo one'] })),
    },
    'Windows PE and the first logon': {
      'Autounattend.xml': answerFile({
        windowsPE: ['wpeutil reboot'],
        firstLogon: ['shutdown /r /t 0'],
      }),
    },
    'what is only written or taken back': {
      'Autounattend.xml': answerFile({
        specialize: ['cmd /c echo shutdown /r', 'cmd /c "shutdown /r /t 60 & shutdown /a"'],
      }),
    },
  },
});
