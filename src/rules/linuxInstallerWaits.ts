import { parseKickstart } from '../syntax/seeds/parseKickstart';
import { parsePreseed } from '../syntax/seeds/parsePreseed';
import type { EmbeddedText } from '../text/embeddedText';
import type { Location } from '../text/location';
import { isLiveInstaller, namesOfSystem } from '../pipeline/guest/linuxGuest';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { bootLines, isTypedKnown, typesLater } from '../pipeline/seed/bootArguments';
import type { BootArgument, BootLine } from '../pipeline/seed/bootArguments';
import { nocloudPlace } from '../pipeline/seed/seed';
import type { Seed, SeedKind } from '../pipeline/seed/seed';
import { originOf } from '../pipeline/template/builders/builders';
import type { Build } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { listOf, setting } from '../pipeline/value';
import type { RelatedLocation } from './finding';
import type { Rule } from './rule';

/** What the installer waits for. */
interface Wait {
  readonly message: string;
  readonly location: Location;
  readonly related?: readonly RelatedLocation[];
}

/** A build with what is typed at its start. */
interface Installation {
  readonly timeline: Timeline;
  readonly build: Build;
  readonly lines: readonly BootLine[];
  /** The names of the installation medium, and what else tells the system. */
  readonly names: readonly string[];
}

interface SeedText extends Seed {
  readonly text: EmbeddedText;
}

export const linuxInstallerWaits: Rule = {
  id: 'linux-installer-waits',
  severity: 'warning',
  category: 'installation',
  since: '0.1.0',
  summary: 'The installer of a Linux waits for an answer that nobody gives.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const { build, seed } = timeline;
      if (isWindowsGuest(build) || originOf(build) !== 'installed') continue;
      // Where keys are pressed later, or words are not known, they may be the answer.
      if (typesLater(build) || !isTypedKnown(build)) continue;
      const installation = { timeline, build, lines: bootLines(build), names: namesOfSystem(build) };
      const typed = bootWaits(installation);
      if (typed) yield { builds: [build], ...typed };
      if (typed || !seed?.text) continue;
      const wait = seedWaits[seed.kind]({ ...seed, text: seed.text }, installation);
      if (wait)
        yield {
          builds: [build],
          related: [{ message: 'It is named here.', location: seed.location }],
          ...wait,
        };
    }
  },
};

/** What is typed so that the installer gets no answers at all. */
function bootWaits({ build, lines, timeline: { media } }: Installation): Wait | undefined {
  const words = lines.flat();
  const cut = lines.map(cutByGrub).find((found) => found !== undefined);
  if (cut)
    return {
      message: `GRUB takes the semicolon in '${cut.typed.slice(0, 40)}' for the end of the command, so the installer does not get what follows, and asks. Put the argument in quotes.`,
      location: cut.location,
    };
  const ks = words.find(({ text }) => /^(?:inst\.)?ks=./.test(text));
  const isLive = isLiveInstaller(build);
  const isAnswered =
    words.some(({ text }) => nocloudPlace(text) !== undefined) ||
    otherDisks.some((name) => listOf(setting(build.source, name)).length > 0) ||
    [media.floppy, ...media.cds].some(({ label, tree }) => label !== undefined || tree.files.size > 0);
  return ks && isLive && !isAnswered
    ? {
        message: `The installer of this Ubuntu does not read a kickstart file, and asks. It reads user-data and meta-data: name their place with 'autoinstall "ds=nocloud;s=http://…/"'.`,
        location: ks.location,
      }
    : undefined;
}

/** What stands on them is not known: it may be the answers. */
const otherDisks = [
  'additional_iso_files',
  'secondary_iso_images',
  'iso_paths',
  'additional_iso_paths',
  'qemuargs',
];

/** A semicolon without quotes or a backslash in a command of GRUB: `linux /casper/vmlinuz … ds=nocloud;s=…`. */
const cutByGrub = (line: BootLine): BootArgument | undefined =>
  line.some(({ text }) => /^(?:c?linux(?:efi)?)$/.test(text))
    ? line.find(({ typed }) => /^ds=nocloud(?:-net)?;/.test(typed))
    : undefined;

const seedWaits: Readonly<
  Record<SeedKind, (seed: SeedText, installation: Installation) => Wait | undefined>
> = {
  kickstart: kickstartWait,
  preseed: preseedWait,
  autoinstall: autoinstallWait,
  autoyast: () => undefined,
  answers: () => undefined,
  setupAlpine: () => undefined,
  openbsd: () => undefined,
  script: () => undefined,
};

const ends = /^(?:reboot|poweroff|shutdown)$/;

