import type { ToolRunner } from '../../tools/toolRunner';

/** Whether Vagrant is here and may be run: what nobody has asked for fails without a word. */
export function canRun(runner: Pick<ToolRunner, 'executable'>): boolean {
  try {
    runner.executable('vagrant');
    return true;
  } catch {
    return false;
  }
}
