import type { FileSource } from '../text/fileSource';
import { withMeantSettings } from './schema/meantSettings';
import type { Template } from './template/template';
import { baseFolder } from './paths/baseFolder';
import type { Timeline } from './timeline/timeline';
import { readTimelines } from './timeline/readTimelines';

/** A template with everything that it leads to: what rules ask their questions of. */
export interface Pipeline {
  readonly template: Template;
  /** The folder in which Packer has to be started, so that the template's own paths exist. */
  readonly baseFolder: string;
  /** One for each build, in the order of the template. */
  readonly timelines: readonly Timeline[];
  readonly files: FileSource;
}

/** @param answerFile the one that Windows Setup gets; else the one that its media have by its name */
export function readPipeline(written: Template, files: FileSource, answerFile?: string): Pipeline {
  const template = withMeantSettings(written);
  const folder = baseFolder(template, files);
  return {
    template,
    baseFolder: folder,
    timelines: readTimelines(template, folder, files, answerFile),
    files,
  };
}
