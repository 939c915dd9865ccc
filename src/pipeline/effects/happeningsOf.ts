import type { ScriptLanguage } from '../../syntax/script/tree';
import { memoizeByText } from '../../text/memoizeByText';
import { happenings } from './happenings';
import type { Happening } from './happenings';

const readers: Readonly<Record<ScriptLanguage, (text: string) => readonly Happening[]>> = {
  powershell: memoizeByText((text) => happenings('powershell', text)),
  batch: memoizeByText((text) => happenings('batch', text)),
  shell: memoizeByText((text) => happenings('shell', text)),
};

/** What a script does, remembered: a pipeline's scripts stay the same while its template is edited. */
export const happeningsOf = (language: ScriptLanguage, text: string): readonly Happening[] =>
  readers[language](text);
