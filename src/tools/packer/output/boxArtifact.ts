import path from 'node:path';

/**
 * The Vagrant boxes that a run made, as the artifacts of its output name them. Absolute.
 * @param cwd the folder in which Packer was started
 */
export const boxArtifacts = (artifacts: readonly string[], cwd: string): string[] =>
  artifacts.flatMap((artifact) => boxOf(artifact) ?? []).map((file) => path.resolve(cwd, file));

/** The last of the files that an artifact names, if it is a box. */
function boxOf(artifact: string): string | undefined {
  const start = /(?:provider box|from files): /.exec(artifact);
  if (!start || !artifact.endsWith('.box')) return undefined;
  return artifact
    .slice(start.index + start[0].length)
    .split(', ')
    .at(-1);
}
