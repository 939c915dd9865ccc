/** The version in package.json, put in by the build. */
declare const VERSION: string;

/** Stands for the sources that this was built from: two builds of one version need not find the same. */
declare const BUILD: string;

/** Where the Ruby parser's WebAssembly lies: absolute, or relative to the bundle. Put in by the build. */
declare const PRISM_WASM: string;

/** The folder of what is known of Packer's language and plugins: absolute, or relative to the bundle. Put in by the build. */
declare const PACKER_SCHEMAS: string;
