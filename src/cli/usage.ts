/** What `boxwright --help` prints. */
export const usage = `Usage: boxwright lint [options] PATH...
       boxwright lint --stdin --stdin-filename PATH [options]
       boxwright timeline [--format text|json] [--only NAME]... TEMPLATE
       boxwright rules

Lints Packer templates together with the files that they use, and reports what will break the build.
PATH is a template, a Vagrantfile, an answer file, or a folder to search for them.

  --format stylish|json|sarif|unix       Output format (default: stylish)
  --fail-on error|warning|info|never     Lowest severity that sets the exit code to 1 (default: error)
  --rule ID                              Check only this rule; can be repeated
  --fix                                  Apply quick fixes to the files
  --ignore-unknown                       Skip files that cannot be linted or that boxwright.json ignores
  --stdin                                Lint a text from standard input
  --stdin-filename PATH                  The file that the text belongs to; can also be a script
  -h, --help                             Print this help
  -v, --version                          Print the version

timeline prints what runs in each build of a template, in order, and where Packer connects.

  --format text|json                     Output format (default: text)
  --only NAME                            Print only this build; can be repeated

rules lists all rules.

Exit code: 0 no findings at or above --fail-on, 1 findings, 2 wrong usage or a path that cannot be read.
`;
