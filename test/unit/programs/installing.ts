/*
 * A window of the editor that installs something in the folder that all windows share, as a program of its own, which can be
 * killed:
 *
 *     node installing.js FOLDER WHAT COUNT LOG
 *
 * Takes COUNT turns one after another, and writes `+` and `-` to LOG as each begins and ends. With no COUNT it begins one,
 * prints the number of a process that works for it, and ends never.
 */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { Turns } from '../../../src/tools/turns';

const [folder = '', what = '', count = '', log = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const turns = new Turns();
  turns.keepIn(folder);
  if (count === '')
    await turns.take(what, async (runs) => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], {
        detached: true,
        stdio: 'ignore',
      });
      if (child.pid !== undefined) await runs(child.pid);
      console.log(child.pid);
      await new Promise(() => setInterval(() => 0, 1000));
    });
  for (let turn = 0; turn < Number(count); turn++)
    await turns.take(what, async () => {
      appendFileSync(log, '+');
      await new Promise((resolve) => setImmediate(resolve));
      appendFileSync(log, '-');
    });
  turns.dispose();
}

void main();
