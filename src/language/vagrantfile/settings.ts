/** All that goes by the table of Vagrant's settings, together: large, and loaded on demand as one. */
export { settingCompletions } from './settingCompletions';
export { settingHover } from './settingHover';
