import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { readGemspec } from '../../../tools/vagrant/readGemspec';
import { gemspecFile } from '../../../tools/vagrant/readPlugins';
import type { Plugin } from '../../../tools/vagrant/readPlugins';
import { describeScope } from './pluginItems';

/** Where packages of Vagrant keep the gems of the plugins that come with them. */
const packagedGems = ['/usr/share/rubygems-integration/all', '/opt/vagrant/embedded/gems'];
/** A license is no longer; what is, is cut. Characters. */
const longest = 60_000;

/** The page of a plugin in Markdown: what its gem says of itself, and its license. Vagrant has no command that tells it. */
export function pluginPage(plugin: Plugin): string {
  const { name, version } = plugin;
  const gems = [plugin.gems, ...packagedGems].find(
    (folder) => folder !== undefined && existsSync(gemspecFile(folder, name, version)),
  );
  const spec = gems === undefined ? undefined : readGemspec(read(gemspecFile(gems, name, version)));
  const rows: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Version'), escape(version)],
    [vscode.l10n.t('Scope'), escape(describeScope(plugin.scope))],
    [vscode.l10n.t('Installed as'), escape(plugin.constraint)],
    [vscode.l10n.t('License'), escape(spec?.licenses.join(', ') ?? '')],
    [vscode.l10n.t('Authors'), escape(spec?.authors.join(', ') ?? '')],
    [vscode.l10n.t('Home page'), link(spec?.homepage ?? '')],
    [vscode.l10n.t('Requires'), escape(spec?.dependencies.join(', ') ?? '')],
    [vscode.l10n.t('From'), escape(plugin.sources.join(', '))],
    [vscode.l10n.t('Folder'), gems === undefined ? '' : escape(gemFolder(gems, plugin))],
  ];
  const license = gems === undefined ? undefined : readLicense(gemFolder(gems, plugin));
  const parts = [
    `# ${escape(name)}`,
    escape(spec?.summary ?? ''),
    spec && spec.description !== spec.summary ? escape(spec.description) : '',
    [
      '| | |',
      '|---|---|',
      ...rows.filter(([, value]) => value).map(([key, value]) => `| ${key} | ${value} |`),
    ].join('\n'),
    plugin.installed
      ? ''
      : vscode.l10n.t('Its gem is missing. Run **Vagrant: Repair Plugins** to reinstall it.'),
    license === undefined ? '' : `## ${vscode.l10n.t('License')}\n\n${fenced(license)}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

const gemFolder = (gems: string, { name, version }: Plugin): string =>
  path.join(gems, 'gems', `${name}-${version}`);

function readLicense(folder: string): string | undefined {
  const file = files(folder).find((name) => /^(licen[sc]e|copying)(\.(md|txt|rst))?$/i.test(name));
  return file === undefined ? undefined : read(path.join(folder, file)).slice(0, longest);
}

function files(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Text of a gem is only text: no link, picture or HTML of it counts. */
const escape = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-!|<>&~]/g, '\\$&').replace(/\s+/g, ' ');

const link = (url: string): string => (/^https?:\/\/[^\s<>|]+$/.test(url) ? `<${url}>` : escape(url));

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
