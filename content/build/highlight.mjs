import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';

hljs.registerLanguage('ts', typescript);
hljs.registerLanguage('python', python);
hljs.registerLanguage('json', json);
hljs.registerLanguage('sh', bash);

/**
 * Every spelling that the course may use after the three backticks, and the language it stands for. A block `ts` is a
 * whole program, which the tests run; `ts part` is only a part of one (content/build/lint/snippets.mjs).
 */
const LANGUAGES = { ts: 'ts', 'ts part': 'ts', typescript: 'ts', js: 'ts', python: 'python', py: 'python', json: 'json', sh: 'sh', bash: 'sh', text: 'text', '': 'text' };

export const knownLanguage = (info) => (Object.hasOwn(LANGUAGES, info) ? LANGUAGES[info] : undefined);

/**
 * @param {string} code
 * @param {string} language a result of `knownLanguage`
 * @param {(s: string) => string} escape
 * @returns {string} the code as HTML; colours are classes `hljs-*`
 */
export const highlightCode = (code, language, escape) => (language === 'text' ? escape(code) : hljs.highlight(code, { language, ignoreIllegals: true }).value);
