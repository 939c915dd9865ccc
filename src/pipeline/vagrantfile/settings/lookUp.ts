/** The settings of Vagrantfiles and how they are found in a text, together: loaded on demand as one. */
export { settingAt } from './settingAt';
export { settingPlace } from './settingPlace';
