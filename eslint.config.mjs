import tseslint from 'typescript-eslint';

/** Rooms under src/ and what each may import of ours (design.md, "Rooms under src/"). */
const ROOMS = {
  kit: [],
  course: ['kit'],
  'runner/protocol': [],
  'runner/child': ['runner/protocol', 'runner/trainingKernels'],
  'runner/trainingKernels': [],
  'runner/native': ['kit'],
  runner: ['runner/protocol', 'runner/native', 'kit'],
  grading: ['course', 'runner', 'runner/protocol', 'kit'],
  progress: ['course', 'kit'],
  exercises: ['course', 'kit'],
  tree: ['course', 'progress', 'exercises', 'kit'],
  explanations: ['course', 'progress', 'exercises', 'kit'],
  syntax: ['kit'],
  hints: ['course', 'progress', 'exercises', 'syntax', 'kit'],
  testExplorer: ['course', 'progress', 'exercises', 'syntax', 'kit'],
  microscope: ['course', 'progress', 'exercises', 'syntax', 'kit'],
  training: ['course', 'progress', 'exercises', 'syntax', 'grading', 'runner', 'runner/protocol', 'kit'],
  compute: ['course', 'progress', 'runner', 'runner/protocol', 'runner/native', 'kit'],
  cli: ['course', 'runner', 'runner/protocol', 'runner/native', 'grading', 'kit'],
};
/** Rooms whose code runs without VS Code; kit's two files that know it are named below. */
const WITHOUT_VSCODE = ['kit', 'course', 'runner/protocol', 'runner/child', 'runner/trainingKernels', 'runner/native', 'runner', 'grading', 'syntax', 'cli'];
/** Rooms that may know the report's types, and nothing else of grading. */
const REPORT_TYPES = ['progress', 'exercises', 'tree', 'explanations', 'hints', 'testExplorer', 'microscope'];

/** A room that could be published by itself: it imports nothing from outside its folder. */
const PACKAGE = 'runner/trainingKernels';

/** How an import of a room is spelled, after the dots. */
const spelled = (room, from) => {
  const inside = from.startsWith('runner');
  switch (room) {
    case 'runner':
      return inside ? '^\\.\\./(?!protocol/|child/|native/|trainingKernels/|\\.\\./)' : '^(?:\\.\\./)+runner/(?!protocol/|child/|native/|trainingKernels/)';
    case 'runner/protocol':
    case 'runner/child':
    case 'runner/trainingKernels':
    case 'runner/native':
      return inside ? `^\\.{1,2}/${room.slice(7)}/` : `^(?:\\.\\./)+${room}/`;
    default:
      return `^(?:\\.\\./)+${room}/`;
  }
};

const table = Object.entries(ROOMS).filter(([room]) => room !== PACKAGE).map(([room, allowed]) => ({
  files: [`src/${room}/**/*.ts`],
  ...(room === 'runner' && { ignores: ['child', 'protocol', 'native', 'trainingKernels'].map((folder) => `src/runner/${folder}/**`) }),
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: [
          ...(WITHOUT_VSCODE.includes(room) ? [{ name: 'vscode', message: `${room} runs without VS Code.` }] : []),
          ...(room === 'progress' ? [{ name: 'vscode', message: 'progress knows only types of VS Code.', allowTypeImports: true }] : []),
          ...(room !== 'runner/child' ? ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'].map((name) => ({ name, message: 'Only the runner process loads TensorFlow.js.' })) : []),
        ],
        patterns: [
          ...Object.keys(ROOMS)
            .filter((other) => other !== room && !allowed.includes(other) && !(room === 'runner' && other === 'runner'))
            .map((other) => ({ regex: spelled(other, room), message: `${room} may not import ${other} (design.md).`, allowTypeImports: other === 'grading' && REPORT_TYPES.includes(room) })),
          { regex: '^(?:\\.\\./)+extension$', message: 'extension.ts ties the rooms together; no room imports it.' },
        ],
      },
    ],
  },
}));

const notOutside = ['*', '*/*'].map((files, depth) => ({
  files: [`src/${PACKAGE}/${files}.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex: `^(?:\\.\\./){${depth + 1}}`, message: 'This folder is a package of its own.' }, { regex: '^[^.]', message: 'TensorFlow.js is handed in; nothing else is needed.', allowTypeImports: true }] }],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-server/', '.vscode-test/', 'test/runner/.nodes/', 'test/runner/grading/', 'test/hostile/*/', 'content/exercises/*/s*.ts', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
    },
  },
  ...table,
  ...notOutside,
  // It takes methods off their objects on purpose, before the learner's code can replace them, and stdout is its own.
  { files: ['src/runner/child/**'], rules: { '@typescript-eslint/unbound-method': 'off', 'no-console': 'off' } },
  { files: ['src/kit/log.ts', 'src/kit/disposable.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  {
    files: ['webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/src/**'], message: 'webview/ imports message types only.', allowTypeImports: true }], paths: [{ name: 'vscode', message: 'A page has no VS Code.' }] },
      ],
    },
  },
  {
    files: ['webview/**/*.ts'],
    ignores: ['webview/ui/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: '@vscode/webview-ui-toolkit', message: 'Only webview/ui knows the toolkit.' }] }] },
  },
  { files: ['test/**/*.ts'], rules: { 'no-console': 'off', '@typescript-eslint/no-floating-promises': 'error' } },
);
