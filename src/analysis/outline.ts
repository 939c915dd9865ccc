import type { Template } from '../pipeline/template/template';
import type { Places } from './places';
import type { TemplateOutline } from './protocol';

/** What lists of templates show of one. @param baseFolder the folder in which Packer is started */
export const outlineOf = (
  { path, dialect, folder, files, builds, requiredPlugins, dataSources }: Template,
  baseFolder: string,
  places: Places,
): TemplateOutline => ({
  path,
  dialect,
  folder,
  baseFolder,
  files: files.map((file) => ({ path: file.path })),
  ...(requiredPlugins && { requiredPlugins }),
  // Their settings are none of what is shown, and cannot be sent.
  ...(dataSources && {
    dataSources: dataSources.map(({ type, typeLocation }) => ({ type, typeLocation })),
  }),
  builds: builds.map(
    ({ name, shownName, type, typeLocation, provisioners, postProcessors, errorCleanup }) => ({
      name,
      shownName,
      type,
      typeLocation: places.place(typeLocation),
      provisioners: provisioners.map(typeOf),
      postProcessors: postProcessors.map(typeOf),
      ...(errorCleanup && { errorCleanup: typeOf(errorCleanup) }),
    }),
  ),
});

const typeOf = ({ type }: { readonly type: string }) => ({ type });
