import { configurationOf } from '../../src/lint/configuration/configuration';
import type { Configuration } from '../../src/lint/configuration/configuration';
import { layersOf } from '../../src/lint/configuration/layersOf';
import type { FileSource } from '../../src/text/fileSource';

/** What the boxwright.json of a folder says, without those above it. */
export const readConfiguration = (folder: string, files: FileSource): Configuration =>
  configurationOf(layersOf(files.paths.join(folder, 'boxwright.json'), folder, files), files);
