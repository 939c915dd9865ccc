/*
 * What the user is told goes through src/editor/notify.ts: VS Code opens `[text](command:…)` in notifications and prompts,
 * and names come from files and networks.
 */

/** Functions of `vscode.window` that show a text in which links are opened, with what stands in their place. */
const bare = {
  showInformationMessage: 'notify.information or confirm',
  showWarningMessage: 'notify.warning or confirm',
  showErrorMessage: 'notify.error',
  withProgress: 'withProgress',
  showInputBox: 'askForText',
};

/**
 * Reports uses of these outside of notify.ts.
 * @type {import('eslint').Rule.RuleModule}
 */
const plain = {
  create: (context) => ({
    MemberExpression(/** @type {any} */ { object, property, computed }) {
      const name = computed ? property.value : property.name;
      const isWindow = object.name === 'window' || object.property?.name === 'window';
      if (isWindow && Object.hasOwn(bare, name))
        context.report({
          node: property,
          message: `Call ${bare[name]} of src/editor/notify, which shows text as text.`,
        });
    },
    // const { showErrorMessage } = vscode.window
    ObjectPattern(/** @type {any} */ { properties }) {
      for (const { key } of properties)
        if (key && Object.hasOwn(bare, key.name) && key.name.startsWith('show'))
          context.report({ node: key, message: `Call ${bare[key.name]} of src/editor/notify.` });
    },
  }),
};

/** @type {import('eslint').Linter.Config[]} */
export default [
  {
    files: ['src/**/*.ts'],
    ignores: ['src/editor/notify.ts'],
    plugins: { notify: { rules: { plain } } },
    rules: { 'notify/plain': 'error' },
  },
];
