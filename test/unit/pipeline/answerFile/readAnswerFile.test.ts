import assert from 'node:assert/strict';
import type { AnswerCommand, AnswerFile } from '../../../../src/pipeline/answerFile/answerFile';
import { readAnswerFile } from '../../../../src/pipeline/answerFile/readAnswerFile';
import type { Location } from '../../../../src/text/location';
import { SourceText } from '../../../../src/text/sourceText';
import { randomNumbers, realistic } from '../../syntax/xml/support';

const read = (text: string): AnswerFile | undefined =>
  readAnswerFile(new SourceText('/autounattend.xml', text));

function readWell(text: string): AnswerFile {
  const file = read(text);
  assert.ok(file);
  assert.deepEqual(file.problems, []);
  return file;
}

const namespaces =
  'xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"';

/** An answer file with one component. */
const inComponent = (inner: string, pass = 'oobeSystem', architecture = 'amd64'): string =>
  `<settings pass="${pass}"><component name="C" processorArchitecture="${architecture}">${inner}</component></settings>`;
const unattend = (...settings: string[]): string =>
  `<unattend ${namespaces}>${settings.join('\n')}</unattend>`;

const run = (list: string, item: string, element: string, ...commands: [string, string][]): string =>
  `<${list}>${commands
    .map(
      ([order, line]) =>
        `<${item} wcm:action="add">${order && `<Order>${order}</Order>`}<${element}>${line}</${element}></${item}>`,
    )
    .join('')}</${list}>`;
const firstLogon = (...commands: [string, string][]) =>
  run('FirstLogonCommands', 'SynchronousCommand', 'CommandLine', ...commands);
const runSynchronous = (...commands: [string, string][]) =>
  run('RunSynchronous', 'RunSynchronousCommand', 'Path', ...commands);

const lines = ({ commands }: AnswerFile) => commands.map(({ command }) => command?.text);

