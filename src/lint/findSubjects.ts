import { isSkippedFolder } from '../pipeline/paths/skippedFolders';
import { deepest, walkFolders } from '../pipeline/paths/walkFolders';
import type { Finding } from '../rules/finding';
import type { Unread } from '../text/fileSource';
import type { Remember } from './cache/resultCache';
import { failed, notChecked, unreadMessages } from './notChecked';
import type { Project, Projects } from './project';
import { templateOf } from './projectTemplate';
import { subjectAt } from './subject';
import { kindByName } from './kindByName';
import type { Subject } from './subject';

/** More than this no project has; a link can lead out of it. */
const mostFolders = 100_000;

const cutMessages = {
  count: `Only ${mostFolders} of the folders in this one were searched.`,
  depth: `Folders that lie more than ${deepest} deep in this one were not searched.`,
} as const;

/** A file that can be something to be linted, by its name. */
export interface Candidate {
  readonly path: string;
  /** What it is known by, if it is something: see `keyOf`. */
  readonly key: string;
}

/**
 * All that can be linted in a folder and the folders in it, without what Git or boxwright.json ignores.
 * @param tell takes what could not be read: nothing of that is found
 */
export function* findSubjects(
  folder: string,
  projects: Projects,
  tell: (unread: Finding) => void,
): Generator<Subject> {
  for (const { path } of findCandidates(folder, projects, tell))
    try {
      const subject = subjectAt(path, projects.ofFile(path));
      if (subject) yield subject;
    } catch (error) {
      tell(failed(path, error));
    }
}

/** The files in which {@link findSubjects} looks for them. @param remember keeps what is read for that */
export function* findCandidates(
  folder: string,
  projects: Projects,
  tell: (unread: Finding) => void,
  remember: Remember = (_, compute) => compute(),
): Generator<Candidate> {
  const enters = (path: string, name: string) =>
    !isSkippedFolder(name) && !isIgnored(path, projects.ofFile(path));
  const walk = walkFolders(folder, projects.files, { enters, most: mostFolders });
  let step = walk.next();
  for (; !step.done; step = walk.next()) yield* candidatesIn(step.value.path, projects, tell, remember);
  if (step.value.cut) tell(notChecked(folder, cutMessages[step.value.cut]));
}

function* candidatesIn(
  folder: string,
  projects: Projects,
  tell: (unread: Finding) => void,
  remember: Remember,
): Generator<Candidate> {
  const { files } = projects;
  const paths = files.list(folder).map((name) => files.paths.join(folder, name));
  const tellUnread = (path: string, why: Unread) => tell(notChecked(path, unreadMessages[why]));
  // A folder that may be listed but not entered gives the names of what is in it, and nothing else.
  const isClosed = paths.some((path) => !files.kind(path) && files.whyUnread(path) === 'denied');
  const whyUnlisted = isClosed ? 'denied' : files.whyUnread(folder);
  if (whyUnlisted) tellUnread(folder, whyUnlisted);
  const seen = new Set<string>();
  for (const path of paths) {
    const kind = files.kind(path);
    if (kind === 'folder') continue;
    const mayBe = kindByName(path);
    const why = kind ? undefined : files.whyUnread(path);
    if (why === 'badFolderName' || (why === 'badFileName' && mayBe)) tellUnread(path, why);
    if (!kind || !mayBe || isLeftOut(path, projects.ofFolder(folder))) continue;
    try {
      const { key, whyUnread } = readCandidate(path, projects, remember);
      // Most JSON files are no templates, whatever is in them.
      if (whyUnread && (mayBe !== 'json' || whyUnread === 'denied')) tellUnread(path, whyUnread);
      // Of a folder whose HCL2 files are one template, the first stands for all.
      if (seen.has(key)) continue;
      seen.add(key);
      yield { path, key };
    } catch (error) {
      tell(failed(path, error));
    }
  }
}

/** What a file may be known by, and whether it is text. @param remember see {@link findCandidates} */
export const readCandidate = (
  path: string,
  projects: Projects,
  remember: Remember = (_, compute) => compute(),
): { readonly key: string; readonly isText: boolean; readonly whyUnread?: Unread | undefined } =>
  remember(`key of ${path}`, () => {
    const { files } = projects;
    const isText = files.read(path) !== undefined;
    const key = templateOf(path, projects.ofFile(path));
    return { key, isText, ...(!isText && { whyUnread: files.whyUnread(path) }) };
  });

const isIgnored = (folder: string, { files, configuration }: Project): boolean =>
  files.isKeptElsewhere(folder) || configuration.ignores(folder);

/** Whether a file is found by no search: Git or the project ignores it, or it is not among those to be linted. */
export const isLeftOut = (file: string, { files, configuration }: Project): boolean =>
  files.isKeptElsewhere(file) || configuration.leavesOut(file);
