import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const good = answerFile({ specialize: ['cmd /c one'], firstLogon: ['cmd /c two', 'cmd /c three'] });
const namespace = ' xmlns="urn:schemas-microsoft-com:unattend"';
const wcm = ' xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"';
const hcl = `source "hyperv-iso" "w" {
  generation = 2
  cd_files   = ["answers/Autounattend.xml"]
}
build {
  sources = ["source.hyperv-iso.w"]
}
`;

testRule('answer-file-shape', {
  found: {
    'no namespace': {
      files: { 'Autounattend.xml': good.replace('<unattend', '<«unattend»').replace(namespace, '') },
      message: /^The answer file has no namespace/,
      fixed: { 'Autounattend.xml': good },
    },
    'a wrong namespace, in a template in JSON': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': good.replace(
          'urn:schemas-microsoft-com:unattend',
          '«urn:schemas-microsoft.com:unattend»',
        ),
      },
      fixed: { 'windows.json': jsonTemplate({}), 'Autounattend.xml': good },
    },
    'an unknown pass, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl,
        'answers/Autounattend.xml': good.replace('pass="specialize"', 'pass="«specialise»"'),
      },
      message:
        /^'specialise' is not a pass of Windows Setup, so these settings are not applied\. Use windowsPE, /,
      fixed: false,
    },
    'lists without wcm:action': {
      files: {
        'Autounattend.xml': good
          .replace('<SynchronousCommand wcm:action="add">', '«<SynchronousCommand>»')
          .replace('<SynchronousCommand wcm:action="add">', '<SynchronousCommand>'),
      },
      severity: 'info',
      message: /^2 items of FirstLogonCommands have no wcm:action="add"/,
      fixed: { 'Autounattend.xml': good },
    },
    'one without it, where the prefix is not declared': {
      files: {
        'Autounattend.xml': answerFile({ firstLogon: ['one'] })
          .replace(wcm, '')
          .replace('<SynchronousCommand wcm:action="add">', '«<SynchronousCommand>»'),
      },
      severity: 'info',
      fixed: {
        'Autounattend.xml': answerFile({ firstLogon: ['one'] }).replace(namespace + wcm, wcm + namespace),
      },
    },
    'signs that must be escaped': {
      files: {
        'Autounattend.xml': good
          .replace('cmd /c two', 'cmd /c two «&&» four')
          .replace('cmd /c three', 'cmd /c three «<» in.txt'),
      },
      fixed: {
        'Autounattend.xml': good
          .replace('cmd /c two', 'cmd /c two &amp;&amp; four')
          .replace('cmd /c three', 'cmd /c three &lt; in.txt'),
      },
    },
    'an undeclared prefix, once': {
      files: {
        'Autounattend.xml': good.replace(wcm, '').replace('wcm:action', '«wcm:action»'),
      },
      fixed: { 'Autounattend.xml': good.replace(namespace + wcm, wcm + namespace) },
    },
    'a tag that is not closed': {
      files: { 'Autounattend.xml': good.replace('</Path>', '').replace('<Path>', '«<Path>»') },
      message: /^This element is not closed: `<\/Path>` is missing\. Windows Setup stops/,
      fixed: false,
    },
  },
  silent: {
    'a correct file, lone and of a template': {
      'Autounattend.xml': good,
      'windows.pkr.hcl': hcl,
      'answers/Autounattend.xml': good,
    },
    'comments and elements of other programs': {
      'Autounattend.xml': good.replace(
        '</unattend>',
        '  <!-- made by <a tool> & me -->\n  <cpi:offlineImage xmlns:cpi="urn:schemas-microsoft-com:cpi" cpi:source="x"/>\n</unattend>',
      ),
    },
    'places that a template language fills in': {
      'Autounattend.xml': good
        .replace('pass="specialize"', 'pass="${pass}"')
        .replace('cmd /c two', 'cmd /c ${a && b} {{ x < y }}'),
    },
    'another action': {
      'Autounattend.xml': good.replace('wcm:action="add"', 'wcm:action="modify"'),
    },
    'another kind of file': { 'Autounattend.xml': '<installation><unattend/></installation>' },
  },
});
