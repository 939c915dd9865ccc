import type { Messages } from '../../language/messages';

/** What `src/language` says in English; the editor's are compared with these by a test. */
export const englishMessages: Messages = {
  notSetByDefault: 'not set by default',
  default: 'default',
  defaultIs: 'default {0}',
  deprecated: 'Deprecated: use {0}.',
  since: 'Since {0} {1}.',
  documentation: 'Documentation',
  configurationOf: 'configuration of {0}',
  convertDsc: 'Convert to core provisioners (preview)…',
  fixAllOf: 'Fix all {0} problems in this file',
  disableForLine: 'Turn off {0} for this line',
  disableInFile: 'Turn off {0} for this file',
  turnOff: 'Turn off {0} for this file in boxwright.json',
  fixAll: 'Fix all Boxwright problems',
  packerConnects: 'Packer connects',
  failed: 'failed',
};
