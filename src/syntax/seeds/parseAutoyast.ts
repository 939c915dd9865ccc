import { SourceText } from '../../text/sourceText';
import { elementText } from '../xml/elementText';
import { parseXml } from '../xml/parseXml';
import { elementsOf } from '../xml/tree';
import type { XmlElement } from '../xml/tree';
import type { InnerText, InstallerDeed } from './installerDeeds';

/**
 * The scripts of a profile by when they run: before the installation, when the disks are made ready, before the first
 * restart, behind it, and when all is done.
 * Source: https://documentation.suse.com/sles/15-SP6/html/SLES-all/cha-configuration-installation-options.html
 */
const before = ['pre-scripts', 'postpartitioning-scripts'];
const after = ['chroot-scripts', 'post-scripts', 'init-scripts'];

/**
 * What an AutoYaST profile tells the installer of SUSE, in the order in which it happens. Undefined where the text is no
 * such profile, or can't be read in full.
 */
export function parseAutoyast(text: string): InstallerDeed[] | undefined {
  const { root, problems } = parseXml(text);
  if (root?.name.local !== 'profile' || problems.length) return undefined;
  const source = new SourceText('', text);
  const plain = (element: XmlElement | undefined) => element && elementText(element, source).text.trim();
  const scripts = (wanted: readonly string[]) =>
    wanted.flatMap((name) =>
      below(root, 'scripts', name)
        .flatMap(elementsOf)
        .map((script): InstallerDeed => scriptOf(name, script, source)),
    );
  const named = (path: readonly string[], name?: string) =>
    below(root, ...path).flatMap((list) =>
      elementsOf(list).flatMap((item) => (name === undefined ? item : children(item, name))),
    );
  const accounts = named(['users'], 'username').flatMap((element): InstallerDeed[] => {
    const name = plain(element);
    return name ? [{ kind: 'account', name, span: element.span }] : [];
  });
  const software = ['patterns', 'packages', 'post-packages'].flatMap((list) =>
    below(root, 'software', list).flatMap((element): InstallerDeed[] => {
      const names = elementsOf(element).flatMap((item) => plain(item) || []);
      return names.length ? [{ kind: 'packages', names, span: element.openTag }] : [];
    }),
  );
  const services = below(root, 'services-manager', 'services', 'enable').flatMap((list): InstallerDeed[] => {
    const names = elementsOf(list).flatMap((item) => plain(item) || []);
    return names.length ? [{ kind: 'services', names, span: list.openTag }] : [];
  });
  const mode = (name: string) =>
    below(root, 'general', 'mode', name).find((element) => plain(element) === 'true');
  const halt = mode('halt') ?? mode('final_halt');
  const reboot = mode('final_reboot');
  const end = halt ?? reboot;
  return [
    ...scripts(before),
    ...software,
    ...accounts,
    ...services,
    ...scripts(after),
    // The first part of an installation always ends with a start from the disk.
    { kind: 'end', name: halt ? 'poweroff' : 'reboot', span: end?.span ?? root.openTag },
  ];
}

/** A script without an interpreter is one of the shell. */
function scriptOf(name: string, script: XmlElement, source: SourceText): InstallerDeed {
  const [written] = children(script, 'source');
  const [interpreter] = children(script, 'interpreter');
  const program = interpreter ? elementText(interpreter, source).text.trim() : 'shell';
  const isShell = /^shell$|(?:^|\/)(?:ba|da|k|z)?sh(?:\s|$)/.test(program);
  return {
    kind: 'script',
    name,
    text: written && isShell ? innerText(written, source) : undefined,
    span: script.openTag,
  };
}

function innerText(element: XmlElement, source: SourceText): InnerText {
  const inner = elementText(element, source);
  return { text: inner.text, outer: (span) => inner.locate(span).span };
}

const children = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.name.local === name);

/** All elements that a path of names leads to. */
const below = (root: XmlElement, ...path: readonly string[]): XmlElement[] =>
  path.reduce((found: XmlElement[], name) => found.flatMap((element) => children(element, name)), [root]);
