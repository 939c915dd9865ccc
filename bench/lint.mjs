import { Buffer } from 'node:buffer';
import path from 'node:path';
import { median, ms, quantile, time } from './numbers.mjs';
import { writePipeline } from './repository.mjs';
import { jsonUnit } from './unit.mjs';

const strokes = 100;

/** What scripts do, their reading included, against reading them alone; by turns. */
export function measureEffects({ modules }) {
  const { effects, samples, script } = modules;
  return ['powershell', 'batch', 'shell'].map((kind) => {
    const random = new samples.Random(9);
    // A copy that is flat and not shared, as a file's text is.
    const texts = Array.from({ length: 100 }, () => Buffer.from(samples.samples[kind](random)).toString());
    const parse = () => texts.forEach((text) => script.parseScript(kind, text));
    const all = () => texts.forEach((text) => effects.scriptEffects(kind, text));
    for (let warmUp = 0; warmUp < 20; warmUp++) [parse, all].forEach((run) => run());
    const pairs = Array.from({ length: 9 }, () => ({ parse: time(parse), all: time(all) }));
    return {
      id: `effects-${kind}`,
      what: `effects of ${kind} scripts ÷ parsing them`,
      figures: `${ms(median(pairs.map((one) => one.all)))} of ${texts.length}`,
      ratio: median(pairs.map((one) => one.all / one.parse)),
      budget: 8,
    };
  });
}

/** A whole lint of a template with all its files, first and after each of some hundred key strokes in it. */
export async function measureKeyStrokes({ root, scratch, modules }) {
  const generated = path.join(scratch, 'pipeline', 'template.json');
  writePipeline(path.dirname(generated), 'template', modules.samples, new modules.samples.Random(11), {
    builders: 4,
    scripts: 24,
  });
  return [
    ...keyStrokes('example', 'largest example', largestExample(root, modules), modules),
    ...keyStrokes('generated', 'generated, 24 scripts', generated, modules),
  ];
}

function keyStrokes(id, name, file, modules) {
  const { DiskFiles } = modules.diskFiles;
  const { samples } = modules;
  const text = new DiskFiles().read(file);
  let read = 0;
  const lint = (changed) => {
    // As in the editor: each lint sees the disk anew, and the unsaved text of what is open.
    const source = modules.withText.withText(new DiskFiles(), file, changed);
    const template = modules.readTemplate.readTemplate(file, source);
    if (!template) return;
    const project = new modules.project.Projects(source).ofFolder(template.folder);
    read = modules.lintTemplate.lintTemplate(template, project).files.length;
  };
  const cold = time(() => lint(text));
  const files = read;
  const random = new samples.Random(5);
  const stroke = () => {
    const at = random.below(text.length);
    const letter = random.pick([...'abcdefghij0123456789 ",{}']);
    return text.slice(0, at) + letter + text.slice(at);
  };
  const times = Array.from({ length: strokes }, () => {
    const changed = stroke();
    return time(() => lint(changed));
  });
  const p95 = quantile(times, 0.95);
  return [
    { id: `cold-${id}`, what: `lint, cold: ${name} (${files} files)`, figures: ms(cold) },
    {
      id: `lint-${id}`,
      what: `lint after a key stroke: ${name}, p95 of the first ${strokes}, ÷ 1 MB of JSON`,
      figures: `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95)}`,
      ratio: p95 / jsonUnit(modules),
      budget: 3,
    },
  ];
}

/** The template in examples/ that leads to the most text. */
function largestExample(root, { diskFiles, readTemplate, lintTemplate, project }) {
  const files = new diskFiles.DiskFiles();
  const projects = new project.Projects(files);
  const sizes = [];
  const walk = (folder) => {
    for (const name of files.list(folder)) {
      const file = path.join(folder, name);
      if (files.kind(file) === 'folder') walk(file);
      else if (name.endsWith('.json') || name.endsWith('.pkr.hcl')) {
        const template = readTemplate.readTemplate(file, files);
        if (!template) continue;
        const all = lintTemplate.lintTemplate(template, projects.ofFolder(folder), []).files;
        sizes.push([all.reduce((sum, each) => sum + (files.read(each)?.length ?? 0), 0), file]);
      }
    }
  };
  walk(path.join(root, 'examples'));
  sizes.sort(([a], [b]) => b - a);
  return sizes[0][1];
}
