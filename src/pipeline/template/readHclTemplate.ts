import type { SourceText } from '../../text/sourceText';
import type { Template } from './template';
export function readHclTemplate(_sources: readonly SourceText[], _folder: string): Template | undefined { return undefined; }
