import assert from 'node:assert/strict';
import { cursorAt } from '../../../../src/language/packer/cursor';
import type { Cursor } from '../../../../src/language/packer/cursor';

/** What is found at the `‸`, in short: the blocks around it, what can stand there, and the word. */
function found(marked: string): string {
  const text = marked.replace('‸', '');
  const cursor = cursorAt(text, marked.indexOf('‸'));
  const blocks = cursor.blocks.map(({ type }) => type).join('/');
  return `${blocks}> ${placeOf(cursor)}`;
}

function placeOf({ place, text }: Cursor): string {
  const word = (span: { start: number; end: number }) => `‹${text.slice(span.start, span.end)}›`;
  switch (place.kind) {
    case 'item':
      return `item ${word(place.word)} ${place.item?.kind ?? 'new'} before ${place.rest}`;
    case 'label':
      return `label ${[place.type, ...place.before].join(' ')} ${word(place.word)}${place.isQuoted ? '' : ' bare'}`;
    case 'nothing':
      return 'nothing';
    case 'value': {
      const within = place.within.map((one) =>
        one.kind === 'call'
          ? `${one.name}#${one.argument}`
          : one.kind === 'object'
            ? `object ${one.isKey ? 'key' : one.key} [${one.keys.join()}]`
            : one.kind,
      );
      const { spot } = place;
      const what =
        spot.kind === 'name'
          ? `name ${[...spot.path, ''].join('.')}${word(spot.word)}`
          : spot.kind === 'other'
            ? 'other'
            : spot.kind === 'action'
              ? `action ${spot.isField ? '.' : ''}${word(spot.word)}`
              : spot.kind === 'text'
                ? `${spot.isHeredoc ? 'heredoc' : 'text'} ${word(spot.span)}`
                : `key ${word(spot.word)}`;
      return [`${place.attribute.name} =`, ...within, what].join(' ');
    }
  }
}

