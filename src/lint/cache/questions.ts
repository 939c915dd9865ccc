import { createHash } from 'node:crypto';
import { isStarter, mentions, values } from '../../rules/grammar/mentions';
import { excerptOf } from '../../text/fileSource';
import type { Excerpt, FileSource } from '../../text/fileSource';

/** What files can be asked about a path. */
export type QuestionKind =
  | Exclude<keyof FileSource, 'paths' | 'excerpt'>
  | Excerpt<unknown>['kind']
  | 'foldersIn'
  | 'dataIn'
  | 'startersIn'
  | 'namesLike';

/** A question with the answer as a text: as long as that is the same, what was made of the answer holds. */
export interface Answered {
  readonly kind: QuestionKind;
  readonly path: string;
  readonly answer: string;
}

/** All that is asked of only some of what a file says. */
const excerpts: Readonly<Record<Excerpt<unknown>['kind'], Excerpt<unknown>>> = { mentions, values };

type Answers = Readonly<Record<QuestionKind, (files: FileSource, path: string) => string>>;

const answers: Answers = {
  read: (files, path) => digest(files.read(path)),
  list: (files, path) => digest(files.list(path).join('\0')),
  foldersIn: (files, path) =>
    digest(
      files
        .list(path)
        .filter((name) => files.kind(files.paths.join(path, name)) === 'folder')
        .join('\0'),
    ),
  namesLike: (files, path) =>
    digest(
      files
        .list(files.paths.dirname(path))
        .filter(isLike(files.paths.basename(path)))
        .join('\0'),
    ),
  dataIn: (files, path) => digest(files.list(path).filter(isData).join('\0')),
  startersIn: (files, path) => digest(files.list(path).filter(isStarter).join('\0')),
  mentions: (files, path) => told(files, path, mentions),
  values: (files, path) => told(files, path, values),
  kind: (files, path) => files.kind(path) ?? '',
  encoding: (files, path) => files.encoding(path) ?? '',
  whyUnread: (files, path) => files.whyUnread(path) ?? '',
  isRewritable: (files, path) => String(files.isRewritable(path)),
  isKeptElsewhere: (files, path) => String(files.isKeptElsewhere(path)),
  spelled: (files, path) => files.spelled(path),
  realPath: (files, path) => files.realPath(path),
  rootOf: (files, path) => files.rootOf(path),
  shown: (files, path) => files.shown(path),
};

/** An excerpt as a text. */
const told = (files: FileSource, path: string, excerpt: Excerpt<unknown>): string =>
  digest(
    JSON.stringify(excerptOf(files, path, excerpt), (_key, value: unknown) =>
      value instanceof Set ? [...value] : value,
    ),
  );

/** Whether a name is that of data: see `WantedNames`. */
export const isData = (name: string): boolean => /\.(json|hcl)$/i.test(name);

const isLike = (name: string): ((other: string) => boolean) => {
  const wanted = name.toLowerCase();
  return (other) => other.toLowerCase() === wanted;
};

/** Whether only some of what a file says was asked. */
export const isExcerpt = ({ kind }: Answered): boolean => Object.hasOwn(excerpts, kind);

export const questionKinds = Object.keys(answers) as QuestionKind[];

export const answerOf = (files: FileSource, kind: QuestionKind, path: string): string =>
  answers[kind](files, path);

/** What stands for a text; empty where there is none. */
export const digest = (text: string | undefined): string =>
  text === undefined ? '' : createHash('sha256').update(text).digest('base64url').slice(0, digits);

/** So many of the 43 that SHA-256 has tell texts apart as SHA-1 was meant to. */
const digits = 27;
