import path from 'node:path';

/** What the engine needs to know of this installation and of the person's settings. */
export interface Where {
  /** The folder that holds dist/ and package.json. */
  root: string;
  /** The person's own libtensorflow; the setting or the environment names it. */
  libtensorflowPath?: string;
  /** A program that imitates a GPU may serve for `webgpu`. */
  softwareGpu?: boolean;
}

export const runnerScript = ({ root }: Where): string => path.join(root, 'dist/runner/runner.js');
export const graphicsScript = ({ root }: Where): string => path.join(root, 'dist/graphics.js');

/** The environment decides where no setting does: the command line has no settings. */
export const softwareGpuOf = ({ softwareGpu }: Where): boolean => softwareGpu ?? process.env.COURSEWORK_SOFTWARE_GPU === '1';
