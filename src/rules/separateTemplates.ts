import type { DuplicateName } from '../pipeline/template/hcl/duplicateName';
import type { Rule } from './rule';

export const separateTemplates: Rule = {
  id: 'separate-templates',
  severity: 'hint',
  category: 'template',
  since: '0.1.0',
  summary: 'The HCL2 files of a folder are read as separate templates, because a name is defined twice.',
  fixes: [],
  // Packer refuses such files as one template: see duplicateName. It is said once, where Packer would say it.
  *check({ template: { path, separatedBy }, files: { paths } }) {
    if (separatedBy?.second.path !== path) return;
    const { first, second } = separatedBy;
    yield {
      message: `${described(separatedBy)} is also defined in ${paths.basename(first.path)}, so each HCL2 file of this folder is read as a separate template. If they are one template, rename it: Packer rejects the folder as it is.`,
      location: second,
      related: [{ message: 'It is defined here, too.', location: first }],
    };
  },
};

const words = {
  variable: 'Variable',
  local: 'Local',
  source: 'Source',
  data: 'Data source',
  'required plugin': 'Required plugin',
} satisfies Readonly<Record<DuplicateName['kind'], string>>;

const described = ({ kind, name }: DuplicateName): string => `${words[kind]} '${name}'`;
