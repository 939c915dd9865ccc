/** The repository's root, absolute; scripts/lib/buildTests.mjs fills it in. Fixtures are read from there. */
declare const REPO_ROOT: string;

/** The launcher as a program, bundled as the product has it; absolute. */
declare const LAUNCHER: string;

/** The folder of what test/<tier>/programs has, as programs; absolute. */
declare const PROGRAMS: string;
