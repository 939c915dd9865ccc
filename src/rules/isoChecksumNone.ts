import { isoAddresses } from '../pipeline/template/isoFiles';
import type { Template } from '../pipeline/template/template';
import { setting, strings, text } from '../pipeline/value';
import type { MapValue, StringValue, Value } from '../pipeline/value';
import { memoizeByObject } from '../text/memoizeByObject';
import { isSamePath } from '../text/pathKey';
import type { Fix } from './finding';
import type { Rule } from './rule';

/** Whether an ISO is a file that the user brings: by a path, or by a variable that has no value of its own. */
const isOfUser = (iso: Value): boolean => {
  const known = strings(iso);
  if (!known.length) return true;
  return known.every(({ text }) => !/^(?:https?|ftp|s3|gcs|git|hg|smb|oci)(?:::|:)/i.test(text));
};

export const isoChecksumNone: Rule = {
  id: 'iso-checksum-none',
  severity: 'warning',
  category: 'template',
  since: '0.1.0',
  summary: 'The checksum of the installation ISO is not verified.',
  fixes: ['unsafe'],
  *check({ template }) {
    for (const { source } of template.builds) {
      for (const name of ['iso_checksum', 'iso_checksum_type']) {
        const value = text(source, name);
        if (!value || value.text.trim().toLowerCase() !== 'none') continue;
        const iso = setting(source, 'iso_url') ?? setting(source, 'iso_urls');
        const isOwn = iso !== undefined && isOfUser(iso);
        yield {
          ...(isOwn && { severity: 'info' as const }),
          message: isOwn
            ? 'The ISO is not verified: a truncated or changed file is installed anyway. Set its checksum, like "sha256:…".'
            : 'The ISO is not verified: a truncated, changed or swapped download is installed anyway. Set its checksum, like "sha256:…".',
          location: value.location,
          ...(iso && { related: [{ message: 'This ISO is not verified.', location: iso.location }] }),
          fixes: name === 'iso_checksum' ? checksumOfOther(template, source, value) : [],
        };
      }
    }
  },
};

/** A digest whose kind is told, or that Packer tells by its length; one in a file may change. */
const digest = /^(?:(?:md5|sha1|sha256|sha512):)?(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128})$/i;

/** By the address of an ISO the digests that builders have for it. */
const digestsOf = memoizeByObject(({ builds }: Template) => {
  const found = new Map<string, Set<string>>();
  for (const { source } of builds) {
    const sum = text(source, 'iso_checksum')?.text;
    if (sum === undefined || !digest.test(sum) || setting(source, 'iso_checksum_type')) continue;
    for (const address of isoAddresses(source))
      found.set(address, (found.get(address) ?? new Set()).add(sum));
  }
  return found;
});

/** That of another builder with the same ISO, where all of them agree; only in the place of a `none` that is written out. */
function checksumOfOther(template: Template, source: MapValue, { location }: StringValue): Fix[] {
  const file = template.files.find(({ path }) => isSamePath(path, location.path));
  if (!/^"none"$/i.test(file?.slice(location.span) ?? '') || setting(source, 'iso_checksum_type')) return [];
  const known = digestsOf(template);
  const sums = new Set(isoAddresses(source).flatMap((address) => [...(known.get(address) ?? [])]));
  const [sum, ...others] = sums;
  if (sum === undefined || others.length) return [];
  return [
    {
      title: 'Use the checksum that another builder has for this ISO',
      applicability: 'unsafe',
      edits: [{ ...location, newText: `"${sum}"` }],
    },
  ];
}