const cases: Readonly<Record<string, readonly (readonly [marked: string, what: string])[]>> = {
  'names of attributes and types of blocks': [
    ['‸', '> item ‹› new before nothing'],
    ['sou‸', '> item ‹sou› new before nothing'],
    ['sou‸rce "a" "b" {\n}\n', '> item ‹source› block before block'],
    ['build {\n  ‸\n}\n', 'build> item ‹› new before nothing'],
    ['build {\n  sou‸\n  name = "x"\n}\n', 'build> item ‹sou› new before nothing'],
    ['build { ‸ }\n', 'build> item ‹› new before nothing'],
    ['build {\n  na‸me = "x"\n}\n', 'build> item ‹name› attribute before value'],
    ['build {\n  ‸ = "x"\n}\n', 'build> item ‹› new before value'],
    ['build {\n  prov‸ "shell" {\n  }\n}\n', 'build> item ‹prov› block before block'],
    ['build {\n  name = "x"\n  ‸\n', 'build> item ‹› new before nothing'],
    ['source "a" "b" {\n  ‸\n\nbuild {\n}\n', 'source> item ‹› new before nothing'],
    ['build {\n  provisioner "shell" {\n    inl‸\n  }\n', 'build/provisioner> item ‹inl› new before nothing'],
    ['build {\n  sources = ["a"\n  na‸\n}\n', 'build> item ‹na› new before nothing'],
    ['build {\n}\n‸', '> item ‹› new before nothing'],
  ],
  labels: [
    ['source "vir‸tual" "x" {\n}\n', '> label source ‹virtual›'],
    ['source "a" "‸" {\n}\n', '> label source a ‹›'],
    ['build {\n  provisioner "po‸\n}\n', 'build> label provisioner ‹po›'],
    ['build {\n  provisioner "‸"\n}\n', 'build> label provisioner ‹›'],
    ['source ‸', '> label source ‹› bare'],
    ['source "a" ‸', '> label source a ‹› bare'],
    ['source "a" "b" {‸\n}\n', 'source> item ‹› new before nothing'],
    ['source "a" "b"‸ {\n}\n', '> nothing'],
  ],
  'values that are being written': [
    ['a = ‸', '> a = name ‹›'],
    ['a = ‸\nb = 1\n', '> a = name ‹›'],
    ['a =‸ 1', '> a = name ‹›'],
    ['a = va‸r.x', '> a = name ‹var›'],
    ['a = var.‸', '> a = name var.‹›'],
    ['a = var.di‸sk\n', '> a = name var.‹disk›'],
    ['a = data.amazon-ami.x.‸\n', '> a = name data.amazon-ami.x.‹›'],
    ['a = var.list[0].‸\n', '> a = other'],
    ['a = var.x ‸\n', '> a = other'],
    ['a = var.x == ‸\n', '> a = name ‹›'],
    ['a = 12‸\n', '> a = other'],
    ['a = 1\n‸', '> item ‹› new before nothing'],
    ['locals { a = ‸ }\n', 'locals> a = name ‹›'],
  ],
  'texts and what is filled into them': [
    ['a = "x‸y"\n', '> a = text ‹xy›'],
    ['a = "‸\nb = 1\n', '> a = text ‹›'],
    ['a = "x\\"‸y"\n', '> a = text ‹x\\"y›'],
    ['a = "${‸}"\n', '> a = interpolation name ‹›'],
    ['a = "${var.‸}/b"\n', '> a = interpolation name var.‹›'],
    ['a = "${var.x}/b‸"\n', '> a = text ‹${var.x}/b›'],
    ['a = "$${‸}"\n', '> a = text ‹$${}›'],
    ['a = "%{ if ‸ }"\n', '> a = interpolation name ‹›'],
    ['a = "{{ ‸ }}"\n', '> a = action ‹›'],
    ['a = "{{ .Pa‸ }}"\n', '> a = action .‹Pa›'],
    ['a = "{{ build `I‸` }}"\n', '> a = other'],
    ['a = "{{ .Path }} x‸"\n', '> a = text ‹{{ .Path }} x›'],
    ['a = <<EOT\none\ntw‸o\nEOT\n', '> a = heredoc ‹two›'],
    ['a = <<-EOT\n  ${loc‸al.x}\n  EOT\n', '> a = interpolation name ‹local›'],
    ['a = <<EOT\nx\nEOT\n‸', '> item ‹› new before nothing'],
    ['a = <<EOT\nx\nEO‸T\n', '> a = other'],
  ],
  'lists, maps, calls and loops': [
    ['a = ["x", "‸"]\n', '> a = tuple text ‹›'],
    ['a = [\n  "x",\n  ‸\n]\n', '> a = tuple name ‹›'],
    ['a = [source.‸]\n', '> a = tuple name source.‹›'],
    ['a = { ‸ }\n', '> a = object key [] key ‹›'],
    ['a = [\n"x",\n‸\n]\n', '> a = tuple name ‹›'],
    ['a = {\n  b = 1\n  ‸\n}\n', '> a = object key [b] key ‹›'],
    ['a = { b = 1, c = ‸ }\n', '> a = object c [b,c] name ‹›'],
    ['a = { "b": "‸" }\n', '> a = object b [b] text ‹›'],
    ['a = join(‸\n', '> a = join#0 name ‹›'],
    ['a = join(",", [var.a], ‸)\n', '> a = join#2 name ‹›'],
    ['a = upper(lower("‸"))\n', '> a = upper#0 lower#0 text ‹›'],
    ['a = [for x in ‸ : x]\n', '> a = for name ‹›'],
    ['a = [for ‸ in var.l : x]\n', '> a = for other'],
    ['a = { for k, v in var.m : k => ‸ }\n', '> a = for name ‹›'],
    ['a = (‸)\n', '> a = parentheses name ‹›'],
    ['a = var.m["‸"]\n', '> a = index text ‹›'],
  ],
  'nothing in comments': [
    ['# a‸', '> nothing'],
    ['a = 1 // b‸\n', '> nothing'],
    ['/* ‸ */\n', '> nothing'],
    ['a = [ # ‸\n]\n', '> nothing'],
  ],
};

describe('where a place in an HCL2 file is', () => {
  for (const [title, rows] of Object.entries(cases))
    it(title, () => {
      for (const [marked, what] of rows) assert.equal(found(marked), what, marked);
    });

  it('is found in lines that end as on Windows, too', () => {
    for (const [marked, what] of Object.values(cases).flat())
      assert.equal(found(marked.replaceAll('\n', '\r\n')).replaceAll('\r', ''), what, marked);
  });

  it('is found at every offset of a text that is cut off anywhere', () => {
    const text = Object.values(cases)
      .flatMap((rows) => rows.map(([marked]) => marked.replace('‸', '')))
      .join('\n');
    for (let end = 0; end <= text.length; end += 7)
      for (let offset = Math.max(0, end - 40); offset <= end; offset += 3)
        cursorAt(text.slice(0, end), offset);
  });
});
