import assert from 'node:assert/strict';
import { lintAnswerFile } from '../../../src/lint/lintAnswerFile';
import { Projects } from '../../../src/lint/project';
import { answerFileShape } from '../../../src/rules/answerFileShape';
import type { Encoding } from '../../../src/text/fileSource';
import { memoryFiles } from '../../support/memoryFiles';
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
    'an undeclared prefix, once': {
      files: {
        'Autounattend.xml': good.replace(wcm, '').replace('wcm:action', '«wcm:action»'),
      },
      fixed: { 'Autounattend.xml': good.replace(namespace + wcm, wcm + namespace) },
    },
    'an undeclared prefix of another program': {
      files: {
        'Autounattend.xml': good.replace('</unattend>', '  <«cpi:offlineImage»/>\n</unattend>'),
      },
      message: /^The prefix `cpi` is not declared/,
      fixed: false,
    },
    'another root, lone and of a template': {
      files: {
        'Autounattend.xml': '<«installation»><unattend/></installation>',
        'windows.pkr.hcl': hcl,
        'answers/Autounattend.xml': good
          .replace(/unattend(?=[ >])/g, 'Unattend')
          .replace('<Unattend', '<«Unattend»'),
      },
      message: /^The root element of an answer file is `unattend`, not `(installation|Unattend)`/,
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
    'other kinds of files under other names': {
      'unattend.xml': '<installation><unattend/></installation>',
      'pom.xml': '<project/>',
    },
    'a root that a template language writes': { 'Autounattend.xml': '{{ answers }}' },
  },
});

describe('answer-file-shape: the encoding', () => {
  const path = '/p/Autounattend.xml';
  const find = (declaration: string, encoding: Encoding | undefined) => {
    const text = good.replace(/^<\?xml[^>]*\?>\n/, declaration);
    const files = { ...memoryFiles({ [path]: text }, '/p'), encoding: () => encoding };
    const { findings } = lintAnswerFile(path, new Projects(files).ofFile(path), [answerFileShape]);
    return findings.map(({ severity, location: { span }, fixes }) => [
      severity,
      text.slice(span.start, span.end),
      fixes[0]?.edits[0]?.newText,
    ]);
  };
  const declare = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\n`;

  it('is found where the bytes deny what is declared', () => {
    assert.deepEqual(find(declare('UTF-16'), 'utf-8'), [['warning', 'UTF-16', 'utf-8']]);
    assert.deepEqual(find(declare('utf-8'), 'utf-16le'), [['warning', 'utf-8', 'utf-16']]);
    assert.deepEqual(find(declare('windows-1252'), 'utf-16be'), [['warning', 'windows-1252', 'utf-16']]);
    assert.deepEqual(find(declare('utf-8'), 'invalid'), [['warning', 'utf-8', undefined]]);
    assert.deepEqual(find('', 'invalid'), [['warning', '<', undefined]]);
  });

  it('is not found where they may be what is declared, or nobody can tell', () => {
    for (const [declared, encoding] of [
      [declare('utf-8'), 'utf-8'],
      [declare('UTF8'), 'utf-8'],
      [declare('utf-16'), 'utf-16le'],
      [declare('windows-1252'), 'invalid'],
      [declare('iso-8859-1'), 'utf-8'],
      ['<?xml version="1.0"?>\n', 'utf-16le'],
      ['', 'utf-8'],
      [declare('utf-16'), undefined],
    ] as const)
      assert.deepEqual(find(declared, encoding), [], `${declared} ${encoding}`);
  });
});
