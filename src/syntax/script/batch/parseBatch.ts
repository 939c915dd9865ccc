import type { Script } from '../tree';
import { BatchStatements } from './statements';

/**
 * Reads a batch file of cmd.exe into the commands that it runs. Never throws, takes time in proportion to the
 * text, and reads on behind errors. A quote without its end is no error: for cmd it ends with its line. Offsets
 * are UTF-16 units.
 */
export const parseBatch = (text: string): Script => new BatchStatements(text).build('batch');
