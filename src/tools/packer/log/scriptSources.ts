import type { OutputLine } from '../output/buildOutput';
import { lastPart, withoutEndSlashes } from '../../../text/edges';

/** What a path that the output names may be on this machine. */
export interface ScriptSource {
  /** Files of this machine that it can be, likeliest first; relative ones as Packer was given them. */
  readonly files: readonly string[];
  /** It is made of the `inline` commands of the provisioner that runs. */
  readonly inline: boolean;
}

/** What a build has said of scripts and files until now. */
interface BuildScripts {
  /** The script that runs now. */
  script?: string;
  /** All so far, by their file names. */
  readonly scripts: Map<string, string>;
  /** Files and folders of this machine, by where they were put. */
  readonly uploads: Map<string, string>;
}

const scriptStart = /^(?:Provisioning with (?:powershell|shell) script|Running local shell script): (.+)$/i;
/** From and to, of `Uploading FROM => TO`. */
function uploadOf(text: string): readonly [from: string, to: string] | undefined {
  const arrow = text.lastIndexOf(' => ');
  const [from, to] = [text.slice('Uploading '.length, arrow), text.slice(arrow + ' => '.length)];
  return text.startsWith('Uploading ') && arrow > 'Uploading '.length && to ? [from, to] : undefined;
}

/**
 * The names under which Packer puts scripts into the guest, and of the files in which it puts `inline` commands.
 * Source: hashicorp/packer provisioner/{shell,powershell,windows-shell}, shell-local of the plugin SDK.
 */
const temporary =
  /^(?:script_\d+\.sh|script-[\da-f-]{36}\.ps1|script\.bat|packer-(?:elevated-)?shell-?[\w-]*(?:\.ps1|\.cmd|\.bat)?|(?:powershell|windows-shell)-provisioner\d+)$/i;

/** The script on this machine that a message of Packer is about; undefined for `inline` commands, and for other messages. */
export function scriptOf(message: string): string | undefined {
  const [, script] = scriptStart.exec(message) ?? [];
  return script === undefined || temporary.test(baseName(script)) ? undefined : script;
}

/** Follows a build's output, and tells from which files of this machine the scripts come that it runs. */
export class ScriptSources {
  private readonly builds = new Map<string, BuildScripts>();

  /** Learns from a line. */
  line({ build, text }: OutputLine): void {
    if (build === undefined) return;
    const [, script] = scriptStart.exec(text) ?? [];
    if (script !== undefined) {
      const known = this.of(build);
      known.script = script;
      known.scripts.set(baseName(script), script);
      return;
    }
    const [from, to] = uploadOf(text) ?? [];
    if (from !== undefined && to !== undefined) this.of(build).uploads.set(normal(to), from);
  }

  /** @param build undefined where the line is about none */
  find(path: string, build: string | undefined): ScriptSource {
    const known = build === undefined ? undefined : this.builds.get(build);
    const name = baseName(path);
    const isTemporary = temporary.test(name);
    const running = known?.script;
    const runs = running !== undefined && (isTemporary || baseName(running) === name);
    const files = [
      ...(known ? uploaded(known, path) : []),
      ...(runs ? [running] : []),
      ...(isTemporary ? [] : [path, ...present(known?.scripts.get(name))]),
    ];
    return {
      files: [...new Set(files)].filter((file) => !temporary.test(baseName(file))),
      inline: runs && temporary.test(baseName(running)),
    };
  }

  private of(build: string): BuildScripts {
    const known = this.builds.get(build) ?? { scripts: new Map(), uploads: new Map() };
    this.builds.set(build, known);
    return known;
  }
}

/** The file that was put there, by itself or in a folder. */
function uploaded({ uploads }: BuildScripts, path: string): string[] {
  const there = normal(path);
  return [...uploads].flatMap(([to, from]) => {
    if (to === there) return [from];
    // A folder keeps its name in the guest unless its path ends with a slash; a file is put into a folder.
    const inside = there.startsWith(`${to}/`) ? path.slice(to.length + 1) : undefined;
    if (inside === undefined) return [];
    const within = inside.replace(/^[\\/]+/, '').replaceAll('\\', '/');
    const name = baseName(from);
    if (within.toLowerCase() === name) return [from];
    const rest = within.toLowerCase().startsWith(`${name}/`) ? within.slice(name.length + 1) : within;
    return [`${withoutEndSlashes(from)}/${rest}`];
  });
}

const baseName = (path: string): string => lastPart(withoutEndSlashes(path)).toLowerCase();

/** Guests may be Windows: case and the kind of slash count for nothing. */
const normal = (path: string): string => withoutEndSlashes(path).replaceAll('\\', '/').toLowerCase();

const present = (file: string | undefined): string[] => (file === undefined ? [] : [file]);
