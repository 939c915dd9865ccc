/** A path of a Windows or Linux guest in the form in which they are compared. */
export const guestPath = (path: string): string =>
  path
    .trim()
    .toLowerCase()
    .replace(/[\\/]+/g, '/');
