import { formatNames } from '../lint/report/formats';

/** What `boxwright --help` prints. */
export const usage = `Usage: boxwright lint [options] PATH...
       boxwright lint --stdin --stdin-filename PATH [options]
       boxwright timeline [options] TEMPLATE
       boxwright rules
       boxwright lsp

Lints Packer templates together with the files that they use, and reports what will break the build.
PATH is a template, a Vagrantfile, an answer file, or a folder to search for them. Of an HCL2 template
of several files, a file stands for the builds that it defines.

  ${`--format ${formatNames.join('|')}`.padEnd(37)}  Output format (default: stylish)
  --output FORMAT=FILE                   Also write a report to a file; can be repeated
  --fail-on error|warning|info|never     Lowest severity that sets the exit code to 1 (default: error)
  --max-warnings N                       More warnings than this set the exit code to 1
  --rule ID                              Check only this rule; can be repeated
  --preview                              Check rules that are new and may still change, too
  --fix                                  Apply the safe quick fixes to the files at and below PATH
  --unsafe-fixes                         With --fix, also apply those that change what the build does
  --baseline FILE                        List of accepted findings, which are not reported (default:
                                         boxwright-baseline.json of the project, if there is one)
  --no-baseline                          Report accepted findings, too
  --write-baseline                       Accept all findings: write them to the list
  --prune-baseline                       Remove findings from the list that are not found any more
  --since REF                            Report only what is not found in this commit, branch or tag
  --config FILE                          Use this configuration instead of boxwright.json
  --strict-config                        Treat unknown rules in the configuration as errors
  --print-config FILE                    Print the configuration that applies to a file
  --allow-empty                          Allow paths with nothing to lint
  --ignore-unknown                       Skip files that cannot be linted or that boxwright.json ignores
  --cache                                Keep results, and lint only what has changed since
  --cache-location FOLDER                With --cache, where to keep them (default: the cache folder of the user)
  --var NAME=VALUE                       Value of a variable, as for packer build; can be repeated
  --var-file FILE                        File with values of variables; can be repeated, the last one wins
  --stdin                                Lint a text from standard input
  --stdin-filename PATH                  The file that the text belongs to; can also be a script
  -h, --help                             Print this help
  -v, --version                          Print the version

timeline prints what runs in each build of a template, in order, and where Packer connects.

  --format text|json                     Output format (default: text)
  --only NAME                            Print only this build; can be repeated, and a pattern for HCL2
  --var NAME=VALUE, --var-file FILE      As above

rules lists all rules.

lsp is a language server on standard input and output, for editors other than VS Code.

Exit code: 0 no findings at or above --fail-on, 1 findings, 2 wrong usage or configuration, nothing to lint,
or a file that cannot be read or fixed.
`;
