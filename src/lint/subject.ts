import { readXmlRoot, rootName } from '../pipeline/answerFile/readAnswerFile';
import type { Template } from '../pipeline/template/template';
import { parseJson } from '../syntax/json/parseJson';
import { SourceText } from '../text/sourceText';
import { kindByName } from './kindByName';
import type { Project } from './project';
import { projectTemplate, templateOf } from './projectTemplate';

/** Something that is linted by itself. */
export type Subject =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'vagrantfile'; readonly path: string }
  /** Linted only where no template leads to it. */
  | { readonly kind: 'answerFile'; readonly path: string }
  /** A file that sets variables, boxwright.json, or a template that can't be read as one: see `Rule.checkText`. */
  | { readonly kind: 'text'; readonly path: string };

/** The path by which a subject is known: of an HCL2 template what Packer is given, the folder or the file. */
export const keyOf = (subject: Subject): string =>
  subject.kind === 'template' ? subject.template.path : subject.path;

/** Whether a JSON text can be a template, which tells without parsing it: most are something else. */
export const mayBeJsonTemplate = (text: string | Buffer): boolean => text.includes('"builders"');

/** Whether Windows Setup takes a file for its answer file, whatever it holds. */
const isTakenBySetup = (path: string): boolean => /(^|[\\/])autounattend\.xml$/i.test(path);

/** What a file is; undefined for one that is nothing by itself. */
export function subjectAt(path: string, project: Project): Subject | undefined {
  switch (kindByName(path)) {
    case 'vagrantfile':
      return { kind: 'vagrantfile', path };
    case 'answerFile':
      return isTakenBySetup(path) || hasAnswers(path, project) ? { kind: 'answerFile', path } : undefined;
    case 'text':
      return { kind: 'text', path };
    case 'json':
      return (
        templateAt(path, project) ?? (isBrokenTemplate(path, project) ? { kind: 'text', path } : undefined)
      );
    default:
      return templateAt(path, project);
  }
}

/** What a file is that somebody has named: by its content, where its name says nothing. */
export function namedSubject(path: string, project: Project): Subject | undefined {
  const subject = subjectAt(path, project);
  if (subject) return subject;
  if (hasAnswers(path, project)) return { kind: 'answerFile', path };
  const text = project.files.read(path) ?? '';
  if (/^[ \t]*Vagrant(\.configure|::Config\.run)\b/m.test(text)) return { kind: 'vagrantfile', path };
  return path.endsWith('.json') && isBroken(text) ? { kind: 'text', path } : undefined;
}

function templateAt(path: string, project: Project): Subject | undefined {
  const template = projectTemplate(path, project);
  return template && { kind: 'template', template };
}

function hasAnswers(path: string, { files }: Project): boolean {
  const text = files.read(path);
  return !!text?.includes(rootName) && readXmlRoot(new SourceText(path, text))?.name === rootName;
}

/** A JSON text that would be a template, if all its brackets were in their places. */
function isBrokenTemplate(path: string, { files }: Project): boolean {
  const text = files.read(path);
  return text !== undefined && mayBeJsonTemplate(text) && isBroken(text);
}

function isBroken(text: string): boolean {
  const { root, problems } = parseJson(text);
  return root?.kind !== 'array' && problems.length > 0;
}

/** The key of what a file may be, by its name. */
export const keyOfFile = (path: string, project: Pick<Project, 'files' | 'reading'>): string | undefined =>
  kindByName(path) && templateOf(path, project);
