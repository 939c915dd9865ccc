import type { Disagreement } from './compare';

type Judged = Omit<Disagreement, 'seed'> & { readonly version: string };

/** Where we and Packer differ for a reason. */
const exceptions: readonly { readonly why: string; readonly holds: (one: Judged) => boolean }[] = [
  {
    why: 'A component came after 1.6.6, or Debian builds its Packer without it.',
    holds: ({ version, mistake, packer }) =>
      version === '1.6.6' &&
      mistake !== 'component' &&
      /Unknown \S+ type|unknown builder|known builders/i.test(packer),
  },
  {
    why: 'An option came after 1.6.6, and before the first release of the plugin, with which the data begin.',
    holds: ({ version, mistake, kind, packer }) =>
      version === '1.6.6' &&
      (mistake === 'none' || kind === 'other place') &&
      /Unsupported argument|Unsupported block type|unknown configuration key/.test(packer),
  },
  {
    why: 'Since which release of a plugin two options exclude each other is known only where the release is: a rule warns of it.',
    holds: ({ version, mistake, kind }) => version === '1.6.6' && mistake === 'both' && kind === 'missed',
  },
  {
    why: 'A type that is none of ours may be of a plugin that somebody has installed by hand: a rule says so only of one that is nearly one of ours.',
    holds: ({ mistake, kind }) => mistake === 'component' && kind === 'missed',
  },
];

/** Why a disagreement is none; undefined where it is one. */
export const exceptionFor = (one: Judged): string | undefined =>
  exceptions.find(({ holds }) => holds(one))?.why;
