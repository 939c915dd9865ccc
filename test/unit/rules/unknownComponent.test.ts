import { testRule } from '../../support/ruleTests';

testRule('unknown-component', {
  // To do: at least three projects in which it is found, in JSON and in HCL2. The place stands between « and »:
  // 'a title': { files: { 'windows.json': '…«"2048"»…' }, message: /2048/, fixed: { 'windows.json': '…' } },
  found: {},
  // To do: at least three projects that only look like it:
  // 'a title': { 'windows.json': '…' },
  silent: {},
});
