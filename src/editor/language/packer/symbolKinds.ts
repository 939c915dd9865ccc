import * as vscode from 'vscode';
import type { SymbolKind } from '../../../language/packer/outline/symbols';

/** The icons of what stands in HCL2 templates. */
export const symbolKinds: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  variable: vscode.SymbolKind.Variable,
  local: vscode.SymbolKind.Constant,
  source: vscode.SymbolKind.Class,
  data: vscode.SymbolKind.Interface,
  build: vscode.SymbolKind.Module,
  packer: vscode.SymbolKind.Package,
  step: vscode.SymbolKind.Function,
  block: vscode.SymbolKind.Struct,
  value: vscode.SymbolKind.Property,
};
