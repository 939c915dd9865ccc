// Runs the test files named on the command line under mocha and tells its parent each result (reporter.mjs).
// options: { timeout: milliseconds for each test, grep: string or nothing, files: absolute paths }
import Mocha from 'mocha';
import Reporter from '../lib/reporter.mjs';

const { files, ...options } = JSON.parse(process.argv[2]);
const mocha = new Mocha({ ...options, reporter: Reporter, forbidOnly: Boolean(process.env.CI) });
files.forEach((file) => mocha.addFile(file));
await mocha.loadFilesAsync();
// What a test leaves open (a server, a watcher) must not keep this process alive.
const end = () => process.exit(0);
mocha.run(() => (process.send ? process.send({ end: true }, end) : end()));
