/** Whether a file can have a dsc step at all: most JSON files are no templates, and are not read for this. */
export const mentionsDsc = (text: string): boolean => /["']dsc["']/.test(text);
