import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';
import type { Expression, HclFile } from '../../../../src/syntax/hcl/tree';
import { contains, type Span } from '../../../../src/text/span';

/** Something of everything, as people write it. */
export const realistic = `# Images for the office.
variable "iso_url" {
  type        = string
  description = "Where the medium lies; https or a path" // default: none
  default     = null
}

locals {
  version  = "2.\${var.minor}"
  commands = [for c in var.commands : upper(c) if c != ""]
  sizes    = { for k, v in var.disks : k => v.size... }
  cpus     = var.fast ? max(4, var.cpus) : 2 * (1 + 1)
  names    = var.machines[*].name
  old      = var.machines.*.nics.0
}

/* The machine
   itself. */
source "virtual-box" "office" {
  iso_url      = var.iso_url
  memory       = 4096
  headless     = !var.debug && true
  boot_wait    = "-1s"
  tags         = { os = "win", "build-\${local.version}" = -1, (var.key) : [] }
  boot_command = [
    "<esc><wait>", # menu
    "auto\\tpath=C:\\\\seed \\"\\u00e9\\" $\${HOME}<enter>",
    "größe 😀 \${local.version}",
  ]
  network { mode = "nat" }
  content = templatefile("\${path.root}/seed.tpl", {
    user = "me"
  })
}

build {
  sources = ["source.virtual-box.office"]

  step "shell" {
    inline = [<<-EOT
      echo "%{ if var.debug ~} debug %{ else }quiet%{ endif }"
        for %%{x} in \${join(" ", local.names)}
      %{ for n in local.names ~}
      \${n}
      %{ endfor ~}
    EOT
    , "exit 0"]
    only = []
    text = <<EOF
plain \\n text
EOF
  }
}
`;

/** The one expression of `a = <source>`, which must have no errors. */
export function expressionOf(source: string): { text: string; value: Expression } {
  const text = `a = ${source}\n`;
  const file = parseHcl(text);
  assert.deepEqual(file.problems, []);
  const value = file.body.attributes[0]?.value;
  assert.ok(value);
  return { text, value };
}

/** Kinds with the source of the leaves: `binary(+ number‹1› number‹2›)`. */
export function sketch(node: unknown, text: string): string {
  if (Array.isArray(node)) return node.map((item) => sketch(item, text)).join(' ');
  if (!isNode(node)) return typeof node === 'boolean' ? (node ? 'yes' : 'no') : String(node);
  const inner = Object.entries(node)
    .filter(([key, value]) => key !== 'kind' && !/span$/i.test(key) && value !== undefined)
    .map(([, value]) => sketch(value, text))
    .filter((shown) => shown !== '');
  const kind = 'kind' in node ? String(node.kind) : '';
  return ['number', 'boolean', 'null', 'variable'].includes(kind)
    ? `${kind}‹${text.slice(node.span.start, node.span.end)}›`
    : `${kind}(${inner.join(' ')})`;
}

interface Node {
  readonly span: Span;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'span' in value;

/** Every span lies in the text and in its parent's, and siblings do not overlap. Stops at nothing but the end. */
export function checkSpans(text: string, file: HclFile): void {
  const whole: Span = { start: 0, end: text.length };
  const fits = (outer: Span, inner: Span, what: string): void => {
    if (inner.start > inner.end || !contains(outer, inner)) {
      assert.fail(
        `${what} ${inner.start}-${inner.end} is not inside ${outer.start}-${outer.end} of ${JSON.stringify(text.slice(0, 300))}`,
      );
    }
  };
  for (const { span } of file.problems) fits(whole, span, 'the error');
  for (const { span } of file.comments) fits(whole, span, 'the comment');
  // With a stack of its own, since trees may be as deep as the parser lets them be.
  const open: { value: object; outer: Span }[] = [{ value: file.body, outer: whole }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, outer } = next;
    const own = isNode(value) ? value.span : outer;
    fits(outer, own, 'kind' in value ? String(value.kind) : 'a part');
    let last = own.start;
    for (const [key, child] of Object.entries(value)) {
      // The same nodes once more would make it exponential.
      if (['span', 'attributes', 'blocks'].includes(key)) continue;
      if (typeof child !== 'object' || child === null) continue;
      if (/span$/i.test(key) || /Brace$/.test(key)) fits(own, child as Span, key);
      else open.push({ value: child as object, outer: own });
      if (Array.isArray(child)) {
        for (const item of child as Node[]) {
          assert.ok(item.span.start >= last, `${key} overlap in ${JSON.stringify(text.slice(0, 300))}`);
          last = item.span.end;
        }
        last = own.start;
      }
    }
  }
}
