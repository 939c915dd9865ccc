/** What `boxwright --help` prints. */
export const usage = `Usage: boxwright lint [options] PATH...
       boxwright lint --stdin --stdin-filename PATH [options]
       boxwright timeline [--format text|json] [--only NAME]... TEMPLATE
       boxwright rules

Reads Packer templates together with the files that they lead to, and says what will break the build.
PATH is a template, a Vagrantfile, an answer file, or a folder that is searched for them.

  --format stylish|json|sarif|unix       how the findings are printed (stylish)
  --fail-on error|warning|info|never     the least severity that makes the exit code 1 (error)
  --rule ID                              only this rule; may be given several times
  --fix                                  mend what can be mended, in the files
  --ignore-unknown                       pass over files that can't be linted or are ignored by boxwright.json
  --stdin                                lint one text, from standard input, and print what is found in it
  --stdin-filename PATH                  the file that the text stands for; it may be a script, too
  -h, --help
  -v, --version

timeline prints what runs in each build of a template, in order, and where Packer connects.

  --format text|json                     (text)
  --only NAME                            only this build; may be given several times

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a path that can't be read.
`;
