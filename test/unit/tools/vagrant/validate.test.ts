import assert from 'node:assert/strict';
import { unlessSet } from '../../../../src/tools/unlessSet';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadVagrantfileReader } from '../../../../src/pipeline/vagrantfile/vagrantfileReader';
import type { VagrantfileReader } from '../../../../src/pipeline/vagrantfile/vagrantfileReader';
import { memoryFiles } from '../../../support/memoryFiles';
import { SourceText } from '../../../../src/text/sourceText';
import { placeProblem } from '../../../../src/tools/vagrant/placeProblem';
import { readValidation, validate } from '../../../../src/tools/vagrant/validate';
import { VagrantFailure } from '../../../../src/tools/vagrant/vagrantFailure';

const early = 'Vagrant failed to initialize at a very early stage:\n\n';

/** As Vagrant 2.3.4 with Ruby 3.1 says it of /p/Vagrantfile. */
const outputs = {
  syntax: `${early}There is a syntax error in the following Vagrantfile. The syntax error
message is reproduced below for convenience:

/p/Vagrantfile:3: syntax error, unexpected local variable or method, expecting \`end'
  config.vm.define "a" do |a|
                    ^
/p/Vagrantfile:4: unterminated string meets end of file
`,
  load: (
    message: string,
    line = 0,
    file = '/p/Vagrantfile',
  ) => `${early}There was an error loading a Vagrantfile. The file being loaded
and the error message are shown below. This is usually caused by
an invalid or undefined variable.

Path: ${file}
Line number: ${line}
Message: ${message}
`,
  config: `There are errors in the configuration of this machine. Please fix
the following errors and try again:

SSH:
* The \`connect_timeout\` key only accepts values greater than 1 (received \`0\`)

vm:
* The following settings shouldn't exist: bogus, other_bogus
* The host path of the shared folder is missing: nosuchfolder
* The 'shel' provisioner could not be found.

shell provisioner:
* The following settings shouldn't exist: inlin
* One of \`path\` or \`inline\` must be set.

File provisioner:
* File upload source file /p/nosuch must exist

Vagrant:
* Unknown configuration section 'bogusns'.

`,
  crash: `<internal:/usr/lib/ruby/vendor_ruby/rubygems/core_ext/kernel_require.rb>:85:in \`require': cannot load such file -- winrm (LoadError)
	from <internal:/usr/lib/ruby/vendor_ruby/rubygems/core_ext/kernel_require.rb>:85:in \`require'
	from /usr/share/rubygems-integration/all/gems/vagrant-2.3.4/plugins/communicators/winrm/shell.rb:9:in \`block in <top (required)>'
`,
};

const failed = (stderr: string, stdout = '') => ({ exitCode: 1, stdout, stderr });

