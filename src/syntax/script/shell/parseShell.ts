import type { Script } from '../tree';
import { ShellStatements } from './statements';

/**
 * Reads a script for sh or bash into the commands that it runs. Never throws, takes time in proportion to the
 * text, and reads on behind errors. Offsets are UTF-16 units.
 */
export const parseShell = (text: string): Script => new ShellStatements(text).build('shell');
