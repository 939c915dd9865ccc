import path from 'node:path';
import { ms, quantile, time } from './numbers.mjs';
import { writePipeline } from './repository.mjs';

const strokes = 300;

/** A whole lint of a template with all its files, first and after each of some hundred key strokes in it. */
export async function measureKeyStrokes({ root, scratch, modules }) {
  const generated = path.join(scratch, 'pipeline', 'template.json');
  writePipeline(path.dirname(generated), 'template', modules.samples, new modules.samples.Random(11), {
    builders: 4,
    scripts: 24,
  });
  return [
    ...keyStrokes('largest example', largestExample(root, modules), modules, 'p95 ≤ 5 ms'),
    ...keyStrokes('generated, 24 scripts', generated, modules, 'p95 ≤ 5 ms'),
  ];
}

function keyStrokes(name, file, modules, budget) {
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
  for (let warmUp = 0; warmUp < 40; warmUp++) lint(stroke());
  const times = Array.from({ length: strokes }, () => {
    const changed = stroke();
    return time(() => lint(changed));
  });
  const p95 = quantile(times, 0.95);
  return [
    { what: `lint, cold: ${name} (${files} files)`, measured: ms(cold) },
    {
      what: `lint after a key stroke: ${name}`,
      measured: `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95)}`,
      budget,
      ok: p95 <= 5,
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
