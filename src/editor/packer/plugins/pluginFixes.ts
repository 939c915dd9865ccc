import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { isCore, pluginOf } from '../../../pipeline/packer/pluginTable';
import { readPluginError } from '../../../tools/packer/plugins/pluginError';
import type { PluginError } from '../../../tools/packer/plugins/pluginError';
import type { Unnamed } from '../../../tools/packer/plugins/pluginsToRequire';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { integrations } from './pluginNotes';
import { templateAt } from '../templates/templateAt';
import { isSamePath } from '../../../text/pathKey';

/** The plugins that a template uses and does not name in `required_plugins`; none for a Packer that has no such block. */
export type UnnamedOf = (template: Template) => Promise<readonly Unnamed[]>;

/**
 * Offers what to do about Packer's words on plugins, and, where they are used, to name plugins in `required_plugins`.
 */
export class PluginFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];

  constructor(private readonly unnamedOf: UnnamedOf) {}

  async provideCodeActions(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const template = await templateAt(uri.fsPath);
    if (!template) return [];
    const fixes = diagnostics.flatMap((diagnostic) => {
      const error = diagnostic.source === 'packer validate' && readPluginError(diagnostic.message);
      return error ? [{ diagnostic, error }] : [];
    });
    const wants = (kind: vscode.CodeActionKind) => !only || only.contains(kind);
    const pluginActions = wants(vscode.CodeActionKind.QuickFix)
      ? fixes.flatMap(({ diagnostic, error }) =>
          actionsFor(error, uri).map((offer, index) => quickFix(offer, diagnostic, index === 0)),
        )
      : [];
    return [...pluginActions, ...(await this.requiring(template, uri, range, fixes, wants))];
  }

  private async requiring(
    template: Template,
    uri: vscode.Uri,
    range: vscode.Range,
    fixes: readonly { diagnostic: vscode.Diagnostic; error: PluginError }[],
    wants: (kind: vscode.CodeActionKind) => boolean,
  ): Promise<vscode.CodeAction[]> {
    if (template.dialect !== 'hcl2') return [];
    const types = typesAt(template, uri, range);
    if (!types.length) return [];
    const plugins = (await this.unnamedOf(template)).filter(({ components }) =>
      components.some(({ type }) => types.includes(type)),
    );
    const { requirePlugins } = await import('../../../rules/fixes/requirePlugins');
    const edit = requirePlugins(template, plugins);
    if (!edit) return [];
    const names = plugins.map(({ name }) => name).join(', ');
    const about = fixes.filter(({ error }) => error.kind === 'unknown');
    const kind = about.length ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.RefactorRewrite;
    if (!wants(kind)) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Add {0} to required_plugins', names), kind);
    action.diagnostics = about.map(({ diagnostic }) => diagnostic);
    action.edit = new Converter(editorFiles()).edit([edit]);
    return [action];
  }
}

interface Offer {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** What can be done about it, the best first. @param uri of the template */
function actionsFor(error: PluginError, uri: vscode.Uri): Offer[] {
  const { kind, component } = error;
  if (kind === 'required')
    return [
      {
        title: vscode.l10n.t('Install the required plugins (packer init)'),
        command: 'boxwright.packer.init',
        arguments: [uri],
      },
    ];
  if (kind === 'noRequiredPlugins')
    return [
      {
        title: vscode.l10n.t('Install a newer version of Packer'),
        command: 'boxwright.packer.installPacker',
      },
    ];
  if (kind === 'jsonInit')
    return [
      {
        title: vscode.l10n.t('Install missing plugins'),
        command: 'boxwright.packer.installPlugins',
        arguments: [uri],
      },
      { title: vscode.l10n.t('Convert to HCL2'), command: 'boxwright.packer.convert', arguments: [uri] },
    ];
  if (component?.type === 'dsc')
    return [
      {
        title: vscode.l10n.t('Install packer-dsc'),
        command: 'boxwright.packer.installDsc',
        arguments: [uri],
      },
      {
        title: vscode.l10n.t('Convert the dsc step'),
        command: 'boxwright.packer.convertDsc',
        arguments: [uri],
      },
    ];
  if (!component) return kind === 'pluginPath' ? [] : [showPlugins()];
  const whole = component.kind && { kind: component.kind, type: component.type };
  const source = whole && pluginOf(whole)?.source;
  if (source !== undefined)
    return [
      {
        title: vscode.l10n.t('Install the plugin {0}', source),
        command: 'boxwright.packer.installPlugin',
        arguments: [{ source }],
      },
      ...(kind === 'unknown' ? [] : [showPlugins()]),
    ];
  if (kind !== 'unknown') return [showPlugins()];
  return whole && isCore(whole)
    ? []
    : [
        {
          title: vscode.l10n.t('Search for the plugin that provides {0}', component.type),
          command: 'vscode.open',
          arguments: [vscode.Uri.parse(integrations(component.type))],
        },
      ];
}

const showPlugins = (): Offer => ({
  title: vscode.l10n.t("Show Packer's plugins"),
  command: 'boxwright.packerPlugins.focus',
});

function quickFix(offer: Offer, diagnostic: vscode.Diagnostic, preferred: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(offer.title, vscode.CodeActionKind.QuickFix);
  action.command = { ...offer, arguments: [...(offer.arguments ?? [])] };
  action.diagnostics = [diagnostic];
  action.isPreferred = preferred;
  return action;
}

/** The types of builders and steps that stand in the lines of a range. */
function typesAt(template: Template, uri: vscode.Uri, range: vscode.Range): string[] {
  const converter = new Converter(editorFiles());
  const places = template.builds.flatMap((build) => [build, ...build.provisioners, ...build.postProcessors]);
  return places
    .filter(({ typeLocation: { path, span } }) => {
      if (!isSamePath(path, uri.fsPath)) return false;
      const { start, end } = converter.range(path, span);
      return start.line <= range.end.line && end.line >= range.start.line;
    })
    .map(({ type }) => type);
}
