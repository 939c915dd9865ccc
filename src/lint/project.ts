import { folderReading } from '../pipeline/template/folderReading';
import type { FolderReading } from '../pipeline/template/folderReading';
import type { GivenValues } from '../pipeline/template/readTemplate';
import type { RuleOptions } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { Baseline, baselineName, readBaseline } from './baseline';
import { configurationOf } from './configuration/configuration';
import type { Configuration } from './configuration/configuration';
import { configurationFile } from './configuration/configurationFile';
import type { Layer } from './configuration/layer';
import { layersOf } from './configuration/layersOf';

/**
 * What everything of one project is linted by. It is made once and handed on, so that no part of a lint has to climb
 * to the root again to ask what holds for a file.
 */
export interface Project {
  /** The folder in which the boxwright.json that has the last word is, or would be. */
  readonly root: string;
  readonly files: FileSource;
  readonly configuration: Configuration;
  /** The Packer that builds its templates: the one that the project names, else the one of this machine. */
  readonly packer: RuleOptions['packer'];
  /** How the HCL2 files of a folder are read. */
  reading(this: void, folder: string): FolderReading;
  /** The values of variables that a template is given. @param template its path, as Packer is given it */
  valuesOf(this: void, template: string): GivenValues;
}

const noBaseline = new Baseline(undefined, []);

/** A file that configures all, with the folder from which its paths start. Absolute. */
export interface InsteadOfFound {
  readonly path: string;
  readonly base: string;
}

/** What all projects are linted by beside what they say themselves. */
export interface LintedBy {
  /** The Packer of this machine; it is asked only where a rule wants to know. */
  readonly packer?: RuleOptions['packer'] | undefined;
  /**
   * Values of variables that a template is given, by its path. Files that they name take the place of those of
   * boxwright.json.
   */
  readonly given?: ((template: string) => GivenValues | undefined) | undefined;
  /** Takes the place of every boxwright.json that there is. */
  readonly instead?: InsteadOfFound | undefined;
  /** The path of a list of accepted findings in place of those of the projects; null for none. */
  readonly baseline?: string | null | undefined;
  /** What was found in an earlier state. */
  readonly since?: Baseline | undefined;
}

/** The projects among some files, each read once; for one moment, like the files themselves. */
export class Projects {
  private readonly byFolder = new Map<string, () => Project>();
  private readonly baselines = new Map<string, Baseline>();
  /** By folder, the nearest list of accepted findings. */
  private readonly lists = new Map<string, string | undefined>();
  private only: (() => Project) | undefined;

  /** @param once makes of what several lints take what is computed by the first of them: see `TrackedFiles.once` */
  constructor(
    readonly files: FileSource,
    private readonly by: LintedBy = {},
    private readonly once = computedOnce,
  ) {}

  /** The project of what stands at a path. */
  at(path: string): Project {
    return this.files.kind(path) === 'folder' ? this.ofFolder(path) : this.ofFile(path);
  }

  /** The project of a file: that of the folder in which the file is, or would be. */
  ofFile(path: string): Project {
    return this.ofFolder(this.files.paths.dirname(path));
  }

  ofFolder(folder: string): Project {
    const project = this.byFolder.get(folder) ?? this.once(() => this.read(folder));
    this.byFolder.set(folder, project);
    return project();
  }

  /** What was found in an earlier state; see `src/cli/since.ts`. */
  get earlier(): Baseline {
    return this.by.since ?? noBaseline;
  }

  /** The findings that are accepted in a file. */
  baselineOf(path: string): Baseline {
    const list = this.by.baseline === null ? undefined : this.listFor(path);
    if (list === undefined) return noBaseline;
    const known = this.baselines.get(list) ?? readBaseline(list, this.files.read(list) ?? '') ?? noBaseline;
    this.baselines.set(list, known);
    return known;
  }

  /**
   * The list of accepted findings for a file, absolute: the one for all, or which its project names, or the nearest on the
   * way up to the root; undefined where there is none.
   */
  listFor(path: string): string | undefined {
    return (
      this.by.baseline ??
      this.ofFile(path).configuration.baseline ??
      this.nearestList(this.files.paths.dirname(path))
    );
  }

  private nearestList(folder: string): string | undefined {
    if (this.lists.has(folder)) return this.lists.get(folder);
    const { files } = this;
    const own = files.paths.join(folder, baselineName);
    const parent = files.paths.dirname(folder);
    const isTop = folder === files.rootOf(folder) || parent === folder;
    const list = files.kind(own) === 'file' ? own : isTop ? undefined : this.nearestList(parent);
    this.lists.set(folder, list);
    return list;
  }

  /** The lists of accepted findings that were asked for. */
  get usedBaselines(): Iterable<Baseline> {
    return this.baselines.values();
  }

  /** A folder without a boxwright.json of its own belongs to what the one above it does, up to the root. */
  private read(folder: string): Project {
    const { files } = this;
    if (this.by.instead) return this.one(this.by.instead);
    const parent = files.paths.dirname(folder);
    const above = folder === files.rootOf(folder) || parent === folder ? undefined : this.ofFolder(parent);
    const own = layersOf(files.paths.join(folder, configurationFile), folder, files);
    if (!above) return this.rootedIn(folder, own);
    if (!own.length) return above;
    const isRoot = own.at(-1)?.isRoot === true;
    return this.rootedIn(folder, isRoot ? own : [...above.configuration.layers, ...own]);
  }

  private one({ path, base }: InsteadOfFound): Project {
    this.only ??= this.once(() => this.rootedIn(base, layersOf(path, base, this.files)));
    return this.only();
  }

  private rootedIn(root: string, layers: readonly Layer[]): Project {
    const { files } = this;
    const configuration = configurationOf(layers, files);
    const packer = () => packerOf(configuration, this.by.packer?.());
    const readings = new Map<string, () => FolderReading>();
    return {
      root,
      files,
      configuration,
      packer,
      reading: (of) => {
        const reading =
          readings.get(of) ?? this.once(() => folderReading(of, files, configuration.separates(of)));
        readings.set(of, reading);
        return reading();
      },
      valuesOf: (template) => ({
        varFiles: configuration.varFilesOf(template),
        ...this.by.given?.(template),
      }),
    };
  }
}

function computedOnce<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}

/** Only of the Packer of this machine its plugins are known, too. */
function packerOf({ options }: Configuration, found: ReturnType<RuleOptions['packer']>) {
  const named = options.packer();
  return named && named.version !== found?.version ? named : found;
}
