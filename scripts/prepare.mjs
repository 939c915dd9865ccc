// npm runs this before it packs, and when somebody installs the package from the repository, as pre-commit does. In a
// clone that `npm ci` sets up to be worked on, the build is a step of its own.
import { installDependencies } from './lib/install.mjs';

if (process.env.npm_command !== 'ci') {
  // Of `npm install -g` from a repository, npm tells the scripts in its clone to be global, too: then esbuild would
  // be nowhere.
  for (const name of ['global', 'location', 'prefix', 'local_prefix', 'install_links'])
    delete process.env[`npm_config_${name}`];
  await installDependencies();
  const { build } = await import('./build.mjs');
  await build();
}
