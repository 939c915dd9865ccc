import { ToolMissing } from '../../tools/toolRunner';
import { missingToolMessage } from '../showFailure';
import { locateTool } from '../toolBox';

/** What to say where there is no Vagrant; undefined where there is one. */
export function missingVagrant(): string | undefined {
  try {
    locateTool('vagrant');
    return undefined;
  } catch (error) {
    if (error instanceof ToolMissing) return missingToolMessage(error);
    throw error;
  }
}
