/** For which machines plugins are built: GOOS and GOARCH. */
export interface Target {
  readonly os: string;
  readonly arch: string;
}

const systems: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const machines: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

export const thisTarget: Target = {
  os: systems[process.platform] ?? process.platform,
  arch: machines[process.arch] ?? process.arch,
};