describe('readAnswerFile', () => {
  const cut = ({ span, path }: Location): string => {
    assert.equal(path, '/autounattend.xml');
    return realistic.slice(span.start, span.end);
  };

  it('reads commands in the order in which they run', () => {
    const { commands } = readWell(realistic);
    const show = (c: AnswerCommand) => [
      c.pass,
      c.list,
      c.order?.value,
      c.command?.text,
      c.willReboot?.text,
      c.description,
    ];
    assert.deepEqual(commands.map(show), [
      ['windowsPE', 'RunSynchronous', 1, 'wpeinit', 'OnRequest', undefined],
      ['oobeSystem', 'FirstLogonCommands', 1, 'echo "<&>"', undefined, undefined],
      ['oobeSystem', 'FirstLogonCommands', 2, 'cmd /c "a && b"  😀', undefined, 'second'],
    ]);
    assert.deepEqual(
      commands.map(({ wcmAction }) => wcmAction),
      ['add', 'add', 'add'],
    );
  });

  it('says where everything stands', () => {
    const file = readWell(realistic);
    const [, , second] = file.commands;
    const [autoLogon] = file.autoLogons;
    assert.ok(second?.command && second.order && autoLogon?.enabled);
    assert.equal(cut(second.location), '<SynchronousCommand wcm:action="add">');
    assert.equal(cut(second.order.location), '2');
    assert.equal(cut(second.command.locate({ start: 7, end: 15 })), '&quot;a &amp;&amp; b&quot;');
    assert.equal(cut(autoLogon.location), '<AutoLogon>');
    assert.equal(cut(autoLogon.enabled.location), 'true');
    assert.equal(cut(file.location), 'unattend');
    assert.equal(cut(file.namespace.location), 'urn:schemas-microsoft-com:unattend');
    assert.deepEqual(
      file.passes.map(({ location }) => cut(location)),
      ['oobeSystem', 'windowsPE'],
    );
    assert.equal(cut(file.components[0]?.location ?? assert.fail()).startsWith('<component name='), true);
  });

  it('reads who logs on, which network, accounts and image', () => {
    const file = readWell(realistic);
    const [autoLogon] = file.autoLogons;
    assert.deepEqual(
      [autoLogon?.enabled?.value, autoLogon?.logonCount?.value, autoLogon?.username?.value],
      [true, 3, 'größe 😀'],
    );
    assert.deepEqual(
      file.networkLocations.map(({ value }) => value),
      ['Work'],
    );
    assert.deepEqual(
      file.accounts.map(({ value }) => value),
      ['vagrant'],
    );
    assert.deepEqual(
      file.images.map(({ key, value }) => [key, value]),
      [['/IMAGE/INDEX', '2']],
    );
    assert.deepEqual(
      file.components.map(({ name, pass, processorArchitecture }) => [
        name,
        pass,
        processorArchitecture?.value,
      ]),
      [
        ['Microsoft-Windows-Shell-Setup', 'oobeSystem', 'amd64'],
        ['Microsoft-Windows-Setup', 'windowsPE', 'amd64'],
      ],
    );
  });

  it('never keeps a password, nor shows one in a problem', () => {
    for (const text of [
      realistic,
      realistic.replaceAll('Geheim-', 'Geheim&-'),
      realistic.replaceAll('</Value>', ''),
    ])
      assert.doesNotMatch(JSON.stringify(read(text)), /Geheim/);
  });

  it('sorts by pass, list and order, and then as written', () => {
    const file = readWell(
      unattend(
        inComponent(
          run('LogonCommands', 'AsynchronousCommand', 'CommandLine', ['1', 'logon']) +
            firstLogon(['10', 'f10'], ['9', 'f9'], ['', 'none'], ['9', 'f9 too']),
        ),
        inComponent(run('RunAsynchronous', 'RunAsynchronousCommand', 'Path', ['1', 'async']), 'windowsPE'),
        inComponent(runSynchronous(['1', 'unknown']), 'oobe'),
        ...['auditUser', 'auditSystem', 'specialize', 'generalize', 'offlineServicing', 'windowsPE'].map(
          (pass) => inComponent(runSynchronous(['2', `${pass} 2`], ['1', `${pass} 1`]), pass),
        ),
      ),
    );
    assert.deepEqual(lines(file), [
      ...['windowsPE 1', 'windowsPE 2', 'async'],
      ...['offlineServicing', 'generalize', 'specialize', 'auditSystem', 'auditUser'].flatMap((pass) => [
        `${pass} 1`,
        `${pass} 2`,
      ]),
      ...['f9', 'f9 too', 'f10', 'none', 'logon', 'unknown'],
    ]);
  });

  it('keeps the lists of two architectures apart', () => {
    const { commands } = readWell(
      unattend(
        inComponent(firstLogon(['1', 'a'], ['2', 'b'])),
        inComponent(firstLogon(['1', 'a'], ['2', 'b']), 'oobeSystem', 'x86'),
      ),
    );
    assert.deepEqual(
      commands.map(({ command, component }) => `${command?.text} ${component.processorArchitecture?.text}`),
      ['a amd64', 'b amd64', 'a x86', 'b x86'],
    );
  });

  for (const [written, value] of [
    ['1', 1],
    [' 7\n', 7],
    ['-3', -3],
    ['501', 501],
    ['one', undefined],
    ['1.5', undefined],
    ['${order}', undefined],
  ] as const)
    it(`reads the order ${JSON.stringify(written)}`, () => {
      const [command] = readWell(unattend(inComponent(firstLogon([written, 'x'])))).commands;
      assert.equal(command?.order?.value, value);
      assert.equal(command?.order?.text, written.trim());
    });

  it('takes a command without the white space around it, and leads back to it', () => {
    const text = unattend(inComponent(firstLogon(['1', '\r\n    a:\\x.bat &lt;\r\n  '])));
    const command = readWell(text).commands[0]?.command;
    assert.equal(command?.text, 'a:\\x.bat <');
    const { start, end } = command.locate({ start: 0, end: command.text.length }).span;
    assert.equal(text.slice(start, end), 'a:\\x.bat &lt;');
  });

  it('tells an item without action, order or command', () => {
    const text = unattend(inComponent('<FirstLogonCommands><SynchronousCommand/></FirstLogonCommands>'));
    const [command] = readWell(text).commands;
    assert.ok(command);
    assert.deepEqual([command.wcmAction, command.order, command.command], [undefined, undefined, undefined]);
  });

  for (const [open, namespace] of [
    ['<unattend>', ''],
    ['<unattend xmlns="urn:schemas-microsoft-com:unatend">', 'urn:schemas-microsoft-com:unatend'],
    [`<unattend ${namespaces}>`, 'urn:schemas-microsoft-com:unattend'],
  ] as const)
    it(`reads a file with the namespace ${JSON.stringify(namespace)}`, () => {
      const file = read(open + inComponent(firstLogon(['1', 'x'])) + '</unattend>');
      assert.equal(file?.namespace.text, namespace);
      assert.deepEqual(file && lines(file), ['x']);
    });

  it('leaves what belongs to other programs', () => {
    const foreign = `<settings xmlns="u" pass="oobeSystem"><component>${firstLogon(['1', 'x'])}</component></settings>`;
    assert.deepEqual(lines(readWell(unattend(foreign))), []);
  });

  it('reads a template of an answer file', () => {
    const file = readWell(
      `%{ if a && b ~}\n${unattend(inComponent(firstLogon(['1', 'x ${a && b}'], ['2', '{{ if lt 1 2 && x }}'])))}\n%{ endif }`,
    );
    assert.deepEqual(lines(file), ['x ${a && b}', '{{ if lt 1 2 && x }}']);
  });

  it('tells problems outside of template marks, of control characters too', () => {
    const file = read(unattend(inComponent(firstLogon(['1', '${x} & y \u000b ${z}']))));
    assert.deepEqual(file?.problems.length, 2);
  });

  for (const text of ['', 'x', '<html/>', '<x><unattend/></x>', '{"builders": []}'])
    it(`is not for ${JSON.stringify(text)}`, () => assert.equal(read(text), undefined));

  it('reads CRLF files alike', () => {
    assert.equal(lines(readWell(realistic.replaceAll('\n', '\r\n'))).length, 3);
  });

  const assertPlaces = (text: string): void => {
    const inside = ({ span }: { span: { start: number; end: number } }) =>
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
    const file = read(text);
    if (!file) return;
    for (const problem of file.problems) inside(problem);
    for (const { location } of [...file.components, ...file.passes, ...file.accounts, ...file.autoLogons])
      inside(location);
    for (const { command, location, order } of file.commands) {
      inside(location);
      if (order) inside(order.location);
      for (let i = 0; command && i <= command.text.length; i++)
        inside(command.locate({ start: i, end: i + 1 }));
    }
  };

  it('never throws, and keeps its places inside the text, wherever the text is cut off', () => {
    for (let end = 0; end <= realistic.length; end++) assertPlaces(realistic.slice(0, end));
  });

  it('never throws, whatever is taken out or doubled', () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 500; round++) {
      const at = Math.floor(random() * realistic.length);
      const length = Math.floor(random() * 40);
      assertPlaces(realistic.slice(0, at) + realistic.slice(at + length));
      assertPlaces(realistic.slice(0, at + length) + realistic.slice(at));
    }
  });
});
