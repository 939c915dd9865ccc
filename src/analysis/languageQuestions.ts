import type { Completions } from '../language/completion';
import type { Hover } from '../language/hover';
import { mentionsDsc } from '../language/dsc/mentionsDsc';
import { templateAt } from '../lint/templateAt';
import { isVagrantfile } from '../lint/kindByName';
import type { DscTargets } from '../pipeline/dsc/dscTargets';
import { lastPart } from '../text/edges';
import type { Position } from '../text/sourceText';
import type { Analyst } from './analyst';
import { Places } from './places';
import type { PlacedCompletions, PlacedDefinition, PlacedHover } from './places';

/** What an editor asks about a place of a text, whatever was linted. What is known of a language is loaded with the first question. */
export const languageQuestions = {
  /** What can be written at a place. */
  async completion(
    analyst: Analyst,
    path: string,
    position: Position,
  ): Promise<PlacedCompletions | undefined> {
    const asked = await askedAt(analyst, path, position);
    const found = asked?.language.completions(asked);
    return asked && found && { range: asked.places.range(path, found.word), items: found.items };
  },

  /** What the name at a place means, with its type and default. */
  async documentation(analyst: Analyst, path: string, position: Position): Promise<PlacedHover | undefined> {
    const asked = await askedAt(analyst, path, position);
    const found = asked?.language.hover(asked);
    return asked && found && { range: asked.places.range(path, found.span), contents: found.contents };
  },

  /** What the value at a place leads to. */
  async definition(analyst: Analyst, path: string, position: Position): Promise<PlacedDefinition[]> {
    const asked = await askedAt(analyst, path, position);
    const found = asked?.language.definition?.(asked);
    if (!asked || !found) return [];
    const origin = asked.places.range(path, found.origin);
    return found.targets.map((one) => {
      const target = asked.places.place(one);
      const { start } = target.range;
      return { origin, target, selection: { start, end: start } };
    });
  },
} as const;

/** A place of a text. */
interface Asked {
  readonly analyst: Analyst;
  readonly source: { readonly path: string; readonly text: string };
  readonly offset: number;
}

/** What is known of a language. */
interface Language {
  readonly completions: (asked: Asked) => Completions | undefined;
  readonly hover: (asked: Asked) => Hover | undefined;
  readonly definition?: (asked: Asked) => DscTargets | undefined;
}

/** Undefined where the language is none of these. */
async function askedAt(
  analyst: Analyst,
  path: string,
  position: Position,
): Promise<(Asked & { readonly language: Language; readonly places: Places }) | undefined> {
  const files = analyst.files();
  const text = files.read(path);
  const language = text === undefined ? undefined : await languages.find((one) => one.is(path, text))?.load();
  if (!language || text === undefined) return undefined;
  const places = new Places(files);
  return { analyst, language, places, source: { path, text }, offset: places.offset(path, position) };
}

/** Which texts are of which language. */
const languages: readonly {
  readonly is: (path: string, text: string) => boolean;
  readonly load: () => Promise<Language>;
}[] = [
  {
    is: (path) => isVagrantfile(path) || /^vagrantfile/i.test(lastPart(path)),
    load: async () => {
      const { settingCompletions, settingHover } = await import('../language/vagrantfile/settings');
      return {
        completions: ({ analyst, source: { text }, offset }) =>
          settingCompletions(text, offset, analyst.settings.messages),
        hover: ({ analyst, source: { text }, offset }) =>
          settingHover(text, offset, analyst.settings.messages),
      };
    },
  },
  {
    is: (path, text) => /\.(pkr\.hcl|json)$/i.test(path) && mentionsDsc(text),
    load: async () => {
      const { dscDefinition, optionCompletions, optionHover } = await import('../language/dsc/dsc');
      return {
        // In HCL2 they are options among others.
        completions: ({ analyst, source, offset }) =>
          isJson(source)
            ? optionCompletions(source, offset, analyst.files(), analyst.settings.messages)
            : undefined,
        hover: ({ analyst, source, offset }) =>
          isJson(source) ? optionHover(source, offset, analyst.settings.messages) : undefined,
        definition: ({ analyst, source: { path }, offset }) => {
          const projects = analyst.projects();
          const template = templateAt(path, projects);
          return template && dscDefinition(template, path, offset, projects.files);
        },
      };
    },
  },
];

const isJson = ({ path }: Asked['source']): boolean => /\.json$/i.test(path);