describe('vagrant validate', () => {
  let read: VagrantfileReader;
  before(async () => {
    read = await loadVagrantfileReader(
      readFileSync(path.join(REPO_ROOT, 'node_modules/@ruby/prism/src/prism.wasm')),
    );
  });

  /** What is said, and the text at which. */
  const shown = (stderr: string, text: string, stdout = ''): string[] => {
    const source = new SourceText('/p/Vagrantfile', text);
    return readValidation(failed(stderr, stdout)).map((problem) => {
      const span = placeProblem(problem, source, read(source, memoryFiles({})));
      return `${source.positionAt(span.start).line + 1}: ${source.slice(span)}: ${problem.message}`;
    });
  };

  it('is one command, which may keep its data elsewhere', () => {
    const { args, cwd, env } = validate({ folder: '/p', data: '/tmp/x' });
    assert.deepEqual({ args, cwd }, { args: ['validate'], cwd: '/p' });
    assert.deepEqual(env, {
      ...unlessSet({ VAGRANT_CHECKPOINT_DISABLE: '1' }),
      VAGRANT_DOTFILE_PATH: '/tmp/x',
    });
    assert.deepEqual(validate({ folder: '/p', vagrantfile: 'Other' }).env, {
      ...unlessSet({ VAGRANT_CHECKPOINT_DISABLE: '1' }),
      VAGRANT_VAGRANTFILE: 'Other',
    });
  });

  it('finds nothing where Vagrant is content', () => {
    assert.deepEqual(
      readValidation({ exitCode: 0, stdout: 'hello\nVagrantfile validated successfully.\n', stderr: '' }),
      [],
    );
  });

  it('shows each syntax error at its line', () => {
    const text =
      'Vagrant.configure("2") do |config|\n  config.vm.box = "x\n  config.vm.define "a" do |a|\nend\n';
    assert.deepEqual(shown(outputs.syntax, text), [
      '3: config.vm.define "a" do |a|: syntax error, unexpected local variable or method, expecting `end\'',
      '4: end: unterminated string meets end of file',
    ]);
  });

  it('finds the line that Ruby quotes, as Vagrant counts none', () => {
    const message =
      "undefined local variable or method `nosuchthing'\n\n  config.vm.hostname = nosuchthing\n                       ^^^^^^^^^^^";
    const text =
      '# a comment\r\nVagrant.configure("2") do |config|\r\n  config.vm.hostname = nosuchthing\r\nend\r\n';
    assert.deepEqual(shown(outputs.load(message), text), [
      "3: nosuchthing: undefined local variable or method `nosuchthing'",
    ]);
  });

  it('of equal lines takes the one that is counted', () => {
    const message = 'NameError: undefined x\n\n    d.foo = x\n            ^';
    const text = '    d.foo = x\n    d.foo = x\n';
    assert.deepEqual(shown(outputs.load(message, 2, '<provider config: dummy>'), text), [
      '2: x: undefined x',
    ]);
  });

  it('finds what can not be loaded by its name, and not at the line of a library', () => {
    const text = 'x = 1\nrequire "nosuchgem"\n';
    assert.deepEqual(shown(outputs.load('LoadError: cannot load such file -- nosuchgem', 85), text), [
      '2: nosuchgem: cannot load such file -- nosuchgem',
    ]);
  });

  it('shows what has no place at the first line', () => {
    assert.deepEqual(shown(outputs.load('RuntimeError: oh dear\nme'), 'x = 1\nraise y'), [
      '1: x = 1: oh dear me',
    ]);
  });

  it('shows each error of the configuration where the setting stands', () => {
    const text = [
      'Vagrant.configure("2") do |config|',
      '  config.ssh.connect_timeout = 0',
      '  # bogus in a comment',
      '  config.vm.bogus = 1',
      '  config.vm.other_bogus = 1',
      '  config.vm.synced_folder "nosuchfolder", "/x"',
      '  config.vm.provision "shel", inline: "x"',
      '  config.vm.provision "shell", inlin: "x"',
      '  config.vm.provision "file", source: "nosuch", destination: "/x"',
      '  config.bogusns.x = 1',
      'end',
    ].join('\n');
    assert.deepEqual(shown(outputs.config, text, 'hello\n'), [
      '2: connect_timeout: The `connect_timeout` key only accepts values greater than 1 (received `0`)',
      "4: bogus: Unknown setting 'bogus' in 'vm'.",
      "5: other_bogus: Unknown setting 'other_bogus' in 'vm'.",
      '6: nosuchfolder: The host path of the shared folder is missing: nosuchfolder',
      "7: shel: The 'shel' provisioner could not be found.",
      "8: inlin:: Unknown setting 'inlin' in 'shell provisioner'.",
      '8: "shell": One of `path` or `inline` must be set.',
      '9: nosuch: File upload source file /p/nosuch must exist',
      "10: bogusns: Unknown configuration section 'bogusns'.",
    ]);
  });

  const failures: [string, ReturnType<typeof failed>, RegExp][] = [
    [
      'a plugin of Vagrant’s that can not be loaded',
      failed(outputs.crash),
      /^cannot load such file -- winrm \(LoadError\)$/,
    ],
    [
      'plugins of the project that are not installed',
      failed(
        `${early}Vagrant is attempting to interface with the UI in a way that requires\na TTY.\n`,
        'Vagrant has detected project local plugins configured for this\nproject which are not installed.\n\n  vagrant-a\n  vagrant-b\n',
      ),
      /^The project requires plugins that are not installed: vagrant-a, vagrant-b\.$/,
    ],
    [
      'another version of Vagrant',
      failed(
        `${early}This Vagrant environment has specified that it requires the Vagrant\nversion to satisfy the following version requirements:\n\n  >= 9\n`,
      ),
      /requires the Vagrant version to satisfy/,
    ],
    ['nothing at all', failed(''), /exit 1/],
  ];
  for (const [what, result, expected] of failures)
    it(`is no problem of the file: ${what}`, () => {
      assert.throws(
        () => readValidation(result),
        (error) => error instanceof VagrantFailure && expected.test(error.message),
      );
    });
});
