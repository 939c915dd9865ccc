import assert from 'node:assert/strict';
import { unlessSet } from '../../../../src/tools/unlessSet';
import { ports, sshConfig } from '../../../../src/tools/vagrant/connection';
import { machineAction } from '../../../../src/tools/vagrant/machineAction';
import { pruneMachines } from '../../../../src/tools/vagrant/pruneMachines';
import { snapshotList } from '../../../../src/tools/vagrant/snapshots';
import { status } from '../../../../src/tools/vagrant/status';
import { loggedFailure, VagrantFailure, vagrantFailure } from '../../../../src/tools/vagrant/vagrantFailure';

const place = { folder: '/p' };
const ok = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });

describe('machineAction', () => {
  const args = (action: Partial<Parameters<typeof machineAction>[0]>) =>
    machineAction({ folder: '/p', command: 'up', machines: [], ...action }).args;

  it('names machines last, and the snapshot after its machine', () => {
    assert.deepEqual(args({ machines: ['web', 'db'] }), ['up', 'web', 'db']);
    assert.deepEqual(args({ command: 'destroy', args: ['-f'], machines: ['web'] }), ['destroy', '-f', 'web']);
    assert.deepEqual(
      args({ command: 'snapshot restore', args: ['--no-provision'], machines: ['web'], snapshot: 'one' }),
      ['snapshot', 'restore', '--no-provision', 'web', 'one'],
    );
  });

  it('names provisioners in one argument', () =>
    assert.deepEqual(args({ command: 'provision', machines: ['web'], provisionWith: ['dsc', 'a b'] }), [
      'provision',
      '--provision-with',
      'dsc,a b',
      'web',
    ]));

  it('takes nothing for an option, nor one provisioner for two', () => {
    assert.throws(() => args({ machines: ['-f'] }), /begins with a dash/);
    assert.throws(
      () => args({ command: 'snapshot save', machines: ['web'], snapshot: '--force' }),
      RangeError,
    );
    assert.throws(() => args({ provisionWith: ['a,b'] }), /comma/);
    assert.throws(() => status({ folder: '/p' }, ['web', '--debug']), RangeError);
  });

  it('keeps logs out of the terminal', () => {
    const env = (action: object) =>
      machineAction({ folder: '/p', command: 'up', machines: [], ...action }).env;
    assert.deepEqual(env({ debugLog: '/p/vagrant.log', errorLog: '/t/1' }), {
      ...unlessSet({ VAGRANT_CHECKPOINT_DISABLE: '1' }),
      VAGRANT_LOG_FILE: '/p/vagrant.log',
    });
    assert.deepEqual(args({ debugLog: '/p/vagrant.log', machines: ['web'] }), ['up', '--debug', 'web']);
    assert.deepEqual(env({ errorLog: '/t/1', vagrantfile: 'Other' }), {
      ...unlessSet({ VAGRANT_CHECKPOINT_DISABLE: '1' }),
      VAGRANT_VAGRANTFILE: 'Other',
      VAGRANT_LOG: 'error',
      VAGRANT_LOG_FILE: '/t/1',
    });
  });
});

describe('status', () => {
  it('is read past what a Vagrantfile prints', () => {
    const command = status(place);
    assert.deepEqual(command.args, ['status', '--machine-readable']);
    assert.equal(command.cwd, '/p');
    const output = `hello, world
1,2
1795439354,web,metadata,provider,dummy
1795439354,web,provider-name,dummy
1795439354,web,state,running
1795439354,web,state-human-long,It runs%!(VAGRANT_COMMA) here.
1795439354,db,provider-name,dummy
1795439354,db,state,not_created
1795439354,,ui,info,Current machine states:\\n\\nweb  running (dummy)
`;
    assert.deepEqual(command.parse(ok(output)), [
      { name: 'web', provider: 'dummy', state: 'running' },
      { name: 'db', provider: 'dummy', state: 'not_created' },
    ]);
  });

  it('says what is wrong with a Vagrantfile, and where', () => {
    const fail = (stderr: string) => {
      try {
        status(place).parse({ exitCode: 1, stdout: '', stderr });
      } catch (error) {
        assert.ok(error instanceof VagrantFailure);
        return [error.message, error.place];
      }
      return undefined;
    };
    assert.deepEqual(
      fail(
        "Vagrant failed to initialize at a very early stage:\n\nThere is a syntax error in the following Vagrantfile. The syntax error\nmessage is reproduced below for convenience:\n\n/p/Vagrantfile:3: syntax error, unexpected local variable or method, expecting `end'\n",
      ),
      [
        "syntax error, unexpected local variable or method, expecting `end'",
        { file: '/p/Vagrantfile', line: 3 },
      ],
    );
    assert.deepEqual(
      fail(
        "There was an error loading a Vagrantfile. The file being loaded\nand the error message are shown below.\n\nPath: /p/Vagrantfile\nLine number: 0\nMessage: undefined local variable or method `nosuch'\n\n  c.vm.box = nosuch\n",
      ),
      ["undefined local variable or method `nosuch'", { file: '/p/Vagrantfile', line: undefined }],
    );
  });
});

