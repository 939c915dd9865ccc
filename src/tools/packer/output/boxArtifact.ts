import path from 'node:path';

/**
 * The Vagrant boxes that a run made, as the artifacts of its output name them. Absolute.
 * @param cwd the folder in which Packer was started
 */
export const boxArtifacts = (artifacts: readonly string[], cwd: string): string[] =>
  artifacts
    .flatMap((artifact) => /(?:provider box|from files): (?:.*, )?(.+\.box)$/.exec(artifact)?.[1] ?? [])
    .map((file) => path.resolve(cwd, file));
