import * as vscode from 'vscode';
import { formatBytes, formatGigabytes } from '../words/sizes';

/** A size of files in the language of the editor. @param bytes 0 or more */
export const describeBytes = (bytes: number): string => formatBytes(bytes, vscode.env.language);

/** A size of memory or of a virtual disk in the language of the editor. @param megabytes 1024 of them make a GB */
export const describeGigabytes = (megabytes: number): string =>
  formatGigabytes(megabytes, vscode.env.language);
