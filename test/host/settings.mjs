/** User settings of the VS Code that we start. */

/** Nothing that asks, advertises, or reaches out: what is left is an editor and our extension. */
export const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.autoDetect': 'off',
  'task.autoDetect': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** On top, for tests and pictures: nothing blinks, moves, or depends on a graphics card. */
export const STILL = {
  ...QUIET,
  'git.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.inlayHints.enabled': 'on',
  // Drawn by WebGL, the terminal's picture is blank in a browser without a screen.
  'terminal.integrated.gpuAcceleration': 'off',
};

export const THEMES = /** @type {const} */ ({ dark: 'Default Dark Modern', light: 'Default Light Modern' });
