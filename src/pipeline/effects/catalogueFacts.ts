import type { ScriptLanguage } from '../../syntax/script/tree';
import { catalogue } from './catalogue';
import { installerRow } from './catalogue/installs';
import type { CatalogueRow } from './catalogue/row';
import type { CommandView } from './commandView';
import type { Fact } from './fact';

/** The rows of the catalogue that have a command of this name and language, whatever its arguments. */
export function rowsFor({ language, name }: CommandView): readonly CatalogueRow[] {
  const ofLanguage = rowsOfName[language];
  const known = ofLanguage.get(name);
  if (known) return known;
  const rows = catalogue.filter(
    ({ languages, names }) =>
      languages.includes(language) &&
      names.some((wanted) =>
        typeof wanted === 'string' ? wanted === name : name !== '' && wanted.test(name),
      ),
  );
  // Names come from scripts: a hostile one must not fill the memory.
  if (ofLanguage.size < 2000) ofLanguage.set(name, rows);
  return rows;
}

type Rows = Map<string, readonly CatalogueRow[]>;

const rowsOfName: Readonly<Record<ScriptLanguage, Rows>> = {
  powershell: new Map(),
  batch: new Map(),
  shell: new Map(),
};

/** What a command does by the catalogue; empty where that has nothing of it. */
export const catalogueFacts = (view: CommandView): readonly Fact[] =>
  rowsFor(view).flatMap((row) => rowFacts(row, view));

/** What a program does that looks like an installer, whatever its name. */
export const installerFacts = (view: CommandView): readonly Fact[] => rowFacts(installerRow, view);

/** What a command does by a row that has commands of its name. */
export function rowFacts(row: CatalogueRow, view: CommandView): readonly Fact[] {
  if (!(row.when?.(view) ?? true)) return [];
  return typeof row.facts === 'function' ? row.facts(view) : row.facts;
}
