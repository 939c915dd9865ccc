import type { FileSource } from '../text/fileSource';
import { withMeantSettings } from './schema/meantSettings';
import type { Build, Template } from './template/template';
import { baseFolder } from './paths/baseFolder';
import type { Timeline } from './timeline/timeline';
import { readTimelines } from './timeline/readTimelines';
import type { Wanted } from './timeline/readTimelines';

/** A template with everything that it leads to: what rules ask their questions of. */
export interface Pipeline {
  readonly template: Template;
  /** The folder in which Packer has to be started, so that the template's own paths exist. */
  readonly baseFolder: string;
  /** One for each build that is checked, in the order of the template. */
  readonly timelines: readonly Timeline[];
  /** The last builds of a template that has too many with too many steps: nothing may be said of them. */
  readonly unchecked: readonly Build[];
  readonly files: FileSource;
}

export function readPipeline(written: Template, files: FileSource, wanted: Wanted = {}): Pipeline {
  const template = withMeantSettings(written);
  const folder = baseFolder(template, files);
  return {
    template,
    baseFolder: folder,
    ...readTimelines(template, folder, files, wanted),
    files,
  };
}
