/** The repository's root, absolute; scripts/lib/buildTests.mjs fills it in. Fixtures are read from there. */
declare const REPO_ROOT: string;
