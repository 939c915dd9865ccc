/** What this folder uses of WebAssembly: the project's `lib` has no DOM, and the Node types don't declare it. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;

  class Module {
    private constructor();
    static imports(module: Module): { module: string; name: string; kind: string }[];
  }

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, () => number>>);
    readonly exports: Exports;
  }

  function compile(bytes: Uint8Array): Promise<Module>;
}
