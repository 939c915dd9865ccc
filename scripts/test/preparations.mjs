import path from 'node:path';
import { aptInstall } from '../lib/apt.mjs';
import { run } from '../lib/run.mjs';
import { currentPacker, windowsPacker } from '../realTools/currentPacker.mjs';
import { goFolders } from '../realTools/goFolders.mjs';
import { oldPacker, vagrant } from '../realTools/installedTools.mjs';
import { neovim } from '../realTools/neovim.mjs';
import { imagePackages, smallImage } from '../realTools/smallImage.mjs';
import { tinyPlugin } from '../realTools/tinyPlugin.mjs';
import { winePackages, wineParts } from '../realTools/wine.mjs';

/**
 * What tiers need beyond their own tests. Each is done once, when it is first asked for: asking early and
 * awaiting late lets the slow ones run beside the unit tests.
 * @param {string} root the repository
 * @param {string[]} tiers those that run
 */
export function preparations(root, tiers) {
  const machines = once(() =>
    aptInstall(['vagrant', 'vagrant-libvirt', 'libvirt-daemon', 'dnsmasq-base', 'iproute2']),
  );
  const tools = once(async () => {
    const reason = await aptInstall(['packer', 'vagrant']);
    // Before any Vagrant runs: in whatever it does it loads libvirt's plugin, even while that is being installed.
    if (tiers.includes('vm')) await machines();
    return reason;
  });
  const browser = once(() => aptInstall(['chromium', 'ripgrep']));
  const product = once(() =>
    run(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { quiet: true }),
  );
  const image = once(async () => {
    const reason = await aptInstall(['packer', 'qemu-system-x86', ...imagePackages]);
    return reason ? { skip: reason } : smallImage();
  });
  /** How tests find the tools that Debian has, or learn why there are none. */
  const installedTools = once(async () => {
    const reason = await tools();
    return {
      ...variables('BOXWRIGHT_PACKER_OLD', await oldPacker(), reason),
      ...variables('BOXWRIGHT_VAGRANT', await vagrant(), reason),
    };
  });
  return {
    /** The disk of the machine that the tier `vm` builds and runs, and what emulates one. */
    image,

    /** How the tests of the tier `vm` find what they need, or learn why it isn't there. */
    machineEnvironment: once(async () => {
      const disk = await image();
      const reason = (await tools()) ?? (await machines());
      return {
        ...variables('BOXWRIGHT_SMALL_IMAGE', disk),
        ...variables('BOXWRIGHT_PACKER_OLD', await oldPacker()),
        ...variables('BOXWRIGHT_VAGRANT', reason ? { skip: reason } : await vagrant()),
      };
    }),

    /** Why there is no browser, where there is none and it can't be installed. */
    noBrowser: once(async () => {
      const reason = await browser();
      const { findChromium } = await import('../vscode/chromium.mjs');
      return findChromium() ? undefined : (reason ?? 'no Chromium found; CHROMIUM can name one');
    }),

    /** The tests of a tier, bundled. The tier `oldest` has those of `host`. */
    tests: once(async (tier) => {
      const { buildTests } = await import('../lib/buildTests.mjs');
      return buildTests(tier);
    }),

    /** Lints everything; what it finds is thrown. A minute on one core, where nothing of it was in order before. */
    lint: once(() => run('npm', ['run', '--silent', 'lint'], { cwd: root, quiet: true })),

    /** The product itself, in dist/. */
    product,

    /** VS Code as a server. After apt: an installation may need packages, too. */
    host: once(async (version) => {
      await browser();
      const { installHost } = await import('../vscode/hosts.mjs');
      return installHost(version, { say: console.log });
    }),

    /** The packaged extension's path. */
    vsix: once(async () => {
      await product();
      const { packExtension } = await import('../package.mjs');
      return packExtension();
    }),

    installedTools,

    /** What Wine needs, and the folder of it; or why it isn't there. */
    wine: once(async () => {
      const reason = await aptInstall(winePackages);
      return reason ? { skip: reason } : wineParts();
    }),

    /** How the tests of the tier `windows` find Packer for Windows, or learn why there is none. */
    windowsEnvironment: once(async () => variables('BOXWRIGHT_PACKER_CURRENT', await windowsPacker())),

    /** The tests of a tier, bundled for Wine. @param named how files are called there */
    testsOnWine: once(async (tier) => {
      const [{ buildTests }, { wineName }] = await Promise.all([
        import('../lib/buildTests.mjs'),
        import('../realTools/wine.mjs'),
      ]);
      return buildTests(tier, { outdir: `${tier}-wine`, named: wineName });
    }),

    /** As `installedTools`, with what Go builds, which takes minutes the first time. */
    toolEnvironment: once(async () => {
      const installed = await installedTools();
      const current = await currentPacker();
      return {
        ...installed,
        ...variables('BOXWRIGHT_PACKER_CURRENT', current),
        ...(await goFolders(root)),
        ...variables('BOXWRIGHT_TINY_PLUGIN', await tinyPlugin(root)),
        ...variables('BOXWRIGHT_NEOVIM', await neovim()),
        ...('path' in current && { BOXWRIGHT_PACKER_CURRENT_PLUGINS: current.pluginFolder }),
      };
    }),
  };
}

function variables(name, tool, more) {
  return tool.path
    ? { [name]: tool.path }
    : { [`${name}_SKIP`]: more ? `${tool.skip} (${more})` : tool.skip };
}

/** The same promise for the same argument. A failure is told to those who await it, whenever they do. */
function once(make) {
  const made = new Map();
  return (argument) => {
    if (!made.has(argument)) {
      const promise = Promise.resolve().then(() => make(argument));
      promise.catch(() => {});
      made.set(argument, promise);
    }
    return made.get(argument);
  };
}
