import katexPlugin from '@vscode/markdown-it-katex';
import MarkdownIt from 'markdown-it';
import container from 'markdown-it-container';
import { ContentError } from './contentError.mjs';
import { highlightCode, knownLanguage } from './highlight.mjs';
import { renderMath } from './math.mjs';
import { inlineText, pageText } from './plainText.mjs';
import { forbiddenMarkup } from './policy.mjs';
import { structure } from './structure.mjs';

export { ContentError } from './contentError.mjs';
export { mathStyles } from './math.mjs';

/** @typedef {'zh-cn' | 'en'} Lang */
/** @typedef {{ id: string, title: string, level: 2 | 3 }} TocEntry */
/** @typedef {{ page: string, anchor?: string, line?: number }} CourseLink */
/** @typedef {{ html: string, toc: TocEntry[], text: string, rubric: string[], links: CourseLink[] }} Rendered */

/**
 * Turns the course's markdown into HTML that needs no script and no style attribute.
 * @param {{ figure: (name: string, lang: Lang) => string, pageExists: (id: string) => boolean }} course
 *   `figure` returns a figure's SVG and throws where there is none.
 */
export function createRenderer({ figure, pageExists }) {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: false });
  // Everything that looks like a link reaches our own check, which says what is wrong with it.
  md.validateLink = () => true;
  md.use(katexPlugin.default ?? katexPlugin);
  md.use(container, 'callout', { validate: () => true });
  md.use(structure);
  rules(md);

  return {
    /**
     * @param {string} markdown
     * @param {Lang} lang
     * @param {string} fileName as errors should name it
     * @returns {Rendered} `links` lets the caller check anchors on other pages (`checkAnchors`)
     * @throws {ContentError}
     */
    render(markdown, lang, fileName) {
      const env = { lang, fileName, figure, pageExists, anchors: new Set(), toc: [], rubric: [], links: [], localLinks: [] };
      const tokens = md.parse(markdown, env);
      const text = pageText(tokens);
      const html = md.renderer.render(tokens, md.options, env);
      checkPolicy(html, fileName);
      return { html, toc: env.toc, text, rubric: env.rubric, links: env.links };
    },

    /**
     * One line of text that stands by itself, such as an option of a question.
     * @param {string} markdown
     * @param {Lang} lang
     * @param {string} fileName as errors should name it
     * @param {string[]} anchors of the page on which it is shown
     * @returns {{ html: string, text: string, links: CourseLink[] }}
     * @throws {ContentError} without a line
     */
    renderInline(markdown, lang, fileName, anchors = []) {
      const env = { lang, fileName, figure, pageExists, anchors: new Set(anchors), toc: [], rubric: [], links: [], localLinks: [] };
      try {
        const tokens = md.parseInline(markdown, env);
        const html = md.renderer.render(tokens, md.options, env);
        checkPolicy(html, fileName);
        return { html, text: inlineText(tokens[0]?.children ?? []), links: env.links.map(({ page, anchor }) => ({ page, anchor })) };
      } catch (error) {
        throw error instanceof ContentError ? new ContentError(fileName, undefined, error.fault) : error;
      }
    },
  };
}

function checkPolicy(html, fileName) {
  const forbidden = forbiddenMarkup(html);
  if (forbidden) throw new ContentError(fileName, undefined, `the page would hold markup that its security policy forbids: ${forbidden.slice(0, 120)}`);
}

/**
 * Anchors of links between pages can only be checked when all pages are rendered.
 * @param {{ id: string, fileName: string, rendered: Rendered }[]} pages of one language
 * @throws {ContentError} at the first link whose page has no such anchor
 */
export function checkAnchors(pages) {
  const anchors = new Map(pages.map(({ id, rendered }) => [id, new Set(rendered.toc.map((entry) => entry.id))]));
  for (const { fileName, rendered } of pages) {
    for (const { page, anchor, line } of rendered.links) {
      if (anchor && !anchors.get(page)?.has(anchor)) throw new ContentError(fileName, line, `page "${page}" has no anchor "#${anchor}"`);
    }
  }
}

/** @param {MarkdownIt} md */
function rules(md) {
  const { escapeHtml } = md.utils;
  const rule = md.renderer.rules;

  const math = (display) => (tokens, i, _options, env) => {
    try {
      const html = renderMath(tokens[i].content, display);
      // A wide formula scrolls in its own box, and a box that scrolls must be reachable by keyboard.
      return display ? `<div class="math-block" tabindex="0">${html}</div>\n` : html;
    } catch (error) {
      const line = tokens[i].map ? tokens[i].map[0] + 1 : undefined;
      throw new ContentError(env.fileName, line, `formula "${tokens[i].content.trim()}": ${error instanceof Error ? error.message : error}`);
    }
  };
  rule.math_inline = math(false);
  rule.math_block = math(true);

  rule.fence = (tokens, i) => {
    const language = knownLanguage(tokens[i].info.trim()) ?? 'text';
    const code = tokens[i].content.replace(/\n$/, '');
    return `<div class="code-block" data-language="${language}"><pre tabindex="0"><code class="hljs language-${language}">${highlightCode(code, language, escapeHtml)}</code></pre></div>\n`;
  };
  rule.code_block = rule.fence;

  rule.table_open = () => '<div class="table-scroll" tabindex="0"><table>\n';
  rule.table_close = () => '</table></div>\n';

  rule.container_callout_open = (tokens, i, _options, env) => {
    const { kind, label, title } = tokens[i].meta;
    if (kind === 'rubric') return `<section class="rubric">\n<p class="rubric-title">${label}</p>\n`;
    const words = title && title !== label ? ` <span class="callout-words">${md.renderInline(title, { ...env, toc: [] })}</span>` : '';
    return `<div class="callout callout-${kind}" role="note">\n<p class="callout-title"><span class="callout-kind">${label}</span>${words}</p>\n`;
  };
  rule.container_callout_close = (tokens, i) => (tokens[i].meta?.kind === 'rubric' ? '</section>\n' : '</div>\n');

  rule.figure_open = () => '';
  rule.figure_close = () => '';
  rule.figure = (tokens, i, options, env) => {
    const caption = md.renderer.renderInline(tokens[i].children, options, env);
    return `<figure><div class="figure-scroll" tabindex="0">${tokens[i].meta.svg}</div>${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>\n`;
  };
}
