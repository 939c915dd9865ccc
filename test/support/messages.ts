import type { Messages } from '../../src/language/messages';

/** Words for `src/language` that are nobody's, so that a test sees which were taken, with what was put into them. */
export const messages: Messages = {
  notSetByDefault: '<not set>',
  default: '<default>',
  defaultIs: (value) => `<default ${value}>`,
  deprecated: (instead) => `<deprecated, ${instead}>`,
  since: (tool, version) => `<since ${tool} ${version}>`,
  documentation: '<documentation>',
  configurationOf: (manifest) => `<configuration of ${manifest}>`,
  convertDsc: '<convert dsc>',
  fixAllOf: (rule) => `<fix all ${rule}>`,
  disableForLine: (rule) => `<line ${rule}>`,
  disableInFile: (rule) => `<file ${rule}>`,
  turnOff: (rule) => `<project ${rule}>`,
  fixAll: '<fix all>',
  packerConnects: '<connects>',
  failed: '<failed>',
  duration: (milliseconds) => `<${milliseconds} ms>`,
};
