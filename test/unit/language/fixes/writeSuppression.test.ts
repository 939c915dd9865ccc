import assert from 'node:assert/strict';
import { disableForLine, disableInFile } from '../../../../src/language/fixes/writeSuppression';
import { readSuppressions } from '../../../../src/lint/readSuppressions';
import { applyEdits } from '../../../../src/text/textEdit';

describe('comments that switch rules off', () => {
  const rule = 'reboot-in-provisioner';
  const line = (path: string, text: string, at: string): string | undefined => {
    const edit = disableForLine(path, text, text.indexOf(at), rule);
    return edit && applyEdits(text, [edit]);
  };
  const file = (path: string, text: string): string | undefined => {
    const edit = disableInFile(path, text, rule);
    return edit && applyEdits(text, [edit]);
  };

  const above = '# boxwright-disable-next-line reboot-in-provisioner';
  const cases: readonly (readonly [
    title: string,
    path: string,
    text: string,
    at: string,
    expected: string,
  ])[] = [
    ['HCL, indented', '/a.pkr.hcl', 'a {\n  b = 1\n}\n', 'b', `a {\n  ${above}\n  b = 1\n}\n`],
    ['a list in HCL', '/a.pkr.hcl', 'a = [\n\t"x",\n]\n', '"x"', `a = [\n\t${above}\n\t"x",\n]\n`],
    ['PowerShell', '/a.ps1', 'a\r\nRestart-Computer\r\n', 'Rest', `a\r\n${above}\r\nRestart-Computer\r\n`],
    ['a first line', '/a.ps1', 'Restart-Computer', 'Rest', `${above}\nRestart-Computer`],
    ['sh', '/a.sh', '#!/bin/sh\nreboot\n', 'reboot', `#!/bin/sh\n${above}\nreboot\n`],
    [
      'cmd',
      '/a.cmd',
      '@echo off\r\nif 1==1 (\r\n  shutdown /r\r\n)',
      'shutdown',
      `@echo off\r\nif 1==1 (\r\n  ${above.replace('#', 'REM')}\r\n  shutdown /r\r\n)`,
    ],
    ['a Vagrantfile', '/Vagrantfile', 'a do\n  b\nend', 'b', `a do\n  ${above}\n  b\nend`],
    [
      'an answer file',
      '/Autounattend.xml',
      '<a>\n  <b>\n    <c>shutdown</c>\n  </b>\n</a>\n',
      'shutdown',
      `<a>\n  <b>\n    <!-- ${above.slice(2)} -->\n    <c>shutdown</c>\n  </b>\n</a>\n`,
    ],
    ['a template of a script', '/a.ps1.pkrtpl.hcl', 'x\nreboot', 'reboot', `x\n${above}\nreboot`],
  ];
  for (const [title, path, text, at, expected] of cases)
    it(`stand above a line: ${title}`, () => {
      const changed = line(path, text, at);
      assert.equal(changed, expected);
      const [suppression] = readSuppressions(path, changed ?? '').all;
      const before = (changed ?? '').slice(0, (changed ?? '').lastIndexOf(at));
      assert.equal(suppression?.first, before.split('\n').length - 1);
      assert.deepEqual(
        suppression?.rules.map(({ id }) => id),
        [rule],
      );
    });

  it('stand where no statement is torn apart, or nowhere', () => {
    assert.equal(line('/a.json', '{\n"a": 1\n}', '"a"'), undefined);
    assert.equal(line('/a.ps1', 'a `\n  -Restart', '-Restart'), undefined);
    assert.equal(line('/a.sh', 'a \\\n  reboot', 'reboot'), undefined);
    assert.equal(line('/a.cmd', 'a ^\n  b', 'b'), undefined);
    assert.equal(line('/a.pkr.hcl', 'a = <<EOF\nshutdown /r\nEOF\n', 'shutdown'), undefined);
    assert.equal(line('/a.ps1', "$a = @'\nshutdown /r\n'@\n", 'shutdown'), undefined);
    assert.equal(line('/a.xml', '<a>\n  <b>one\n  two</b>\n</a>', 'two'), undefined);
    assert.equal(line('/a.xml', '<a\n  b="1"/>', 'b='), undefined);
    assert.equal(line('/a.xml', '<?xml version="1.0"?>\n<a><![CDATA[>\n<b>]]></a>', '<b>'), undefined);
    assert.equal(line('/a.xml', '<?xml version="1.0"?><a/>', '<a/>'), undefined);
    assert.equal(line('/unknown', 'text', 'text'), undefined);
  });

  const inFile = '# boxwright-disable reboot-in-provisioner';
  const tops: readonly (readonly [path: string, text: string, expected: string | undefined])[] = [
    ['/a.pkr.hcl', 'a {}\n', `${inFile}\na {}\n`],
    ['/a.sh', '#!/bin/sh\na\n', `#!/bin/sh\n${inFile}\na\n`],
    ['/a.sh', '#!/bin/sh', `#!/bin/sh\n${inFile}\n`],
    ['/a.bat', '@echo off\r\na', `@echo off\r\n${inFile.replace('#', 'REM')}\r\na`],
    [
      '/Vagrantfile',
      '# -*- mode: ruby -*-\n# vi: set ft=ruby :\na',
      `# -*- mode: ruby -*-\n# vi: set ft=ruby :\n${inFile}\na`,
    ],
    ['/a.xml', '<?xml version="1.0"?>\n<a/>', `<?xml version="1.0"?>\n<!-- ${inFile.slice(2)} -->\n<a/>`],
    ['/a.xml', '<a/>', `<!-- ${inFile.slice(2)} -->\n<a/>`],
    ['/user-data', '#cloud-config\na: 1\n', `#cloud-config\n${inFile}\na: 1\n`],
    ['/a.json', '{}', undefined],
  ];
  for (const [path, text, expected] of tops)
    it(`stand at the top of ${path}: ${JSON.stringify(text)}`, () => {
      const changed = file(path, text);
      assert.equal(changed, expected);
      if (changed !== undefined)
        assert.deepEqual(
          readSuppressions(path, changed).all.map((one) => [one.last, one.rules.map(({ id }) => id)]),
          [[Infinity, [rule]]],
        );
    });
});
