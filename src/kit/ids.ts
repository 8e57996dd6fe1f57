/**
 * Every command, setting, view and context key by its id. A unit test holds this list equal to package.json
 * in both directions.
 */
export const COMMANDS = {
  openExplanation: 'coursework.openExplanation',
  scaffoldExercise: 'coursework.scaffoldExercise',
  runExercise: 'coursework.runExercise',
  gradeExercise: 'coursework.gradeExercise',
  debugExercise: 'coursework.debugExercise',
  resetExercise: 'coursework.resetExercise',
  openReport: 'coursework.openReport',
  openExerciseFile: 'coursework.openExerciseFile',
  markRead: 'coursework.markRead',
  markUnread: 'coursework.markUnread',
  search: 'coursework.search',
  clearSearch: 'coursework.clearSearch',
  refresh: 'coursework.refresh',
  switchLanguage: 'coursework.switchLanguage',
  showLog: 'coursework.showLog',
  showComputeReport: 'coursework.showComputeReport',
  installTensorflow: 'coursework.installTensorflow',
  gradeFunction: 'coursework.gradeFunction',
  debugFunction: 'coursework.debugFunction',
  showHint: 'coursework.showHint',
  nextHint: 'coursework.nextHint',
  showHintAnyway: 'coursework.showHintAnyway',
  dismissHint: 'coursework.dismissHint',
  compareWithSolution: 'coursework.compareWithSolution',
  openGradients: 'coursework.openGradients',
  toggleShapeHints: 'coursework.toggleShapeHints',
} as const;
export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const SETTINGS = {
  language: 'coursework.language',
  backend: 'coursework.runtime.backend',
  libtensorflowPath: 'coursework.runtime.libtensorflowPath',
  softwareGpu: 'coursework.runtime.softwareGpu',
  shapeHints: 'coursework.shapeHints',
} as const;

/** What the settings editor is searched for. */
export const RUNTIME_SETTINGS = 'coursework.runtime';

export const CONTEXT_KEYS = {
  searching: 'coursework.searching',
  /** The active editor holds the file of an exercise. */
  exerciseFile: 'coursework.exerciseFile',
} as const;

export const VIEWS = { container: 'coursework', tree: 'coursework.course', start: 'coursework.start' } as const;

/** Kinds of webview panels; a serializer of each brings the panel back after a reload of the window. */
export const PANELS = { explanation: 'coursework.explanation', report: 'coursework.report', compute: 'coursework.compute', gradients: 'coursework.gradients' } as const;

/** What a launch.json names as its `type`. */
export const DEBUG_TYPE = 'coursework';

/** The comment controller whose threads are hints. */
export const HINT_THREADS = 'coursework.hints';
