/** The names of files that can be subjects, of `kindByName` in `subject.ts`, as VS Code's search for files takes them, templates first. */
export const subjectGlobs = {
  templates: ['**/*.pkr.{hcl,json}', '**/*.json'],
  others: ['**/*.pkrvars.hcl', '**/*[vV]agrantfile*', '**/*[uU]nattend*.xml'],
} as const;
