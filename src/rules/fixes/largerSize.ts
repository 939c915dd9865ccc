import { megabytesOfSize } from '../../pipeline/guest/cloudMemory';

/** A family of sizes and the next steps in it: the parts of its names before and after what changes. */
interface Family {
  readonly name: RegExp;
  readonly steps: readonly string[];
}

/*
 * Families that still can be had, with steps that exist in all of them. Azure's first A sizes and those without a
 * version are retired; so are Amazon's t1, m1 and c1: what takes their place is for the user to say.
 */
const families: readonly Family[] = [
  { name: /^(t[23]a?\.)\w+()$/, steps: ['medium', 'large', 'xlarge', '2xlarge'] },
  { name: /^((?:m3|c[3-7][ai]?|c[56]id?)\.)\w+()$/, steps: ['large', 'xlarge', '2xlarge'] },
  { name: /^(standard_a)\d(_v2)$/i, steps: ['2', '4', '8'] },
  { name: /^(standard_ds?)1(_v2)$/i, steps: ['2', '3', '4'] },
  { name: /^(standard_f)1(s?)$/i, steps: ['2', '4', '8'] },
  { name: /^(standard_b)1(m?s)$/i, steps: ['2', '4', '8'] },
  { name: /^((?:n1|e2|n2d?)-(?:standard|highcpu)-)\d+()$/, steps: ['2', '4', '8', '16'] },
  { name: /^(e2-)(?:micro|small|medium)()$/, steps: ['medium', 'standard-2', 'standard-4'] },
];

/** What a size is replaced with that can't be had any more; Azure takes one by default. */
const azureStandard = 'Standard_D2s_v5';

/**
 * A size with enough memory from the family of another one.
 * @param size undefined for the default of the cloud's builder
 * @param wanted MB
 */
export function largerSize(type: string, size: string | undefined, wanted: number): string | undefined {
  const retired = /^azure-/.test(type) && (size === undefined || /^(standard|basic)_[ad]s?\d+$/i.test(size));
  const candidates = retired ? [azureStandard] : stepsFrom(size ?? '');
  return candidates.find((name) => (megabytesOfSize(type, name) ?? 0) >= wanted);
}

function stepsFrom(size: string): string[] {
  const family = families.find(({ name }) => name.test(size));
  const [, before = '', after = ''] = family?.name.exec(size) ?? [];
  return family ? family.steps.map((step) => before + step + after) : [];
}
