import path from 'node:path';
import * as vscode from 'vscode';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import { settings } from '../../settings';

/** The file to which a build is to write its log: of its task, else of the settings. Absolute. */
export const logOf = ({ template, log }: Pick<BuildRequest, 'template' | 'log'>): string =>
  path.resolve(template.folder, log ?? settings.logFile(vscode.Uri.file(template.path)));
