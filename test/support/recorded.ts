import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ToolResult } from '../../src/tools/toolCommand';

/** Reads a file of recorded calls: each command line with what the tool answered. */
export function recorded(name: string): Map<string, ToolResult> {
  const text = readFileSync(path.join(REPO_ROOT, 'test', 'fixtures', name), 'utf8');
  const calls = text.split(/^\$ /m).slice(1);
  return new Map(
    calls.map((call) => {
      const [, command = '', stdout = '', stderr = '', code] =
        /^(.*)\n--stdout\n([\s\S]*?)--stderr\n([\s\S]*?)--rc=(\d+)/.exec(call) ?? [];
      return [command, { stdout, stderr, exitCode: Number(code) }];
    }),
  );
}
