import { wholeFile } from '../../../../text/embeddedText';
import type { StringValue, Value } from '../../../value';
import { asSensitive } from '../../../value';
import { placeInTemplate } from '../rendered';
import { entriesOf, textOf } from '../known';
import { scalar, string, unknown } from '../make';
import type { CallContext, HclFunction } from './function';
import { isWithin } from '../../../paths/baseFolder';
import { resolvePath } from '../../../paths/resolvePath';

/**
 * Relative to the folder of the template, whichever folder Packer is started in. A template is somebody else's text, and can
 * name any file of this computer: what lies outside of its project, whichever links lead there, is not looked at.
 */
function pathOf(value: Value | undefined, { folder, files }: CallContext): string | undefined {
  const written = textOf(value);
  if (written === undefined) return undefined;
  const path = resolvePath(folder, written, files);
  return isWithin(files.realPath(path), files.realPath(files.rootOf(folder)), files) ? path : undefined;
}

/** The path and the text of a file, or why it has none. */
function readFile(
  value: Value | undefined,
  context: CallContext,
): { path: string; text: string } | Value | undefined {
  const path = pathOf(value, context);
  if (path === undefined) return undefined;
  const text = context.files.read(path);
  if (text !== undefined) return { path, text };
  const isGone = value?.kind === 'string' && isWrittenHere(value) && !context.files.kind(path);
  return isGone ? { ...unknown(context.location), unread: value } : undefined;
}

/** A leading `~` is the home folder of whoever builds. Source: hashicorp/go-cty-funcs filesystem/filesystem.go, readFileBytes(). */
const isWrittenHere = ({ text }: StringValue): boolean => !text.startsWith('~');

/** A place in the value leads into the file. */
const file: HclFunction = ([value], context) => {
  const read = readFile(value, context);
  if (!read || 'kind' in read) return read;
  const { path, text } = read;
  return {
    ...string(text, context.location),
    fromFile: true,
    locate: (span) => wholeFile(path, text).locate(span),
  };
};

const templatefile: HclFunction = ([value, variables], context) => {
  const read = readFile(value, context);
  if (!read || 'kind' in read) return read;
  const { path, text } = read;
  if (variables && variables.kind !== 'map') return undefined;
  const rendered = context.template(text, path, [...entriesOf(variables?.entries ?? [])]);
  if (!rendered) return undefined;
  const result = string(rendered.text, context.location, rendered.partial);
  const place = placeInTemplate(rendered);
  const located: StringValue = {
    ...result,
    ...(rendered.fromFile && { fromFile: true }),
    ...(rendered.unread && { unread: rendered.unread }),
    locate: (span) => ({ path, span: place(span) }),
  };
  return rendered.sensitive ? asSensitive(located) : located;
};

const onPath =
  (change: (path: string, context: CallContext) => string): HclFunction =>
  ([value], context) => {
    const path = textOf(value);
    return path === undefined ? undefined : string(change(path, context), context.location);
  };

export const paths: Readonly<Record<string, HclFunction>> = {
  file,
  templatefile,
  // That a file is not there now says little of the machine that builds.
  fileexists: ([value], context) => {
    const path = pathOf(value, context);
    return scalar(
      path !== undefined && context.files.kind(path) === 'file' ? true : undefined,
      context.location,
    );
  },
  basename: onPath((path, { files }) => files.paths.basename(path)),
  dirname: onPath((path, { files }) => files.paths.dirname(path)),
  abspath: ([value], context) => {
    const path = textOf(value);
    // A relative path starts where Packer does, which nobody here knows.
    return path !== undefined && context.files.paths.isAbsolute(path)
      ? string(context.files.paths.normalize(path), context.location)
      : undefined;
  },
};
