import path from 'node:path';
import type { Layer } from '../lint/configuration/layer';
import type { Project } from '../lint/project';
import { jsonText } from '../lint/report/lines';
import { rules } from '../rules/rules';

/** What holds for a file, and which configuration says so, as JSON. @param file absolute */
export function effectiveConfiguration(file: string, { configuration }: Project, cwd: string): string {
  const shown = (one: string) => path.relative(cwd, one).split(path.sep).join('/') || '.';
  const { layers, options } = configuration;
  const from = (says: (layer: Layer) => boolean) => {
    const layer = layers.findLast(says);
    return layer ? { from: shown(layer.path) } : {};
  };
  const severities = rules.map(({ id, severity }) => {
    const configured = configuration.severityOf(id, file);
    const says = (layer: Layer) => layer.sections.some((section) => section.rules.get(id) === configured);
    return [id, { severity: configured ?? severity, ...(configured && from(says)) }] as const;
  });
  return jsonText({
    file: shown(file),
    configurations: configuration.files.map(shown),
    ignored: configuration.leavesOut(file),
    failOn: { value: configuration.failOn ?? 'error', ...from((layer) => layer.failOn !== undefined) },
    minimumMemory: {
      value: options.minimumMemory,
      ...from((layer) => layer.minimumMemory !== undefined),
    },
    ...(options.packer() && {
      packerVersion: {
        value: options.packer()?.version,
        ...from((layer) => layer.packerVersion !== undefined),
      },
    }),
    varFiles: configuration.varFilesOf(file).map(shown),
    rules: Object.fromEntries(severities),
  });
}
