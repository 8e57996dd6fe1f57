// right: plain loops over arrays
export * from './base/dense';
export * from './base/loops';
