// What the commands of boxes do, in one chunk of the bundle.
export { addBox } from './addBox';
export { askForFile } from './askForBox';
export { checkBoxes } from './checkBoxes';
export { copyBoxName } from './copyBoxName';
export { pruneBoxes } from './pruneBoxes';
export { removeBoxes } from './removeBoxes';
export { repackageBox } from './repackageBox';
export { updateBoxes } from './updateBoxes';
export { useBox } from './useBox';
