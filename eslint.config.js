import hooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const only = (files, importing, message) => ({
  files: ['**/*.{ts,tsx}'],
  ignores: files,
  rules: { 'no-restricted-imports': ['error', { paths: importing.map((rule) => ({ ...rule, message })) }] },
})

export default defineConfig(
  globalIgnores(['**/dist/', 'node_modules/', 'tests/**/results/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      complexity: ['error', 10],
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [hooks.configs.flat['recommended-latest']] },
  {
    // A suite is one describe; a page is one function of markup.
    files: ['tests/**/*.{ts,tsx}', 'renderer/**/*.tsx', 'server/db/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  only(
    ['main/ipc.ts', 'main/preload.ts', 'main/local-pages/{ipc,preload}.ts', 'tests/**'],
    [{ name: 'electron', importNames: ['ipcMain', 'ipcRenderer'] }],
    'Use handle() and ask(): they check the sender and the types.',
  ),
  only(
    ['server/db/**', 'main/**', 'tests/**'],
    [{ name: 'knex', allowTypeImports: true }],
    'Knex is opened in server/db only.',
  ),
)
