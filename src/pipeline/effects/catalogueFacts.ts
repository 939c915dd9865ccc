import { catalogue } from './catalogue';
import { installerRow } from './catalogue/installs';
import type { CatalogueRow } from './catalogue/row';
import type { CommandView } from './commandView';
import type { Fact } from './fact';

/** The rows of the catalogue that have a command of this name and language, whatever its arguments. */
export const rowsFor = (view: CommandView): CatalogueRow[] => catalogue.filter((row) => concerns(row, view));

/** What a command does by the catalogue; empty where that has nothing of it. */
export const catalogueFacts = (view: CommandView): readonly Fact[] =>
  rowsFor(view).flatMap((row) => rowFacts(row, view));

/** What a program does that looks like an installer, whatever its name. */
export const installerFacts = (view: CommandView): readonly Fact[] => rowFacts(installerRow, view);

const concerns = ({ languages, names }: CatalogueRow, { language, name }: CommandView): boolean =>
  languages.includes(language) &&
  names.some((wanted) => (typeof wanted === 'string' ? wanted === name : name !== '' && wanted.test(name)));

/** What a command does by a row that has commands of its name. */
export function rowFacts(row: CatalogueRow, view: CommandView): readonly Fact[] {
  if (!(row.when?.(view) ?? true)) return [];
  return typeof row.facts === 'function' ? row.facts(view) : row.facts;
}
