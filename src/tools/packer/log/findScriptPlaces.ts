/** A place in a script, as the output of a build names it. */
export interface ScriptPlace {
  /** Where it stands in the line: UTF-16 units, from 0. */
  readonly start: number;
  readonly end: number;
  /** As it stands there; often a path in the guest. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
}

/** Lines without this hold none of the forms below, and most lines are without it. */
const mayHoldPlace = /:\d|\bline \d|: \d/;

/**
 * Each with the groups `path`, `line` and perhaps `column`, the first match of which counts. A path is only looked for
 * where one can begin, so that a long word is not looked through from each of its letters.
 */
const forms = [
  // PowerShell: At C:\Windows\Temp\script-1.ps1:12 char:3
  /\bAt (?<path>\S(?:(?!\bAt )[^*?"<>|])*?):(?<line>\d+) char:(?<column>\d+)/dg,
  // bash: ./x.sh: line 12: nosuch: command not found
  /(?<![^\s:*?"<>|])(?<path>[^\s:*?"<>|]+): line (?<line>\d+):/dg,
  // Python, PHP: File "/srv/x.py", line 12
  /"(?<path>[^"*?<>|]+)", line (?<line>\d+)/dg,
  // dash: /tmp/script_1.sh: 12: nosuch: not found
  /(?<![^\s:*?"<>|])(?=[^\s:*?"<>|]*[/\\])(?<path>[^\s:*?"<>|]+): (?<line>\d+): /dg,
  // Packer itself, of HCL2: on template.pkr.hcl line 5
  /^ {2}on (?<path>[^*?"<>|]+?\.(?:hcl|json)) line (?<line>\d+)/dg,
  // Everybody: script.ps1:12 and script.ps1:12:3
  /(?<path>(?<![^\s*?"'<>|()[\]])(?:[A-Za-z]:[\\/])?[^\s:*?"'<>|()[\]]+\.\w{1,5}):(?<line>\d+)(?::(?<column>\d+))?(?![\w.:])/dg,
];

/** Longer lines are data, not messages. UTF-16 units. */
const longest = 1000;

/** The places that a line of output names, from left to right. */
export function findScriptPlaces(text: string): ScriptPlace[] {
  if (text.length > longest || !mayHoldPlace.test(text)) return [];
  const found: ScriptPlace[] = [];
  for (const form of forms)
    for (const match of text.matchAll(form)) {
      const place = placeOf(match);
      if (place && !found.some(({ start, end }) => place.start < end && start < place.end)) found.push(place);
    }
  return found.sort((one, other) => one.start - other.start);
}

function placeOf({ groups = {}, indices }: RegExpMatchArray): ScriptPlace | undefined {
  const { path, line, column } = groups;
  const [start] = indices?.groups?.['path'] ?? [];
  const [, end] = indices?.groups?.[column === undefined ? 'line' : 'column'] ?? [];
  // A time like 12:30:05 or an address like 127.0.0.1:22 is none.
  if (path === undefined || start === undefined || end === undefined || !/[A-Za-z]/.test(path))
    return undefined;
  return { start, end, path, line: Number(line), ...(column !== undefined && { column: Number(column) }) };
}
