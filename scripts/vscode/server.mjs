import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installHost } from './hosts.mjs';
import { startGroup } from './processGroup.mjs';

/**
 * @typedef {object} Server
 * @property {string} url where the workbench is, without a slash at the end
 * @property {number} port
 * @property {string} authority how vscode-remote:// names this server
 * @property {number} pid leader of the process group that all of it runs in, the extension host too
 * @property {string} home its HOME, deleted on close
 * @property {string} userData where VS Code keeps settings and logs
 * @property {() => string} log what the server and the extension hosts logged
 * @property {Promise<void>} died resolves when the server has ended though nobody closed it
 * @property {() => Promise<void>} close ends what runs in it, and deletes what it wrote
 * @property {() => Promise<void>} closeAll the same, with what is in a process group of its own: terminals, builds that outlive
 *   the editor
 */

/** Every difference between machines, and everything that asks a question, is switched off. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off', // as on a desktop; in a browser, a second after an edit, also one that a test takes back
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.startupPrompt': 'never', // the banner in all versions, not a dialog in the older
  'workbench.editor.useModal': 'off', // else the editors of trust and of settings cover the workbench
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'remote.autoForwardPorts': false, // else a message for whatever listens on this machine
  'terminal.integrated.gpuAcceleration': 'off', // rows of text in the page, not a picture
};

const startLimit = 60_000;

/**
 * Starts a VS Code server that only this machine can reach, with a HOME and user data of its own.
 * @param {object} options
 * @param {string} [options.version] one of hostVersions
 * @param {Record<string, unknown>} [options.settings] the user's settings, over those that keep it quiet
 * @param {Record<string, string | undefined>} [options.env] over this process's environment; undefined removes
 * @param {string[]} [options.vsix] extensions to install first
 * @param {boolean} [options.driver] let the page's address say which tests to run (runInHost)
 * @param {number} [options.port] 0: any that is free
 * @returns {Promise<Server>}
 * @throws HostUnavailable, or Error with the server's log when it doesn't start
 */
export async function startServer(options = {}) {
  const { version = '1.139', settings = {}, env = {}, vsix = [], driver = false, port = 0 } = options;
  const host = await installHost(version);
  const home = mkdtempSync(path.join(tmpdir(), 'boxwright-vscode-'));
  const removeHome = () => removeFolder(home);
  try {
    const userData = path.join(home, 'data');
    const folders = isolate(home, userData, { ...quietSettings, ...settings });
    const context = { env: environment(folders.env, env), cwd: home };
    for (const file of vsix)
      await installExtension(host, [...folders.args, '--install-extension', file], context);
    const group = startGroup(
      host.node,
      [host.entry, ...folders.args, ...serverArgs(host, port, driver)],
      context,
    );
    group.closed.then(removeHome);
    group.cleanUp = removeHome;
    const actualPort = await listening(group);
    return {
      url: `http://localhost:${actualPort}`,
      port: actualPort,
      authority: `localhost:${actualPort}`,
      pid: /** @type {number} it listens, so it was started */ (group.pid),
      home,
      userData,
      log: () => `${group.output()}\n${extensionHostLogs(userData)}`.trim(),
      died: group.died,
      close: group.close,
      closeAll: group.closeAll,
    };
  } catch (error) {
    removeHome();
    throw error;
  }
}

/** A home in which nothing of the user's leaks in, and nothing leaks out. */
function isolate(home, userData, settings) {
  const inHome = (name) => path.join(home, name);
  const folder = { recursive: true, mode: 0o700 };
  for (const name of ['extensions', 'tmp', 'run']) mkdirSync(inHome(name), folder);
  mkdirSync(path.join(userData, 'User'), folder);
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  writeFileSync(inHome('config.yaml'), '');
  return {
    args: [
      ...['--config', inHome('config.yaml')],
      ...['--user-data-dir', userData],
      ...['--extensions-dir', inHome('extensions')],
    ],
    env: {
      HOME: home,
      XDG_CONFIG_HOME: inHome('config'),
      XDG_DATA_HOME: inHome('share'),
      XDG_RUNTIME_DIR: inHome('run'), // sockets, else left behind in /tmp
      TMPDIR: inHome('tmp'),
    },
  };
}

function environment(isolated, own) {
  const env = {
    ...process.env,
    NODE_OPTIONS: undefined,
    EXTENSIONS_GALLERY: '{}', // no marketplace: nothing outside this machine is asked
    VSCODE_CLI: '1', // take this environment as it is: else a login shell says what PATH is
    ...isolated,
    ...own,
  };
  for (const name of Object.keys(env)) if (env[name] === undefined) delete env[name];
  return env;
}

async function installExtension(host, args, context) {
  const group = startGroup(host.node, [host.entry, ...args], context);
  await group.closed;
  if (group.exitCode() !== 0)
    throw new Error(`${args.join(' ')}: exit ${group.exitCode()}\n${group.output()}`);
}

function serverArgs({ entry }, port, driver) {
  // Newer servers read the tests' address under this option only; older ones always do, and refuse the option.
  const knowsDriver = readFileSync(path.join(path.dirname(entry), 'cli.js'), 'utf8').includes(
    '"vscode-option"',
  );
  return [
    ...['--auth', 'none'],
    ...['--bind-addr', `127.0.0.1:${port}`],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
    ...(driver && knowsDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/** Resolves with the port, once the server says that it listens. */
function listening(group) {
  return new Promise((resolve, reject) => {
    const fail = (why) => group.close().then(() => reject(new Error(`VS Code ${why}:\n${group.output()}`)));
    const timer = setTimeout(() => fail(`did not start within ${startLimit / 1000} s`), startLimit);
    group.closed.then(() => fail('ended at once')).finally(() => clearTimeout(timer));
    group.onOutput(() => {
      const port = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(group.output())?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // A program that left the process group still writes there: no reason for a test to fail.
  }
}

/** What the extension hosts logged: there it stands why one of them died. */
function extensionHostLogs(userData) {
  const logs = path.join(userData, 'logs');
  try {
    return readdirSync(logs, { encoding: 'utf8', recursive: true })
      .filter((name) => /(remoteexthost|remoteagent)\.log$/.test(name))
      .map((name) => readFileSync(path.join(logs, name), 'utf8'))
      .join('\n');
  } catch {
    return '';
  }
}
