/**
 * The page's content security policy allows neither style attributes nor inline scripts. What slipped
 * through would silently look wrong there, so the build looks at every tag.
 */

const TAG = /<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/g;
const FORBIDDEN_TAGS = new Set(['script', 'style', 'iframe', 'object', 'embed', 'form', 'base', 'meta', 'link', 'foreignobject']);

/**
 * @param {string} html
 * @returns {string | undefined} the first tag or attribute that a page must not hold
 */
export function forbiddenMarkup(html) {
  for (const [tag, name, attributes] of html.matchAll(TAG)) {
    if (FORBIDDEN_TAGS.has(name.toLowerCase())) return tag;
    for (const [attribute, key, quoted = ''] of attributes.matchAll(ATTRIBUTE)) {
      const value = quoted.replace(/^["']|["']$/g, '');
      if (/^(?:style|srcdoc|on.*)$/i.test(key)) return attribute;
      if (/^(?:href|src|xlink:href|action|formaction)$/i.test(key) && !/^(?:#|https?:\/\/)/i.test(value)) return attribute;
    }
  }
  return undefined;
}
