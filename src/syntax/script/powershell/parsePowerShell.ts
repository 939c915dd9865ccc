import type { Script } from '../tree';
import { PowerShellStatements } from './statements';

/**
 * Reads a PowerShell script (5.1 and 7, configurations too) into the commands that it runs. Never throws, takes
 * time in proportion to the text, and reads on behind errors. Offsets are UTF-16 units.
 */
export const parsePowerShell = (text: string): Script => new PowerShellStatements(text).build('powershell');
