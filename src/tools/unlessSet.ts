/** Variables of the environment for a tool, but for those that the user has set: his own values count. */
export const unlessSet = (
  variables: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => environment[name] === undefined));
