import type { Messages } from '../../src/language/messages';

/** Words for `src/language` that are nobody's, so that a test sees which were taken, with what was put into them. */
export const messages: Messages = {
  notSetByDefault: '<not set>',
  default: '<default>',
  defaultIs: '<default {0}>',
  deprecated: '<deprecated, {0}>',
  since: '<since {0} {1}>',
  documentation: '<documentation>',
  configurationOf: '<configuration of {0}>',
  convertDsc: '<convert dsc>',
  fixAllOf: '<fix all {0}>',
  disableForLine: '<line {0}>',
  disableInFile: '<file {0}>',
  turnOff: '<project {0}>',
  fixAll: '<fix all>',
  packerConnects: '<connects>',
  failed: '<failed>',
  required: '<required>',
  requiredWith: '<required with {0}>',
  requiredOneOf: '<one of {0}>',
  valuesAre: '<values {0}>',
  deprecatedAlone: '<deprecated>',
  fromEnvironment: '<environment {0}>',
  withRequired: '<with required>',
  allRequired: '<all required>',
  valueIs: '<value {0}>',
  valueByDefault: '<value {0} by default>',
  valueSetIn: '<value {0} in {1}>',
  noValue: '<no value>',
  declaredIn: '<declared in {0}>',
  sensitive: '<sensitive>',
};

/** How durations are shown in tests. */
export const duration = (milliseconds: number): string => `<${milliseconds} ms>`;
