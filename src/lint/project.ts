import type { RuleOptions } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { readConfiguration } from './configuration';
import type { Configuration } from './configuration';
import type { Subject } from './subject';

/**
 * What everything of one project is linted by. It is made once and handed on, so that no part of a lint has to climb
 * to the root again to ask what holds for a file.
 */
export interface Project {
  /** The folder at its top. */
  readonly root: string;
  readonly files: FileSource;
  readonly configuration: Configuration;
  /** The Packer that builds its templates: the one that the project names, else the one of this machine. */
  readonly packer: RuleOptions['packer'];
}

/** The projects among some files, each read once; for one moment, like the files themselves. */
export class Projects {
  private readonly byRoot = new Map<string, Project>();

  /** @param packer the Packer of this machine; it is asked only where a rule wants to know */
  constructor(
    readonly files: FileSource,
    private readonly packer: RuleOptions['packer'] = () => undefined,
  ) {}

  /** The project of what stands at a path. */
  at(path: string): Project {
    return this.files.kind(path) === 'folder' ? this.ofFolder(path) : this.ofFile(path);
  }

  /** The project of a file: that of the folder in which the file is, or would be. */
  ofFile(path: string): Project {
    return this.ofFolder(this.files.paths.dirname(path));
  }

  ofSubject(subject: Subject): Project {
    return subject.kind === 'template' ? this.ofFolder(subject.template.folder) : this.ofFile(subject.path);
  }

  ofFolder(folder: string): Project {
    const { files } = this;
    const root = files.rootOf(folder);
    const known = this.byRoot.get(root);
    if (known) return known;
    const configuration = readConfiguration(root, files);
    const packer = () => packerOf(configuration, this.packer());
    const project = { root, files, configuration, packer };
    this.byRoot.set(root, project);
    return project;
  }
}

/** Only of the Packer of this machine its plugins are known, too. */
function packerOf({ options }: Configuration, found: ReturnType<RuleOptions['packer']>) {
  const named = options.packer();
  return named && named.version !== found?.version ? named : found;
}
