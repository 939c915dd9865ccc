import path from 'node:path';

/** Whether Vagrant takes a file for the Vagrantfile of its folder by its name alone: another name needs VAGRANT_VAGRANTFILE. */
export const isDefaultVagrantfile = (file: string): boolean => /^vagrantfile$/i.test(path.basename(file));
