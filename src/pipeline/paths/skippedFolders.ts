/** What a folder of a project holds that is passed over. */
type Holds =
  /** What version control keeps for itself. */
  | 'history'
  /** Code of others. */
  | 'packages'
  /** What a tool downloads or remembers. */
  | 'state'
  /** What builds have made. A template may name it: an image that another build starts from. */
  | 'output';

/** The one list of folders in which nothing of the user's own is looked for. A `*` stands for the rest of a name. */
const folders: readonly { readonly name: string; readonly holds: Holds }[] = [
  { name: '.git', holds: 'history' },
  { name: '.hg', holds: 'history' },
  { name: '.svn', holds: 'history' },
  { name: 'node_modules', holds: 'packages' },
  // Packer's downloads, unless PACKER_CACHE_DIR says otherwise.
  { name: 'packer_cache', holds: 'state' },
  { name: '.vagrant', holds: 'state' },
  { name: '.terraform', holds: 'state' },
  // The builders' default for output_directory is `output-` and the name of the build.
  { name: 'output-*', holds: 'output' },
];

/** Whether templates, Vagrantfiles, answer files and variables are not looked for in a folder of that name. */
export const isSkippedFolder = matcher();

/** Whether a path in a template is not meant to lead into a folder of that name. */
export const isForeignFolder = matcher('history', 'packages', 'state');

/**
 * Whether a path leads through a folder whose changes are many and change nothing that is shown. What tools keep
 * there is not among them: the state of Vagrant's machines is shown.
 */
export const isUnwatched = (path: string): boolean => unwatched.test(path);

/** For {@link isSkippedFolder}, as VS Code's search for files takes it. */
export const skippedGlob = globOf();

/** For {@link isForeignFolder}, as VS Code's search for files takes it. */
export const foreignGlob = globOf('history', 'packages', 'state');

const unwatched = new RegExp(`[\\\\/](${patternsOf('history', 'packages').join('|')})[\\\\/]`);

function matcher(...holding: readonly Holds[]): (name: string) => boolean {
  const pattern = new RegExp(`^(${patternsOf(...holding).join('|')})$`);
  return (name) => pattern.test(name);
}

function patternsOf(...holding: readonly Holds[]): string[] {
  return namesOf(holding).map((name) => name.replace('.', '\\.').replace('*', '[^\\\\/]*'));
}

function globOf(...holding: readonly Holds[]): string {
  return `**/{${namesOf(holding).join(',')}}/**`;
}

/** All of them where nothing is asked for. */
function namesOf(holding: readonly Holds[]): string[] {
  return folders.filter(({ holds }) => !holding.length || holding.includes(holds)).map(({ name }) => name);
}
