import assert from 'node:assert/strict';
import { parseKickstart } from '../../../../src/syntax/seeds/parseKickstart';
import { parsePreseed } from '../../../../src/syntax/seeds/parsePreseed';
import { parseAutoinstall } from '../../../../src/syntax/userData/parseCloudConfig';

describe('A kickstart file', () => {
  const text = `# reboot
lang en_US.UTF-8
%packages --ignoremissing
@core
%end
reboot --eject
%post --nochroot --log=/root/post.log
echo a
%end
`;

  it('has commands, and sections with their lines', () => {
    const { commands, sections, includes } = parseKickstart(text);
    assert.deepEqual(
      commands.map(({ name, rest }) => `${name} ${rest}`),
      ['lang en_US.UTF-8', 'reboot --eject'],
    );
    assert.deepEqual(
      sections.map(({ name, options, body }) => [name, options, text.slice(body.start, body.end)]),
      [
        ['%packages', '--ignoremissing', '@core\n'],
        ['%post', '--nochroot --log=/root/post.log', 'echo a\n'],
      ],
    );
    assert.equal(includes, false);
  });

  it('has commands at their places', () => {
    const { commands } = parseKickstart(text);
    assert.deepEqual(
      commands.map(({ span }) => text.slice(span.start, span.end)),
      ['lang en_US.UTF-8', 'reboot --eject'],
    );
  });

  it('without %end has sections up to the next one', () =>
    assert.deepEqual(
      parseKickstart('%packages\na\n%post\nb').sections.map(({ name }) => name),
      ['%packages', '%post'],
    ));

  it('that reads in others may say more', () => assert.ok(parseKickstart('%include /tmp/x.ks\n').includes));
});

describe('A preseed file', () => {
  it('has answers, with lines that a backslash carries on', () =>
    assert.deepEqual(
      parsePreseed(
        '# d-i a/b string c\nd-i passwd/username string builder\nd-i preseed/late_command string \\\n  one; \\\n  two\nd-i x/y note\n',
      ).map(({ question, type, value, valueSpan }) => [
        question,
        type,
        value.replace(/\s+/g, ' '),
        valueSpan !== undefined,
      ]),
      [
        ['passwd/username', 'string', 'builder', true],
        ['preseed/late_command', 'string', 'one; two', false],
        ['x/y', 'note', '', true],
      ],
    ));

  it('has values at their places', () => {
    const text = 'd-i  passwd/username  string  builder  \n';
    const [answer] = parsePreseed(text);
    assert.equal(text.slice(answer?.valueSpan?.start, answer?.valueSpan?.end), 'builder');
  });
});

describe('An autoinstall file', () => {
  it('says what is run, installed and created', () => {
    const found = parseAutoinstall(`#cloud-config
autoinstall:
  version: 1
  identity: {username: builder, hostname: x}
  ssh: {install-server: yes}
  packages: [curl, git]
  early-commands: ["systemctl stop ssh"]
  late-commands:
    - [curtin, in-target, --, reboot]
  shutdown: poweroff
`);
    assert.deepEqual(
      found && [
        found.username,
        found.installsSsh,
        found.packages,
        found.early.map(({ text }) => text),
        found.late.map(({ text }) => text),
        found.shutdown,
      ],
      ['builder', true, ['curl', 'git'], ['systemctl stop ssh'], ['curtin in-target -- reboot'], 'poweroff'],
    );
  });

  for (const text of ['#cloud-config\npackages: [autoinstall]\n', 'autoinstall: [\n', 'autoinstall: yes\n'])
    it(`is none: ${JSON.stringify(text)}`, () => assert.equal(parseAutoinstall(text), undefined));
});
