import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { MachineNode } from '../../src/editor/vagrant/machines/view/machineNodes';
import type { MachinesView } from '../../src/editor/vagrant/machines/view/machinesView';
import { machineIndex, vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';
import { activated, closeAll, inWorkspace, taskEnd, until, written } from './support';

const run = promisify(execFile);

/** Real Vagrant takes seconds for each step, and many on a busy machine. Seconds. */
const patience = 120;

/** The project of test/dummyProvider, in a folder of its own in the workspace. */
const project = inWorkspace('machines').fsPath;
const dummy = path.join(REPO_ROOT, 'test', 'dummyProvider');
const vagrantfile = path.join(project, 'Vagrantfile');

/** It prints, which Vagrantfiles do; beside a file `slow` each change of state takes as long as a test can last. */
const sound = `puts "hello, world\\n1,2,3"
ENV["DUMMY_DELAY"] = "600" if File.exist?(File.join(__dir__, "slow"))
${readFileSync(path.join(dummy, 'Vagrantfile'), 'utf8').replace(
  '  config.vm.define "web"',
  // One process, which an interrupt ends: a shell between two commands takes it for one of the first, and goes on.
  '  config.vm.provision "endless", type: "shell", run: "never", inline: "exec sleep 600 > begun"\n\n$&',
)}`;

const terminalEvents = [
  vscode.window.onDidOpenTerminal as vscode.Event<never>,
  vscode.window.onDidCloseTerminal as vscode.Event<never>,
];
const terminalsOf = (name: string): vscode.Terminal[] =>
  vscode.window.terminals.filter((terminal) => terminal.name.includes(name));

describe('the Machines view, with real Vagrant and a provider without a hypervisor', function () {
  // Longer than any wait, so that a wait says for what.
  this.timeout(5 * patience * 1000);
  const changes = new vscode.EventEmitter<void>();
  let view: Pick<MachinesView, 'onDidRefresh' | 'getChildren' | 'getTreeItem'>;
  const asked: { message: string; detail: string }[] = [];
  const said: string[] = [];
  const told: string[] = [];
  let answer = true;
  const { showWarningMessage, showInformationMessage, showErrorMessage, showQuickPick, showSaveDialog } =
    vscode.window;
  const subscriptions: vscode.Disposable[] = [changes];

  before(async function () {
    try {
      await run('vagrant', ['--version']);
    } catch {
      skipBecause(this, 'Vagrant is not installed');
    }
    // The workspace has been looked through before this one comes.
    await activated();
    await vscode.tasks.fetchTasks({ type: 'vagrant' });
    cpSync(dummy, project, { recursive: true });
    writeFileSync(vagrantfile, sound);
    rmSync(machineIndex(vagrantHome()), { force: true });
    ({ machines: view } = await activated());
    const watcher = vscode.workspace.createFileSystemWatcher('**/machines/**');
    subscriptions.push(
      view.onDidRefresh(() => changes.fire()),
      watcher,
      watcher.onDidCreate(() => changes.fire()),
      watcher.onDidChange(() => changes.fire()),
    );
    // What a person would answer: yes, or no, to every question.
    Object.assign(vscode.window, {
      showWarningMessage: (message: string, { detail }: { detail: string }, yes: string) => {
        asked.push({ message, detail });
        return Promise.resolve(answer ? yes : undefined);
      },
      showInformationMessage: (message: string) => {
        told.push(message);
        changes.fire();
        return Promise.resolve(undefined);
      },
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]),
      showSaveDialog: () => Promise.resolve(vscode.Uri.file(path.join(project, 'web.box'))),
      showErrorMessage: (message: string) => {
        said.push(message);
        changes.fire();
        return Promise.resolve(undefined);
      },
    });
    await vscode.commands.executeCommand('boxwright.machines.focus');
  });

  after(async () => {
    Object.assign(vscode.window, {
      showWarningMessage,
      showInformationMessage,
      showErrorMessage,
      showQuickPick,
      showSaveDialog,
    });
    for (const one of subscriptions) one.dispose();
    await closeAll();
    rmSync(project, { recursive: true, force: true });
    rmSync(machineIndex(vagrantHome()), { force: true });
  });

  beforeEach(() => {
    asked.length = 0;
    said.length = 0;
    told.length = 0;
    answer = true;
  });

  /** The nodes at some labels, one below the other, as they are now. */
  const find = async (...labels: string[]): Promise<MachineNode | undefined> => {
    let node: MachineNode | undefined;
    for (const label of labels) {
      const children: MachineNode[] = (await view.getChildren(node)) ?? [];
      const items: vscode.TreeItem[] = [];
      for (const child of children) items.push(view.getTreeItem(child));
      node = children[items.findIndex((item) => item.label === label)];
      if (!node) return undefined;
    }
    return node;
  };
  const item = async (...labels: string[]) => {
    const node = await find(...labels);
    return node && view.getTreeItem(node);
  };
  const file = 'machines/Vagrantfile';

  /** Waits until the view shows what is wanted: asked anew whenever it changes. */
  const shown = <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> =>
    new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        subscription.dispose();
        end();
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`Waited ${patience} s for ${what}.`))),
        patience * 1000,
      );
      const again = () =>
        look().then(
          (found) => {
            if (found !== undefined && found !== false) finish(() => resolve(found));
          },
          (error: unknown) => finish(() => reject(error instanceof Error ? error : new Error(String(error)))),
        );
      const subscription = changes.event(() => void again());
      void again();
    });
  /** Waits for a description, and for the end of what Vagrant is asked: two Vagrants can get into each other's way. */
  const described = (what: RegExp, ...labels: string[]) =>
    shown(`${labels.join(' > ')} to be ${what}`, async () => {
      const found = await item(...labels);
      const root = await find(file);
      const isOpen = root?.kind === 'vagrantfile' && root.of.needsVagrant && root.of.askedAt === undefined;
      return !isOpen && what.test(typeof found?.description === 'string' ? found.description : '') && found;
    });

  /** Runs a command and waits for the end of the task that it starts. */
  const task = async (command: string, ...args: unknown[]): Promise<number | undefined> => {
    const end = new Promise<number | undefined>((resolve) => {
      const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.definition.type !== 'vagrant') return;
        subscription.dispose();
        resolve(exitCode);
      });
    });
    await vscode.commands.executeCommand(`boxwright.vagrant.${command}`, ...args);
    assert.deepEqual(said, []);
    return end;
  };

  it('shows the machines of a Vagrantfile that are not created, and its own icon and word for that', async () => {
    const web = await described(/^not created/, file, 'web');
    assert.equal((web.iconPath as vscode.ThemeIcon).id, 'vm-outline');
    assert.match(web.accessibilityInformation?.label ?? '', /web, not created/);
    await described(/^not created/, file, 'db');
  });

  it('starts one, and the view learns its state from Vagrant', async () => {
    assert.equal(await task('up', await find(file, 'web')), 0);
    const web = await described(/^running · dummy/, file, 'web');
    assert.equal((web.iconPath as vscode.ThemeIcon).id, 'vm-running');
    await described(/^not created/, file, 'db');
  });

  it('sees at once what happens in another terminal', async () => {
    await run('vagrant', ['halt', 'web'], { cwd: project });
    await described(/^poweroff/, file, 'web');
  });

  it('offers to start a machine before it is provisioned, and runs what was named', async () => {
    const target = { folder: project, machine: 'web', provisioners: ['hello'] };
    answer = false;
    await vscode.commands.executeCommand('boxwright.vagrant.provision', target);
    assert.match(asked[0]?.message ?? '', /Start and provision web/);
    answer = true;
    assert.equal(await task('provision', target), 0);
    await described(/^running/, file, 'web');
    assert.equal(await task('provision', target), 0);
    assert.equal(asked.length, 2);
  });

  it('refuses a provisioner that the Vagrantfile does not have', async () => {
    const target = { folder: project, machine: 'web', provisioners: ['hello', 'nosuch'] };
    await vscode.commands.executeCommand('boxwright.vagrant.provision', target);
    await until('the refusal', () => said[0], [changes.event as vscode.Event<never>]);
    assert.match(said[0] ?? '', /has no provisioner nosuch/);
  });

  it('saves, shows, restores and deletes snapshots', async () => {
    assert.equal(await task('saveSnapshot', await find(file, 'web'), 'one'), 0);
    assert.equal(await task('suspend', await find(file, 'web')), 0);
    await described(/^saved/, file, 'web');
    const one = await shown('the snapshot', () => find(file, 'web', 'one'));
    assert.equal(await task('restoreSnapshot', one), 0);
    await described(/^running/, file, 'web');
    assert.equal(await task('deleteSnapshot', one), 0);
    await shown('no snapshots', () => find(file, 'web', 'No snapshots'));
    assert.deepEqual(
      asked.map(({ message }) => message),
      ['Restore web to one?', 'Delete snapshot one of web?'],
    );
  });

  it('tells how a machine is reached', async () => {
    const web = await find(file, 'web');
    await vscode.commands.executeCommand('boxwright.vagrant.copySshConfig', web);
    assert.match(await vscode.env.clipboard.readText(), /^Host machines-web\n {2}HostName 127\.0\.0\.1\n/);
    await vscode.commands.executeCommand('boxwright.vagrant.showPorts', web);
    assert.equal(await vscode.env.clipboard.readText(), 'localhost:2222');
    const opened = new Promise<vscode.Terminal>((resolve) => {
      subscriptions.push(
        vscode.window.onDidOpenTerminal(
          (terminal) => terminal.name === 'web (machines)' && resolve(terminal),
        ),
      );
    });
    await vscode.commands.executeCommand('boxwright.vagrant.ssh', web);
    const terminal = await opened;
    assert.deepEqual((terminal.creationOptions as vscode.TerminalOptions).shellArgs, ['ssh', 'web']);
    await vscode.commands.executeCommand('boxwright.vagrant.ssh', web);
    await until('one shell', () => terminalsOf('web (machines)').length === 1, terminalEvents);
    for (const one of terminalsOf('web (machines)')) one.dispose();
  });

  it('keeps one terminal for a machine, in which the last command has run', async () => {
    assert.equal(await task('reload', await find(file, 'web')), 0);
    const [left] = await until(
      'one terminal',
      () => {
        const all = terminalsOf('web in machines');
        return all.length === 1 && all;
      },
      terminalEvents,
    );
    assert.match(left?.name ?? '', /reload web in machines/);
  });

  it('makes a box of a machine, which it says is halted for that', async () => {
    assert.equal(await task('packageMachine', await find(file, 'web')), 0);
    assert.ok(existsSync(path.join(project, 'web.box')));
    assert.match(asked[0]?.message ?? '', /^Halt web/);
    await described(/^poweroff/, file, 'web');
  });

  it('asks one question for several machines', async () => {
    const both = [await find(file, 'web'), await find(file, 'db')];
    assert.equal(await task('up', both[0], both), 0);
    await described(/^running/, file, 'web');
    await described(/^running/, file, 'db');
    const running = [await find(file, 'web'), await find(file, 'db')];
    assert.equal(await task('halt', running[1], running), 0);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.message, 'Halt 2 machines?');
    assert.match(asked[0].detail, /web \(running\) in .*\ndb \(running\) in /);
    await described(/^poweroff/, file, 'web');
    await described(/^poweroff/, file, 'db');
  });

  it('writes the debug log beside the Vagrantfile', async () => {
    assert.equal(await task('upWithDebugLog', await find(file, 'db')), 0);
    assert.match(readFileSync(path.join(project, 'vagrant.log'), 'utf8'), /DEBUG|INFO/);
    assert.deepEqual(told, [`Vagrant writes its debug log to ${path.join('machines', 'vagrant.log')}.`]);
    await described(/^running/, file, 'db');
  });

  it('says plainly who works on a locked machine', async () => {
    const holder = spawn('vagrant', ['up', 'web'], {
      cwd: project,
      env: { ...process.env, DUMMY_DELAY: '600' },
      stdio: 'ignore',
    });
    try {
      await inState('web', 'running');
      await vscode.commands.executeCommand('boxwright.vagrant.halt', await find(file, 'web'));
      await until('the reason', () => said[0], [changes.event as vscode.Event<never>], patience);
      assert.match(
        said[0] ?? '',
        process.platform === 'linux'
          ? /^web is locked by 'vagrant up web' \(process \d+\)\./
          : /^web is locked by /,
      );
    } finally {
      const ended = new Promise((resolve) => holder.on('exit', resolve));
      holder.kill('SIGKILL');
      await ended;
    }
  });

  it('lets Vagrant end its step when it is interrupted', async () => {
    const begun = path.join(project, 'begun');
    const end = task('provision', { folder: project, machine: 'db', provisioners: ['endless'] });
    await written('the provisioner', begun, () => true, patience);
    const db = await item(file, 'db');
    assert.equal((db?.iconPath as vscode.ThemeIcon).id, 'loading~spin');
    assert.match(db?.description as string, /^vagrant provision is running · /);
    await vscode.commands.executeCommand('boxwright.vagrant.interrupt', await find(file, 'db'));
    assert.equal(await end, 1);
    assert.match(told[0] ?? '', /cleans up\. Stop it again to end it immediately/);
    await described(/^running/, file, 'db');
  });

  it('ends Vagrant at once when it is interrupted again', async () => {
    writeFileSync(path.join(project, 'slow'), '');
    const end = task('halt', await find(file, 'db'));
    await inState('db', 'poweroff');
    await vscode.commands.executeCommand('boxwright.vagrant.up', await find(file, 'db'));
    assert.match(said.pop() ?? '', /vagrant halt is already running for .* in this window/);
    await vscode.commands.executeCommand('boxwright.vagrant.interrupt', await find(file, 'db'));
    await written('Vagrant to notice', path.join(dataOf('db'), 'interrupted'), () => true, patience);
    await vscode.commands.executeCommand('boxwright.vagrant.interrupt', await find(file, 'db'));
    assert.equal(await end, 1);
    rmSync(path.join(project, 'slow'));
    await described(/^poweroff/, file, 'db');
  });

  it('says where a Vagrantfile is broken, until it is mended', async () => {
    writeFileSync(
      vagrantfile,
      sound.replace('config.vm.communicator = :dummy', 'config.vm.communicator = nosuch'),
    );
    const broken = await described(/cannot load it/, file);
    assert.equal((broken.iconPath as vscode.ThemeIcon).id, 'warning');
    assert.match(broken.tooltip as string, /nosuch/);
    // Its machines are still read.
    assert.ok(await find(file, 'web'));
    writeFileSync(vagrantfile, sound);
    await described(/^$/, file);
    await described(/^poweroff/, file, 'db');
  });

  it('shows machines of other folders, marks those that are gone, and forgets them', async () => {
    const elsewhere = path.join(path.dirname(vagrantHome()), `elsewhere-${process.pid}`);
    cpSync(dummy, elsewhere, { recursive: true });
    try {
      await run('vagrant', ['up', 'web', '--no-provision'], { cwd: elsewhere });
      // Vagrant has not written yet how it is.
      await described(/^state unknown · dummy/, 'Other machines', 'web');
      assert.equal(await task('halt', await find('Other machines', 'web')), 0);
      await described(/^poweroff · dummy/, 'Other machines', 'web');
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
    await vscode.commands.executeCommand('boxwright.vagrant.refreshMachines');
    const stale = await described(/^stale/, 'Other machines', 'web');
    assert.match(stale.tooltip as string, /no longer exists/);
    assert.equal(stale.contextValue, 'machine stale');
    await vscode.commands.executeCommand('boxwright.vagrant.pruneMachines');
    assert.deepEqual(said, []);
    assert.equal(asked[0]?.message, 'Prune 1 stale machine?');
    assert.match(asked[0].detail, /must be removed there/);
    await shown('no other machines', async () => !(await find('Other machines')));
  });

  it('forgets what Vagrant can do nothing with: .vagrant was deleted behind its back', async () => {
    rmSync(path.join(project, '.vagrant', 'machines', 'db'), { recursive: true });
    await described(/^not created/, file, 'db');
    await described(/^stale/, 'Other machines', 'db');
    await vscode.commands.executeCommand('boxwright.vagrant.pruneMachines');
    await shown('no other machines', async () => !(await find('Other machines')));
  });

  it('destroys a machine after saying what is lost', async () => {
    const web = await find(file, 'web');
    answer = false;
    await vscode.commands.executeCommand('boxwright.vagrant.destroy', web);
    assert.equal(asked[0]?.message, 'Destroy web?');
    assert.match(asked[0].detail, /deleted permanently[^]*web \(running\) in /);
    answer = true;
    assert.equal(await task('destroy', web), 0);
    await described(/^not created/, file, 'web');
    assert.equal(existsSync(path.join(dataOf('web'), 'id')), false);
  });

  it('has tasks for each Vagrantfile, and refuses one with an unknown provisioner', async () => {
    const tasks = vscode.workspace.getConfiguration('tasks');
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    const definition = { type: 'vagrant', folder: 'machines', machine: 'web' };
    await tasks.update(
      'tasks',
      [
        { ...definition, command: 'up', args: ['--no-provision'], label: 'my up' },
        { ...definition, command: 'provision', provisionWith: ['nosuch'], label: 'my mistake' },
      ],
      vscode.ConfigurationTarget.Workspace,
    );
    const all = await vscode.tasks.fetchTasks({ type: 'vagrant' });
    const named = (name: string) => all.find((one) => one.name === name);
    assert.ok(named('up in machines') && named('provision in machines') && named('halt in machines'));
    const end = async (name: string) => {
      const found = named(name);
      assert.ok(found, name);
      const ended = taskEnd('vagrant');
      await vscode.tasks.executeTask(found);
      return ended;
    };
    assert.equal(await end('my mistake'), 1);
    assert.equal(existsSync(stateFile('web')), false);
    assert.equal(await end('my up'), 0);
    await described(/^running/, file, 'web');
    await tasks.update('tasks', undefined, vscode.ConfigurationTarget.Workspace);
  });
});

const dataOf = (machine: string): string => path.join(project, '.vagrant', 'machines', machine, 'dummy');

/** Where the provider itself has written down how a machine is. */
const stateFile = (machine: string): string => path.join(dataOf(machine), 'state');

/** Waits until the provider has written down that a machine, which is created already, is in a state. */
const inState = (machine: string, state: string): Promise<void> =>
  written(`${machine} to be ${state}`, stateFile(machine), (text) => text === state, patience);
