/*
 * Paths are compared by src/text/pathKey.ts alone: Windows and macOS find a file under other spellings, too, and the editor,
 * Packer and a template each have their own. Below language/ all paths come from one FileSource, in one spelling.
 */

/** Names of what holds a path: `file`, `fsPath`, `outputFolder`, `cwd`. */
const pathName = /^(fsPath|path|file|folder|cwd|log|root|home|dir)$|(Path|File|Folder|Dir|Root)$/;

/** Functions of node:path and node:fs that return a path. */
const pathFunction = /^(join|resolve|dirname|normalize|realpath|realpathSync|native)$/;

/** What an expression is called last: `fsPath` of `uri.fsPath`, `join` of `path.join(…)`. */
const nameOf = (node) => {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  return node.type === 'ChainExpression' || node.type === 'TSNonNullExpression'
    ? nameOf(node.expression)
    : '';
};

const isPath = (node) =>
  node.type === 'CallExpression' ? pathFunction.test(nameOf(node.callee)) : pathName.test(nameOf(node));

/** `folder + path.sep` */
const endsInSeparator = (node) =>
  (node.type === 'BinaryExpression' && nameOf(node.right) === 'sep') ||
  (node.type === 'TemplateLiteral' && node.expressions.some((one) => nameOf(one) === 'sep'));

/**
 * Reports `===` between two paths, and `startsWith` with a folder.
 * @type {import('eslint').Rule.RuleModule}
 */
const comparison = {
  create: (context) => ({
    BinaryExpression(node) {
      if (/^[!=]==$/.test(node.operator) && isPath(node.left) && isPath(node.right))
        context.report({ node, message: 'Compare paths by isSamePath of src/text/pathKey.' });
    },
    CallExpression(node) {
      if (nameOf(node.callee) === 'startsWith' && node.arguments.some(endsInSeparator))
        context.report({ node, message: 'Ask isWithin of src/text/pathKey whether a path is in a folder.' });
    },
  }),
};

/** @type {import('eslint').Linter.Config[]} */
export default [
  {
    files: ['src/{editor,cli,tools,lint,language}/**/*.ts', 'src/*.ts'],
    plugins: { paths: { rules: { comparison } } },
    rules: { 'paths/comparison': 'error' },
  },
];
