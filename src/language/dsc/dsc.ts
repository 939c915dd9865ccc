/** What is known of dsc steps, together: few templates have one, so it is loaded on demand as one. */
export { dscDefinition } from './dscDefinition';
export { optionCompletions } from './optionCompletions';
export { optionHover } from './optionHover';
