import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

/** An answer file with these numbers in the order of its commands; undefined for a command without one. */
const orders = (...numbers: readonly (string | undefined)[]) => {
  let text = answerFile({ firstLogon: numbers.map((_, index) => `cmd /c echo ${index}`) });
  numbers.forEach((number, index) => {
    const element = `          <Order>${index + 1}</Order>\n          <CommandLine>cmd /c echo ${index}<`;
    const order = number === undefined ? '' : `          <Order>${number}</Order>\n`;
    text = text.replace(element, `${order}          <CommandLine>cmd /c echo ${index}<`);
  });
  return text;
};

const twoArchitectures = (text: string) =>
  text.replace(/ {4}<component[^]*<\/component>\n/, (all) => all + all.replace(/amd64/, 'x86'));

testRule('unattend-order-invalid', {
  found: {
    'two commands with one number': {
      files: { 'Autounattend.xml': orders('1', '5', '«5»', '100') },
      message: /^Another command of this list also has the Order 5\./,
      fixed: { 'Autounattend.xml': orders('1', '5', '6', '100') },
    },
    'a number that is none, in a template in JSON': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': orders('1', '«two»', '3'),
      },
      message: /^Order must be a number from 1 to 500, not 'two'\./,
      fixed: { 'windows.json': jsonTemplate({}), 'Autounattend.xml': orders('1', '2', '3') },
    },
    'a command without a number, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  floppy_files  = ["Autounattend.xml"]
}
build {
  sources = ["source.virtualbox-iso.w"]
}
`,
        'Autounattend.xml': orders('1', undefined, '3').replace(
          /(<SynchronousCommand wcm:action="add">)(\s*<CommandLine>cmd \/c echo 1)/,
          '«$1»$2',
        ),
      },
      message: /^This command has no Order\./,
      fixed: { 'Autounattend.xml': orders('1', '2', '3') },
    },
    'numbers outside of the range': {
      files: { 'Autounattend.xml': orders('«0»', '1', '«501»') },
      fixed: { 'Autounattend.xml': orders('1', '2', '3') },
    },
    'an empty number': {
      files: { 'Autounattend.xml': orders('1', '2').replace('<Order>2</Order>', '«<Order/>»') },
      fixed: { 'Autounattend.xml': orders('1', '2') },
    },
    'an unclear order, which nobody can mend': {
      files: { 'Autounattend.xml': orders('3', '«x»', '1') },
      fixed: false,
    },
    'commands of the pass specialize': {
      files: {
        'Autounattend.xml': answerFile({ specialize: ['one', 'two'] }).replace(
          '<Order>2</Order>',
          '<Order>«1»</Order>',
        ),
      },
    },
  },
  silent: {
    'the same numbers in lists of two architectures and two passes': {
      'Autounattend.xml': twoArchitectures(
        answerFile({ specialize: ['one', 'two'], firstLogon: ['one', 'two'] }),
      ),
    },
    'the same numbers in two lists of a component, of which a program takes one': {
      'Autounattend.xml': answerFile({ firstLogon: ['one', 'two'] }).replace(
        /( *)<FirstLogonCommands>.*<\/FirstLogonCommands>/s,
        (list) => `${list}\n${list.replace('<FirstLogonCommands>', '<FirstLogonCommands for="qemu">')}`,
      ),
    },
    'numbers that a template language fills in': {
      'Autounattend.xml': orders('1', '${order}', '1'),
    },
    'gaps, and another order than that of the file': {
      'Autounattend.xml': orders('100', '3', '500'),
    },
    'commands that Windows starts all together': {
      'Autounattend.xml': answerFile(
        {},
        '      <LogonCommands>\n        <AsynchronousCommand wcm:action="add">\n          <CommandLine>one</CommandLine>\n        </AsynchronousCommand>\n      </LogonCommands>\n',
      ),
    },
  },
});
