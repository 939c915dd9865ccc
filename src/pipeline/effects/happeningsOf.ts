import type { ScriptLanguage } from '../../syntax/script/tree';
import { remember } from '../../text/remember';
import { happenings } from './happenings';
import type { Happening } from './happenings';

const readers: Readonly<Record<ScriptLanguage, (text: string) => readonly Happening[]>> = {
  powershell: remember((text) => happenings('powershell', text)),
  batch: remember((text) => happenings('batch', text)),
  shell: remember((text) => happenings('shell', text)),
};

/** What a script does, remembered: a pipeline's scripts stay the same while its template is edited. */
export const happeningsOf = (language: ScriptLanguage, text: string): readonly Happening[] =>
  readers[language](text);
