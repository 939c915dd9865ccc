import { lastPart } from '../../text/edges';

/** The name of the files that say how what is in and below their folder is linted. */
export const configurationFile = 'boxwright.json';

export const isConfigurationFile = (path: string): boolean => lastPart(path) === configurationFile;
