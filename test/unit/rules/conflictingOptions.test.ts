import { testRule } from '../../support/ruleTests';
import { isoHcl, isoJson, qemu, step } from './schemaSupport';

testRule('conflicting-options', {
  found: {
    'two addresses of an ISO': {
      files: { 'w.pkr.hcl': qemu('>= 1.0.0', '«iso_urls» = ["b.iso"]') },
      message: /^qemu does not take 'iso_url' and 'iso_urls' together/,
    },
    'the same in JSON, where the release is not known': {
      severity: 'warning',
      files: { 'w.json': isoJson('«"iso_urls"»: ["b.iso"]') },
    },
    'the same, where the release is not known': {
      severity: 'warning',
      files: { 'w.pkr.hcl': isoHcl('«iso_urls» = ["b.iso"]') },
    },
    'a script and commands': {
      files: { 'w.pkr.hcl': step('provisioner', 'shell-local', 'script = "a.sh"', '«inline» = ["true"]') },
    },
  },
  silent: {
    'one of them': { 'w.pkr.hcl': isoHcl() },
    'one that says nothing': { 'w.pkr.hcl': isoHcl('iso_urls = []'), 'w.json': isoJson('"iso_urls": null') },
    'one that may be empty': {
      'w.pkr.hcl': `variable "a" {\n}\n${isoHcl('iso_urls = var.a')}`,
      'w.json': isoJson('"http_directory": "{{user `a`}}"', '"http_content": {"a": "b"}'),
    },
  },
});
