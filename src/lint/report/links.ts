export const repository = 'https://github.com/boxwright/boxwright';

/** The page of a rule as it was when a version of Boxwright was released. */
export const ruleUrl = (id: string, version: string): string =>
  `${repository}/blob/v${version}/docs/rules/${id}.md`;