describe('vagrantFailure', () => {
  const locked =
    "An action 'up' was attempted on the machine 'web',\nbut another process is already executing an action on the machine.\n\nIf you believe this message is in error, check.";

  it('is read from lines for programs, from stderr, and from a log', () => {
    const lines = `1,,ui,error,${locked.replaceAll('\n', '\\n').replaceAll(',', '%!(VAGRANT_COMMA)')}\n1,,error-exit,Vagrant::Errors::MachineActionLockedError,${locked.replaceAll('\n', '\\n').replaceAll(',', '%!(VAGRANT_COMMA)')}\n`;
    const log = `ERROR vagrant: Vagrant experienced an error! Details:\nERROR vagrant: #<Vagrant::Errors::MachineActionLockedError: ${locked}>\nERROR vagrant: ${locked}\nERROR vagrant: /lib/machine.rb:224:in 'action'\n`;
    const message =
      "An action 'up' was attempted on the machine 'web', but another process is already executing an action on the machine.";
    for (const failure of [vagrantFailure({ exitCode: 1, stdout: lines, stderr: '' }), loggedFailure(log)]) {
      assert.equal(failure?.message, message);
      assert.equal(failure.kind, 'MachineActionLockedError');
    }
    assert.equal(vagrantFailure({ exitCode: 1, stdout: '', stderr: locked }).message, message);
    assert.equal(loggedFailure(''), undefined);
    assert.equal(loggedFailure('ERROR loader: something else\n'), undefined);
  });

  it('is never empty', () =>
    assert.equal(vagrantFailure({ exitCode: 3, stdout: '', stderr: '' }).message, 'exit 3'));
});

describe('snapshotList', () => {
  it('reads the names, and no advice for names', () => {
    const command = snapshotList(place, 'web');
    assert.deepEqual(command.args, ['snapshot', 'list', 'web', '--machine-readable']);
    const head = '1,web,metadata,provider,dummy\n';
    assert.deepEqual(
      command.parse(
        ok(`${head}1,web,ui,output,==> web: \n1,web,ui,detail,one\n1,web,ui,detail,a%!(VAGRANT_COMMA) b\n`),
      ),
      ['one', 'a, b'],
    );
    assert.deepEqual(
      command.parse(
        ok(
          `${head}1,web,ui,output,==> web: No snapshots have been taken yet!\n1,web,ui,detail,    web: You can take a snapshot\n`,
        ),
      ),
      [],
    );
    assert.deepEqual(command.parse(ok(`${head}1,web,ui,info,==> web: VM not created. Moving on...\n`)), []);
  });
});

describe('connections', () => {
  it('reads the configuration of SSH without what Vagrant repeats', () => {
    const command = sshConfig(place, 'web', 'p-web');
    assert.deepEqual(command.args, ['ssh-config', '--host', 'p-web', 'web', '--machine-readable']);
    assert.equal(
      command.parse(
        ok('1,web,ssh-config,Host p-web\\n  HostName 127.0.0.1\\n\nHost p-web\n  HostName 127.0.0.1\n'),
      ),
      'Host p-web\n  HostName 127.0.0.1\n',
    );
  });

  it('reads forwarded ports, and why there are none', () => {
    const command = ports(place, 'web');
    assert.deepEqual(command.parse(ok('1,web,forwarded_port,22,2222\n1,web,forwarded_port,80,8080\n')), [
      { guest: 22, host: 2222 },
      { guest: 80, host: 8080 },
    ]);
    const stdout =
      '1,,ui,error,The dummy provider does not support listing forwarded ports. This is\\nmost likely a limitation\n';
    assert.throws(() => command.parse({ exitCode: 1, stdout, stderr: '' }), /does not support listing/);
  });
});

describe('pruneMachines', () => {
  it('fails with the Vagrantfile that stopped it', () => {
    const command = pruneMachines('/home/me');
    assert.deepEqual(command.args, ['global-status', '--prune', '--machine-readable']);
    assert.throws(
      () => command.parse({ exitCode: 1, stdout: '', stderr: '/r/Vagrantfile:2: syntax error, x\n' }),
      (error: VagrantFailure) => error.place?.file === '/r/Vagrantfile',
    );
  });
});
