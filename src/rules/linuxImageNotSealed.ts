import { isSystemdGuest } from '../pipeline/guest/linuxGuest';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { candidateFolders } from '../pipeline/paths/baseFolder';
import type { Pipeline } from '../pipeline/pipeline';
import { originOf } from '../pipeline/template/builders/builders';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Media } from '../pipeline/template/media';
import type { Build, Provisioner } from '../pipeline/template/template';
import type { StepScript, Timeline } from '../pipeline/timeline/timeline';
import { uploadsOf } from '../pipeline/timeline/uploads';
import { listOf, setting, strings } from '../pipeline/value';
import type { FileSource } from '../text/fileSource';
import { listed } from '../words/lists';
import type { Rule } from './rule';
import { isUnknown } from './timelineQueries';

/** What machines that are made from one image must not share. */
interface Kept {
  readonly name: string;
  /** How to take it out. */
  readonly remedy: string;
}

interface Part extends Kept {
  /** Whatever a build says of it, it may be that it is taken out. */
  readonly mentioned: RegExp;
  /** Only where one of the texts has this. */
  readonly where?: RegExp;
  /** Said with others, and never by itself: it does little harm. */
  readonly beside?: true;
}

const parts: readonly Part[] = [
  {
    // Images used on several machines have it empty (machine-id(5)), or lack it (https://systemd.io/BUILDING_IMAGES).
    // systemd-networkd makes of it by what DHCP servers tell machines apart (networkd.conf(5), DUIDType).
    name: 'machine ID',
    remedy: 'empty /etc/machine-id',
    mentioned: /machine[-_]?id|systemd-firstboot|sys-?unconfig|sysprep|cloud-init\s+clean/i,
  },
  {
    // `ssh-keygen -A`, which many systems run before sshd, makes those that are missing; cloud-init does for each new
    // instance.
    name: 'SSH host keys',
    remedy: 'remove /etc/ssh/ssh_host_*',
    mentioned:
      /ssh_host|host[-_]?keys?|ssh-keygen|etc\/ssh\/\*|sys-?unconfig|sysprep|cloud-?(?:init|config)|autoinstall|nocloud/i,
  },
  {
    // With it cloud-init takes a machine that has the same instance ID for one that was set up already.
    name: 'cloud-init state',
    remedy: "run 'cloud-init clean'",
    where: /\bcloud-init\b/,
    mentioned: /cloud-init\s+clean|var\/lib\/cloud|sysprep|cloud-init\.disabled/,
    beside: true,
  },
  {
    // dhclient asks for the address that it had before (dhclient.leases(5)).
    name: 'DHCP leases',
    remedy: 'remove those in /var/lib/dhcp',
    where: /\b(?:isc-dhcp-client|dhclient)\b/,
    mentioned: /var\/(?:lib|db)\/(?:dhcp|dhclient|dhcpcd|NetworkManager)|\.leases?\b|sysprep/,
    beside: true,
  },
];

/** Something other than the template may take them out. */
const hidesMore =
  /\b(?:ansible|puppet|chef|salt-call|python\d?|perl|ruby|generali[sz]e|seal|cleanup-image)\b/i;

/** Steps that are read in full, or do nothing in the guest. */
const readSteps = /^(?:shell|file|breakpoint|sleep)$/;

export const linuxImageNotSealed: Rule = {
  id: 'linux-image-not-sealed',
  severity: 'hint',
  category: 'image',
  since: '0.1.0',
  summary: 'A Linux image keeps what every machine must have of its own: its machine ID and SSH host keys.',
  fixes: [],
  *check(pipeline) {
    for (const timeline of pipeline.timelines) {
      const { build } = timeline;
      if (!becomesTemplate(build) || !isReadInFull(timeline)) continue;
      const texts = textsOf(timeline, pipeline);
      if (!texts || texts.some((text) => hidesMore.test(text))) continue;
      const has = (pattern: RegExp) => texts.some((text) => pattern.test(text));
      const found = parts.filter(({ mentioned, where }) => !has(mentioned) && (!where || has(where)));
      const kept = [...found, ...temporaryRights(build, texts)];
      if (kept.every((part) => 'beside' in part)) continue;
      yield {
        builds: [build],
        ofBuilder: true,
        message: `The image keeps its ${listed(kept.map(({ name }) => name))}, and all machines made from it share them. In the last step, ${listed(kept.map(({ remedy }) => remedy))}.`,
        location: build.typeLocation,
      };
    }
  },
};

/** Users who are only there for the build, by their names. */
const buildUser = /^(?:packer|build(?:er)?|provision(?:er)?|installer)$/i;

