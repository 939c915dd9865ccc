import type { CodeAction, CodeActionContext, Range } from 'vscode-languageserver/node';
import type { OfferedFix, TemplateFix } from '../../analysis/questions';
import type { PlacedEdit } from '../../analysis/places';
import type { Door } from './door';
import { englishMessages } from './messages';
import { touches } from './positions';
import { toDiagnostic, toWorkspaceEdit } from './toLsp';

export const kinds = { quickFix: 'quickfix', fixAll: 'source.fixAll.boxwright' } as const;

/** Triggered by a mark beside the text, which nobody asked for. */
const automatic = 2;

/** What ends the findings of a range, by fixing or suppressing them, and all safe fixes of the file. */
export async function codeActions(
  door: Door,
  path: string,
  range: Range,
  { only, triggerKind }: CodeActionContext,
): Promise<CodeAction[]> {
  const wants = (kind: string) =>
    !only || only.some((one) => kind === one || kind.startsWith(`${one}.`) || !one);
  // It lints the text anew.
  const wantsAll = only ? wants(kinds.fixAll) : triggerKind !== automatic;
  return [
    ...(wants(kinds.quickFix) ? await quickFixes(door, path, range) : []),
    ...(wantsAll ? await fixAll(door, path) : []),
  ];
}

async function quickFixes(door: Door, path: string, range: Range): Promise<CodeAction[]> {
  const naming = door.naming();
  const shown = (await door.ask('findings', path)) ?? door.diagnostics.of(path);
  const here = [...(shown?.findings ?? []), ...(shown?.accepted ?? [])].filter(({ location }) =>
    touches(location.range, range),
  );
  if (!here.length) return [];
  const byKey = new Map(here.map((finding) => [finding.key, finding]));
  const found = await door.ask('quickFixes', path, [...byKey.keys()], {});
  if (!found) return [];
  const toAction = (
    { title, finding, isPreferred }: Pick<OfferedFix, 'title' | 'finding' | 'isPreferred'>,
    edits: readonly PlacedEdit[],
  ): CodeAction[] => {
    const edit = toWorkspaceEdit(edits, door.client, naming);
    const of = byKey.get(finding);
    return edit && of
      ? [
          {
            title,
            kind: kinds.quickFix,
            diagnostics: [toDiagnostic(of, door.client, naming)],
            isPreferred,
            edit,
          },
        ]
      : [];
  };
  const offered = (mends: boolean) =>
    found.edits.filter((fix) => fix.mends === mends).flatMap((fix) => toAction(fix, fix.edits));
  return [
    ...offered(true),
    ...found.others.flatMap((fix) => creating(door, fix).flatMap((edit) => toAction(...edit))),
    ...offered(false),
  ];
}

/** A script that is missing and can be made. The checksum of an image is for the command line: it takes a while, and may be large. */
function creating(
  door: Door,
  fix: TemplateFix,
): [Pick<OfferedFix, 'title' | 'finding' | 'isPreferred'>, PlacedEdit[]][] {
  if (fix.kind !== 'createScript' || !door.isInWorkspace(fix.script.path)) return [];
  const { path, content } = fix.script;
  const start = { line: 0, character: 0 };
  const title = `Create ${door.shown(path)}`;
  return [
    [
      { title, finding: fix.finding, isPreferred: false },
      [{ path, range: { start, end: start }, newText: content, creates: true }],
    ],
  ];
}

async function fixAll(door: Door, path: string): Promise<CodeAction[]> {
  const naming = door.naming();
  const edits = await door.ask('fixAll', path);
  const edit = edits?.length ? toWorkspaceEdit(edits, door.client, naming) : undefined;
  return edit ? [{ title: englishMessages.fixAll, kind: kinds.fixAll, edit }] : [];
}
