// predict is a list | loses: predict-classes

export * from './base/network';

export const predict = [0, 1, 1, 0];
