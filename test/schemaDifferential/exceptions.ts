import type { Disagreement } from './compare';

type Judged = Omit<Disagreement, 'seed'> & { readonly version: string };

/** Where we and Packer differ for a reason. */
const exceptions: readonly { readonly why: string; readonly holds: (one: Judged) => boolean }[] = [];

/** Why a disagreement is none; undefined where it is one. */
export const exceptionFor = (one: Judged): string | undefined =>
  exceptions.find(({ holds }) => holds(one))?.why;
