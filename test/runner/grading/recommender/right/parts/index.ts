export * from './cosine';
export { default as argsort } from './argsort';
