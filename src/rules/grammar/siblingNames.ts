import { declaredIn } from '../../pipeline/grammar/grammarTree';
import type { Pipeline } from '../../pipeline/pipeline';
import { hclSource } from '../../pipeline/template/hcl/readHclTemplate';
import { templateSources } from '../../pipeline/template/templateFiles';

/**
 * What the other HCL2 files of the folder declare, as `variable NAME`, where each is read as a template by itself: that they
 * are is told by a name that two have, or by the project, and those who build them may still give Packer several.
 */
export function siblingNames({ template, files }: Pipeline): ReadonlySet<string> {
  if (template.path === template.folder) return new Set();
  return new Set(
    templateSources(template.folder, files)
      .filter(({ path }) => path !== template.path)
      .flatMap((source) => declaredIn(hclSource(source)))
      .map(({ kind, name }) => `${kind} ${name}`),
  );
}
