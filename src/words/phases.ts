import type { Phase } from '../pipeline/timeline/timeline';

/** How a part of a build is called, as a heading above its steps. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  windowsPE: 'Windows Setup (windowsPE)',
  specialize: 'Windows Setup (specialize)',
  firstLogon: 'First logon',
  install: 'Installation',
  userData: 'First start in the cloud (user data)',
  provision: 'Provisioners',
  shutdown: 'Shutdown',
  postProcess: 'Post-processors',
};

/** When something of that part runs: `It runs at the first logon`. */
export const phaseTimes: Readonly<Record<Phase, string>> = {
  windowsPE: 'in Windows Setup (windowsPE)',
  specialize: 'in Windows Setup (specialize)',
  firstLogon: 'at the first logon',
  install: 'during the installation',
  userData: 'at the first start in the cloud',
  provision: 'in a provisioner',
  shutdown: 'when the guest is shut down',
  postProcess: 'in a post-processor',
};