/**
 * "Normally, kickstart displays a message and waits for the user to press a key before rebooting"; with `halt`, too: "This
 * is the default action" (pykickstart/commands/reboot.py). The kickstart files of ESXi are others.
 */
function kickstartWait({ text, name }: SeedText, { lines }: Installation): Wait | undefined {
  const { commands, sections, includes } = parseKickstart(text.text);
  const last = commands.at(-1);
  const isInstallation = commands.some((one) =>
    /^(?:autopart|clearpart|part|partition|rootpw|ostreesetup)$/.test(one.name),
  );
  const isOther = commands.some((one) => /^(?:vmaccepteula|accepteula|cmdline)$/.test(one.name));
  if (includes || !last || !isInstallation || isOther || commands.some((one) => ends.test(one.name)))
    return undefined;
  const scripts = sections.map(({ body }) => text.text.slice(body.start, body.end));
  if (scripts.some((script) => /\b(?:reboot|poweroff|shutdown|halt|init\s+[06]|sysrq)\b/.test(script)))
    return undefined;
  if (lines.flat().some((word) => /^(?:inst\.)?cmdline$/.test(word.text))) return undefined;
  const halt = commands.find((one) => one.name === 'halt');
  return {
    message: halt
      ? `With 'halt' the installer waits for a key at the end, and the machine never starts from its disk. Write 'reboot' instead.`
      : `'${name}' does not say how the installation ends: the installer waits for a key, and the machine never starts from its disk. Add 'reboot'.`,
    location: text.locate((halt ?? last).span),
  };
}

/** Since Debian 8 the installer asks for the disk of the boot loader; with EFI it does not. */
function preseedWait(seed: SeedText, { lines, names, build }: Installation): Wait | undefined {
  const { text, name } = seed;
  const isDebian = names.some((one) => /debian-?(?:[89]|1\d)/i.test(one));
  if (!isDebian || isEfi(build)) return undefined;
  const answers = parsePreseed(text.text);
  const grub = answers.findLast(({ question }) => question.startsWith('grub-installer/'));
  const isWhole = answers.some(({ question }) => question.startsWith('partman'));
  const isMore = answers.some(({ question }) => /^preseed\/(?:include|run|early_command)/.test(question));
  const mentioned = /bootdev|grub-installer\/skip|lilo|nobootloader|grub-pc\/install_devices/;
  if (!grub || !isWhole || isMore || mentioned.test(text.text)) return undefined;
  if (lines.flat().some((word) => mentioned.test(word.text))) return undefined;
  return {
    message: `'${name}' does not say on which disk the boot loader goes: since Debian 8 the installer asks, and waits. Add 'd-i grub-installer/bootdev string default'.`,
    location: text.locate(grub.span),
  };
}

/** Whether a machine may start by EFI. */
const isEfi = ({ source }: Build): boolean =>
  [
    'firmware',
    'efi_boot',
    'efi_firmware_code',
    'efi_config',
    'bios',
    'machine_type',
    'qemuargs',
    'vboxmanage',
    'vmx_data',
    'enable_secure_boot',
    'generation',
  ].some((name) => {
    const value = setting(source, name);
    return (
      value !== undefined &&
      !(value.kind === 'string' && /^(?:bios|seabios)$/.test(value.text)) &&
      mayBeEfi(JSON.stringify(plain(value)))
    );
  });

const mayBeEfi = (text: string): boolean =>
  /efi|ovmf|pflash|true|unknown|\{\{|\$\{|secure|^2$|"2"/i.test(text);

/** A value with what is not known as `unknown`. */
function plain(value: NonNullable<ReturnType<typeof setting>>): unknown {
  switch (value.kind) {
    case 'list':
      return value.items.map(plain);
    case 'map':
      return value.entries.map((entry) => [entry.name, plain(entry.value)]);
    case 'string':
      return value.text;
    case 'number':
    case 'boolean':
      return value.value;
    default:
      return value.kind;
  }
}

/** What cloud-init takes for user data besides a cloud-config, by their first lines. */
const headers =
  /^\uFEFF?(?:#cloud-config|#!|#include|#cloud-boothook|#part-handler|## template|Content-Type:|MIME-Version:|From )/i;

/** "#cloud-config" in the first line tells cloud-init what the file is; of another it makes nothing. */
function autoinstallWait({ text, name }: SeedText): Wait | undefined {
  const [first = ''] = text.text.split('\n');
  if (headers.test(text.text) || !/^(?:autoinstall|version|identity|[a-z_-]+):/m.test(text.text))
    return undefined;
  return {
    message: `'${name}' does not begin with '#cloud-config', so cloud-init passes it over, and the installer asks. Put '#cloud-config' into the first line.`,
    location: text.locate({ start: 0, end: first.length }),
  };
}
