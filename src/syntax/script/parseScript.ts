import { parseBatch } from './batch/parseBatch';
import { parsePowerShell } from './powershell/parsePowerShell';
import { parseShell } from './shell/parseShell';
import type { Script, ScriptLanguage } from './tree';

const parsers: Record<ScriptLanguage, (text: string) => Script> = {
  powershell: parsePowerShell,
  batch: parseBatch,
  shell: parseShell,
};

/** Reads a script in the language that the caller knows it to be in. */
export const parseScript = (language: ScriptLanguage, text: string): Script => parsers[language](text);
