import { memoizeByObject } from '../../text/memoizeByObject';
import type { Build } from '../template/template';
import { setting, strings } from '../value';
import type { MapValue, Value } from '../value';

export interface WindowsRelease {
  readonly family: 'server' | 'client';
  /** `2012R2`, `2025`; `7`, `8.1`, `10`, `11`. */
  readonly version: string;
}

interface Row {
  readonly pattern: RegExp;
  /** From the parts of the match; undefined where they name none. */
  readonly release: (...parts: (string | undefined)[]) => WindowsRelease | undefined;
}

const server = (version: string): WindowsRelease => ({ family: 'server', version });
const client = (version: string): WindowsRelease => ({ family: 'client', version });

const years = /^(2008|2012|2016|2019|2022|2025)$/;

const serverOf = (year = '', second: string | undefined): WindowsRelease | undefined =>
  years.test(year) ? server(second ? `${year}R2` : year) : undefined;

/** Build numbers, with the server and the client that were made of each. */
const buildNumbers: Readonly<Record<string, { server?: string; client?: string }>> = {
  6002: { server: '2008' },
  7601: { server: '2008R2', client: '7' },
  9200: { server: '2012', client: '8' },
  9600: { server: '2012R2', client: '8.1' },
  14393: { server: '2016', client: '10' },
  17763: { server: '2019', client: '10' },
  20348: { server: '2022' },
  26100: { server: '2025', client: '11' },
  22000: { client: '11' },
  22621: { client: '11' },
  22631: { client: '11' },
  26200: { client: '11' },
};

/** Names of ISO files that begin with the number of the build: `9600.17050.WINBLUE_REFRESH…_X64FRE_SERVER_EVAL…`. */
const evaluation: Row = {
  pattern: /(?:^|[^\d.])(\d{4,5})\.\d{1,9}\.([\w.-]*)/,
  release: (build = '', rest = '') => {
    const [kind] = /server|client|business|consumer/i.exec(rest) ?? [];
    if (kind === undefined) return undefined;
    const known = Object.hasOwn(buildNumbers, build) ? buildNumbers[build] : undefined;
    const isServer = kind.toLowerCase() === 'server';
    if (known) {
      const version = isServer ? known.server : known.client;
      return version === undefined ? undefined : { family: isServer ? 'server' : 'client', version };
    }
    // All clients from 10240 to 19045 are Windows 10.
    return !isServer && Number(build) >= 10240 && Number(build) < 20000 ? client('10') : undefined;
  },
};

/** Names that people give: `windows_2012_r2`, `win2019-core`, `SW_DVD9_Win_Server_STD_CORE_2016`, `Win10_21H2`. */
const named: readonly Row[] = [
  evaluation,
  {
    pattern:
      /(?:^|[^a-z])(?:windows|win|ws|w2k|w|svr|srv|server)[-_ .]{0,3}(?:(?:server|srv|svr|std|core|standard|datacenter|and|full|eval)[-_ .]{0,3}){0,6}(20\d\d)[-_ .]?(r2)?(?!\d)/i,
    release: serverOf,
  },
  {
    pattern: /(?:^|[^a-z])(?:windows|win)[-_ ]?(?:client[-_ ]?)?(81|8\.1|7|8|10|11)(?![\d.]\d|\d)/i,
    release: (version = '') => client(version === '81' ? '8.1' : version),
  },
];

/** `2019-Datacenter`, `2012-R2-Datacenter-smalldisk`: Azure's names begin with the year. */
const azureSku: readonly Row[] = [{ pattern: /^(20\d\d)-?(r2)?/i, release: serverOf }, ...named];

/*
 * What hypervisors call a system. Left out is what they use for several: VirtualBox' Windows2012_64 (also R2) and
 * Windows2008_64, VMware's windows8srv-64 and windows9srv-64 (also 2019), windows9-64 (10 and 11), and all of
 * Proxmox' `os`, where win10 is Windows 10 and Server 2016 and 2019.
 */
const systems: readonly Row[] = [
  { pattern: /^windows(2016|2019|2022|2025)_64$/i, release: serverOf },
  {
    pattern: /^windows(7|8|81|10|11)(?:_64)?$/i,
    release: (version = '') => client(version === '81' ? '8.1' : version),
  },
  { pattern: /^windows2019srv[-_]64(?:guest)?$/i, release: () => server('2019') },
  { pattern: /^windows2019srvnext[-_]64(?:guest)?$/i, release: () => server('2022') },
  { pattern: /^windows2022srvnext[-_]64(?:guest)?$/i, release: () => server('2025') },
  { pattern: /^windows11[-_]64(?:guest)?$/i, release: () => client('11') },
  { pattern: /^windows7srv[-_]64$|^windows7server64guest$/i, release: () => server('2008R2') },
  { pattern: /^windows7(?:[-_]64|_64guest|guest)$/i, release: () => client('7') },
  { pattern: /^win-(2016|2019|2022|2025)$/i, release: serverOf },
  { pattern: /^win-(7|8\.1|10|11)$/i, release: (version = '') => client(version) },
];

/** Where a release is named, what says it best first: the medium itself, then the names that people chose. */
export const releaseSources: readonly {
  readonly settings: readonly string[];
  readonly rows: readonly Row[];
}[] = [
  { settings: ['iso_url', 'iso_urls', 'iso_file', 'iso_path', 'iso_paths', 'boot_iso'], rows: named },
  { settings: ['image_sku', 'source_image_family', 'source_image', 'source_ami_filter'], rows: azureSku },
  { settings: ['image_offer'], rows: named },
  { settings: ['vm_name'], rows: named },
  { settings: ['guest_os_type'], rows: systems },
];

/**
 * Which Windows a build makes.
 * @returns undefined where the template does not say, or says two
 */
export const windowsReleaseOf = memoizeByObject((build: Build): WindowsRelease | undefined => {
  for (const { settings, rows } of releaseSources) {
    const found = settings
      .flatMap((name) => textsOf(setting(build.source, name)))
      .flatMap((text) => releaseIn(text, rows) ?? []);
    const [first] = found;
    if (!first) continue;
    return found.every((other) => other.family === first.family && other.version === first.version)
      ? first
      : undefined;
  }
  return releaseIn(build.name, named);
});

function releaseIn(text: string, rows: readonly Row[]): WindowsRelease | undefined {
  for (const { pattern, release } of rows) {
    const found = pattern.exec(text);
    const result = found && release(...found.slice(1));
    if (result) return result;
  }
  return undefined;
}

/** The names of files and images in a setting: of a path or URL its last part, of a filter its `name`. */
function textsOf(value: Value | undefined): string[] {
  if (value?.kind === 'list') return value.items.flatMap(textsOf);
  if (value?.kind === 'map') return nested(value);
  return strings(value).map(({ text }) => text.replace(/[?#].*$/s, '').replace(/^.*[\\/]/s, ''));
}

const nested = (map: MapValue): string[] =>
  map.entries
    .filter(({ name }) => /^(filters|name|iso_file|iso_url|iso_urls)$/.test(name))
    .flatMap(({ value }) => textsOf(value));
