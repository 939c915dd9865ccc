import { setting, text } from '../pipeline/value';
import type { Rule } from './rule';

export const isoChecksumNone: Rule = {
  id: 'iso-checksum-none',
  severity: 'warning',
  summary: 'The checksum of the installation ISO is not verified.',
  fixable: false,
  *check({ template }) {
    for (const { source } of template.builds) {
      for (const name of ['iso_checksum', 'iso_checksum_type']) {
        const value = text(source, name);
        if (!value || value.text.trim().toLowerCase() !== 'none') continue;
        const iso = text(source, 'iso_url') ?? setting(source, 'iso_urls');
        yield {
          message:
            'The ISO is not verified: a truncated, changed or swapped download is installed anyway. Set its checksum, like "sha256:…".',
          location: value.location,
          ...(iso && { related: [{ message: 'This ISO is not verified.', location: iso.location }] }),
        };
      }
    }
  },
};
