import type { FileSource } from '../text/fileSource';
import { readTemplate } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { findTemplates } from './findTemplates';
import { lintTemplate } from './lintTemplate';
import type { LintResult } from './lintTemplate';

/** A path that can't be linted, with the reason in a sentence. */
export class UnreadablePath extends Error {}

/**
 * Lints files and folders: a file must be a template, a folder is searched for templates.
 * @param paths absolute
 * @throws UnreadablePath
 */
export function lintPaths(paths: readonly string[], files: FileSource, rules: readonly Rule[]): LintResult {
  const templates = new Map<string, Template>();
  for (const path of paths)
    for (const template of templatesAt(path, files)) templates.set(template.path, template);
  const results = [...templates.values()].map((template) => lintTemplate(template, files, rules));
  return {
    findings: unique(results.flatMap(({ findings }) => findings)).sort(byPlace),
    files: [...new Set(results.flatMap((result) => result.files))],
  };
}

/** The templates at a path: the one that a file is part of, or all in a folder. @throws UnreadablePath */
export function templatesAt(path: string, files: FileSource): Iterable<Template> {
  const kind = files.kind(path);
  if (kind === undefined) throw new UnreadablePath(`${path} does not exist.`);
  if (kind === 'folder') return findTemplates(path, files);
  const template = readTemplate(path, files);
  if (template) return [template];
  const text = files.read(path);
  throw new UnreadablePath(
    text === undefined ? `${path} can't be read as text.` : `${path} is no Packer template.`,
  );
}

/** A script that several templates run is told of once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, location, message } = finding;
    const key = `${rule}\0${location.path}\0${location.span.start}\0${message}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

const byPlace = (a: Finding, b: Finding): number =>
  a.location.path.localeCompare(b.location.path, 'en') ||
  a.location.span.start - b.location.span.start ||
  a.rule.localeCompare(b.rule, 'en');
