import type { ScriptLanguage } from '../../syntax/script/tree';
import { memoizeByText } from '../../text/memoizeByText';
import { scriptEffects } from './scriptEffects';
import type { ScriptEffects } from './scriptEffects';

const readers: Readonly<Record<ScriptLanguage, (text: string) => ScriptEffects>> = {
  powershell: memoizeByText((text) => scriptEffects('powershell', text)),
  batch: memoizeByText((text) => scriptEffects('batch', text)),
  shell: memoizeByText((text) => scriptEffects('shell', text)),
};

/** What a script does, remembered: a pipeline's scripts stay the same while its template is edited. */
export const memoizedScriptEffects = (language: ScriptLanguage, text: string): ScriptEffects =>
  readers[language](text);
