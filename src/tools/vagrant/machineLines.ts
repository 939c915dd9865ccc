/** A line that Vagrant prints for programs, see `vagrant --machine-readable`. */
export interface MachineLine {
  /** The machine or plugin that it is about; empty for none. */
  readonly target: string;
  readonly type: string;
  readonly data: readonly string[];
}

/**
 * Reads what `--machine-readable` prints. Other lines stand between: a Vagrantfile can `puts`, RubyGems speaks for
 * itself. They are left out.
 */
export const readMachineLines = (stdout: string): MachineLine[] =>
  stdout.split(/\r?\n/).flatMap((line) => {
    if (!/^\d+,[^,]*,[^,]+/.test(line)) return [];
    const [, target = '', type = '', ...data] = line.split(',');
    return [{ target, type, data: data.map(unescape) }];
  });

const unescape = (value: string): string =>
  value.replaceAll('%!(VAGRANT_COMMA)', ',').replaceAll('\\n', '\n').replaceAll('\\r', '\r');