/** The rights to do all without a password, which somebody is given for the build alone and keeps. */
function temporaryRights(build: Build, texts: readonly string[]): Kept[] {
  const user = communicatorOf(build).username.value?.text;
  if (user === undefined || !buildUser.test(user)) return [];
  const lines = texts.flatMap((text) => text.split('\n'));
  const isGiven = lines.some((line) => /NOPASSWD/.test(line) && line.includes(`${user} ALL`));
  const isTaken = lines.some(
    (line) =>
      /\b(?:rm|shred|unlink|userdel|deluser|visudo|passwd|sed)\b/.test(line) &&
      /sudoers|user|passwd/.test(line),
  );
  return isGiven && !isTaken
    ? [{ name: `sudo rights of '${user}'`, remedy: `remove '${user}' or its file in /etc/sudoers.d` }]
    : [];
}

/** Whether more than one machine is to be made from an image of Linux. A Vagrant box is for one's own computer. */
function becomesTemplate(build: Build): boolean {
  const origin = originOf(build);
  if (origin !== 'installed' && origin !== 'clone') return false;
  if (build.type === 'vagrant' || build.postProcessors.some(({ type }) => /vagrant/.test(type))) return false;
  if (onDesktops.test(build.type)) return false;
  if (isWindowsGuest(build) || !isSystemdGuest(build)) return false;
  if (communicatorOf(build).kind !== 'ssh' || !build.provisioners.length) return false;
  // What vSphere keeps as a machine is that machine.
  return !build.type.startsWith('vsphere-') || vsphereTemplate.some((name) => mayBeSet(build, name));
}

/** Hypervisors of one's own computer: what they make is rarely deployed more than once. */
const onDesktops = /^(?:virtualbox|vmware|parallels|utm|tart)-/;

const vsphereTemplate = [
  'convert_to_template',
  'content_library_destination',
  'export',
  'local_content_library',
];

function mayBeSet({ source, postProcessors }: Build, name: string): boolean {
  const value = setting(source, name);
  if (postProcessors.some(({ type }) => type === 'vsphere-template')) return true;
  return value !== undefined && value.kind !== 'null' && !(value.kind === 'boolean' && !value.value);
}

/** Whether all is read that the steps of a build do in the guest. */
function isReadInFull({ build, events, steps }: Timeline): boolean {
  if (!build.provisioners.every(({ type }) => readSteps.test(type))) return false;
  if (build.postProcessors.some(({ type }) => type === 'shell-local')) return false;
  const own = events.filter(({ step }) => step.phase === 'provision' || step.phase === 'shutdown');
  return (
    !own.some(isUnknown) &&
    steps.every(({ provisioner, scripts }) => !provisioner || scripts.length === namedScripts(provisioner))
  );
}

/** How many scripts a step has; more than can be read where some are not known. */
function namedScripts({ type, settings }: Provisioner): number {
  if (type !== 'shell') return 0;
  const lines = listOf(setting(settings, 'inline'));
  const scripts = ['script', 'scripts'].flatMap((name) => listOf(setting(settings, name)));
  const isKnown = [...lines, ...scripts].every(({ kind }) => kind === 'string');
  return isKnown ? (lines.length ? 1 : 0) + scripts.length : Infinity;
}

/** More files than this are no set-up of one image. */
const mostFiles = 400;

/** All texts that a build brings along; undefined where one of them is not known. */
function textsOf(timeline: Timeline, { template, files, baseFolder }: Pipeline): string[] | undefined {
  const { build, media, steps, seed, typed = [] } = timeline;
  // What answers the installer may do anything.
  const seeds = [
    ...(seed ? [seed] : []),
    ...typed.flatMap((deed) => (deed.kind === 'file' ? [deed.seed] : [])),
  ];
  if (seeds.some((one) => !one.text)) return undefined;
  const scripts = steps.flatMap((step) => step.scripts.flatMap(withCalled));
  const folders = [baseFolder, ...candidateFolders(template, files)];
  const uploads = uploadsOf(build, folders, files);
  const uploaded = [...new Set(uploads.values())];
  const onMedia = mediaTexts(media, files);
  if (!onMedia || uploaded.length > mostFiles) return undefined;
  return [
    ...scripts.map(({ text }) => text.text),
    ...uploaded.map((path) => textAt(path, files)),
    ...onMedia,
    ...strings(setting(build.source, 'boot_command')).map(({ text }) => text),
    ...build.provisioners.flatMap(({ settings }) =>
      strings(setting(settings, 'content')).map(({ text }) => text),
    ),
  ];
}

function mediaTexts({ http, floppy, cds }: Media, files: FileSource): string[] | undefined {
  const all = [http, floppy, ...cds].flatMap(({ tree }) => [...tree.files.values()]);
  if (all.length > mostFiles || all.includes('unknown')) return undefined;
  if (![http, ...cds].every(({ tree }) => tree.complete)) return undefined;
  return all.flatMap((file) =>
    file === 'unknown' ? [] : ['content' in file ? file.content.text : textAt(file.path, files)],
  );
}

const withCalled = (script: StepScript): StepScript[] => [
  script,
  ...script.calls.flatMap(({ script: called }) => (called ? withCalled(called) : [])),
];

/** Archives and images are no texts, and nobody has to be told that they were not checked. */
const textAt = (path: string, files: FileSource): string =>
  (files.isRewritable(path) ? files.read(path) : undefined) ?? '';
