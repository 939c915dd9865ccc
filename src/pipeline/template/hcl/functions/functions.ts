import type { HclFunction } from './function';
import { collections } from './collections';
import { conversions } from './conversions';
import { paths } from './paths';
import { texts } from './texts';

/**
 * All functions that are evaluated; of the others nothing is known. None where the time, the machine or chance have
 * a say: `timestamp`, `env`, `uuidv4`.
 * https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions
 */
const table = new Map<string, HclFunction>(
  [texts, collections, conversions, paths].flatMap((functions) => Object.entries(functions)),
);

export const functionNamed = (name: string): HclFunction | undefined => table.get(name);
