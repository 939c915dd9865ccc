import { isLeftOut } from './findSubjects';
import type { Projects } from './project';
import { readRegularFileSoon } from './regularFile';
import { keyOf, mayBeJsonTemplate, subjectAt } from './subject';
import { kindByName } from './kindByName';
import type { Subject } from './subject';

/** A larger file is no template that a person wrote. Bytes. */
const largest = 1024 * 1024;

/**
 * What some files are, one after the other; each subject once, and none that its project leaves out.
 * @param projects of the moment in which a file is looked at
 * @param pause is awaited between files
 * @param seen the keys of those that were given already
 */
export async function* subjectsAmong(
  paths: Iterable<string>,
  projects: () => Projects,
  pause: () => Promise<void>,
  seen = new Set<string>(),
): AsyncGenerator<Subject> {
  for (const path of paths) {
    await pause();
    const subject = (await mayBe(path)) ? read(path, projects()) : undefined;
    if (!subject || seen.has(keyOf(subject))) continue;
    seen.add(keyOf(subject));
    yield subject;
  }
}

function read(path: string, projects: Projects): Subject | undefined {
  const project = projects.ofFile(path);
  return isLeftOut(path, project) ? undefined : subjectAt(path, project);
}

/** Most .json files are something else; what holds no builders is not parsed, nor kept in memory. */
async function mayBe(path: string): Promise<boolean> {
  if (kindByName(path) !== 'json') return true;
  try {
    const bytes = await readRegularFileSoon(path, largest);
    return typeof bytes !== 'string' && mayBeJsonTemplate(bytes);
  } catch {
    return false;
  }
}
