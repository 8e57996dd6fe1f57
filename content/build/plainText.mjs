/**
 * A rendered page as plain text, for the search: what a reader could type after seeing the page.
 * Formulas and code stay as their source, since that is what can be typed.
 */

/** @param {import('markdown-it').Token[]} tokens children of an inline token */
export const inlineText = (tokens) =>
  tokens
    .map((token) => {
      switch (token.type) {
        case 'softbreak':
        case 'hardbreak':
          return '\n';
        case 'image':
          return inlineText(token.children ?? []);
        default:
          return token.content;
      }
    })
    .join('');

/** @param {import('markdown-it').Token[]} tokens block tokens of a page */
export function pageText(tokens) {
  const lines = [];
  for (const token of tokens) {
    if (token.type === 'inline' || token.type === 'figure') lines.push(inlineText(token.children ?? []));
    else if (token.type === 'fence' || token.type === 'code_block' || token.type === 'math_block') lines.push(token.content.trim());
    else if (token.type === 'container_callout_open') lines.push(token.meta.title);
  }
  return lines.filter((line) => line.trim() !== '').join('\n');
}
