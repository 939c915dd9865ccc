// As mochaProcess.mjs, for a system that shares files with its parent alone: what would be sent is a line of JSON in a file.
// mochaToFile.mjs FILE OPTIONS
import { appendFileSync } from 'node:fs';

const [file] = process.argv.splice(2, 1);
process.send = (message, done) => {
  appendFileSync(file, `${JSON.stringify(message)}\n`);
  done?.(null);
  return true;
};
await import('./mochaProcess.mjs');
