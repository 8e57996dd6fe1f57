import { ContentError } from './contentError.mjs';
import { knownLanguage } from './highlight.mjs';
import { inlineText } from './plainText.mjs';

/**
 * What the course asks of a page beyond markdown, checked and prepared on the tokens: anchors, callouts,
 * figures, links, table alignment. Rendering afterwards only writes what is prepared here.
 */

export const CALLOUTS = {
  note: { 'zh-cn': '说明', en: 'Note' },
  warning: { 'zh-cn': '注意', en: 'Caution' },
  example: { 'zh-cn': '例子', en: 'Example' },
  interview: { 'zh-cn': '面试', en: 'Interview' },
};

/** A callout of its own kind: the points of a good answer to the interviewer's question. */
export const RUBRIC = { 'zh-cn': '好回答要有', en: 'A good answer holds' };

const ANCHOR = /\s*\{#([a-z][a-z0-9-]*)\}\s*$/;

/** @param {import('markdown-it').default} md */
export function structure(md) {
  md.core.ruler.push('course', (state) => {
    const { env, tokens } = state;
    const fail = (token, message) => {
      throw new ContentError(env.fileName, token.map ? token.map[0] + 1 : undefined, message);
    };
    const lines = state.src.split('\n');
    let level = 1;
    tokens.forEach((token, i) => {
      switch (token.type) {
        case 'heading_open':
          level = heading(token, tokens[i + 1], level, env, fail);
          break;
        case 'container_callout_open':
          if (callout(token, lines, env, fail) === 'rubric') rubric(tokens, i, env, fail);
          break;
        case 'fence':
          if (knownLanguage(token.info.trim()) === undefined) fail(token, `no highlighting for "${token.info.trim()}"; use ts, python, json, sh or text`);
          break;
        case 'th_open':
        case 'td_open':
          alignment(token);
          break;
        case 'inline':
          if (!figure(tokens, i, env, fail)) inline(token, env, fail);
          break;
      }
    });
    for (const { anchor, token } of env.localLinks) {
      if (!env.anchors.has(anchor)) fail(token, `link to #${anchor}, but this page has no such anchor`);
    }
  });
}

/** Takes `{#id}` off the heading's text and notes the heading in the table of contents. Returns the heading's level. */
function heading(open, content, previousLevel, env, fail) {
  const level = Number(open.tag[1]);
  if (level === 1) fail(open, 'a page has no "# " heading: its title comes from item.json');
  if (level > previousLevel + 1) fail(open, `heading jumps from level ${previousLevel} to ${level}`);
  const last = content.children.at(-1);
  const match = last?.type === 'text' ? ANCHOR.exec(last.content) : null;
  if (!match) {
    if (level === 2) fail(open, `"## ${content.content}" has no anchor; write "## ${content.content} {#name}" (lower-case letters, digits, hyphens)`);
    return level;
  }
  last.content = last.content.slice(0, match.index);
  const id = match[1];
  if (env.anchors.has(id)) fail(open, `anchor "${id}" is used twice`);
  env.anchors.add(id);
  open.attrSet('id', id);
  if (level <= 3) env.toc.push({ id, title: inlineText(content.children).trim(), level });
  return level;
}

/** `::: kind Title`. A forgotten closing line would swallow the rest of the page, so it is an error. Returns the kind. */
function callout(open, lines, env, fail) {
  const [, kind = '', title = ''] = /^\s*(\S*)\s*(.*)$/.exec(open.info) ?? [];
  const isRubric = kind === 'rubric';
  if (!isRubric && !Object.hasOwn(CALLOUTS, kind)) fail(open, `unknown callout "${kind}"; use ${Object.keys(CALLOUTS).join(', ')} or rubric`);
  if (!/^\s*:{3,}\s*$/.test(lines[open.map[1]] ?? '')) fail(open, `callout "${kind} ${title}" is not closed by ":::"`);
  if (isRubric && title) fail(open, `a rubric has no title of its own; it reads “${RUBRIC[env.lang]}”`);
  open.meta = isRubric ? { kind, label: RUBRIC[env.lang], title: RUBRIC[env.lang] } : { kind, label: CALLOUTS[kind][env.lang], title: title.trim() };
  return kind;
}

/** A rubric is one list of short points; each is noted as plain text, since the page also asks for them one by one. */
function rubric(tokens, at, env, fail) {
  const open = tokens[at];
  if (env.rubric.length > 0) fail(open, 'a page has one rubric');
  const close = tokens.findIndex((token, i) => i > at && token.type === 'container_callout_close' && token.level === open.level);
  const inside = tokens.slice(at + 1, close);
  tokens[close].meta = { kind: 'rubric' };
  const allowed = new Set(['bullet_list_open', 'list_item_open', 'paragraph_open', 'inline', 'paragraph_close', 'list_item_close', 'bullet_list_close']);
  const count = (type) => inside.filter((token) => token.type === type).length;
  const odd = inside.find((token) => !allowed.has(token.type));
  if (odd || count('bullet_list_open') !== 1 || count('inline') !== count('list_item_open')) fail(odd?.map ? odd : open, 'a rubric is one list, “- a point” per line, and nothing else');
  env.rubric.push(...inside.filter((token) => token.type === 'inline').map((token) => inlineText(token.children).trim()));
}

/** markdown-it writes the alignment of a cell as a style attribute, which the page's policy forbids. */
function alignment(cell) {
  const align = /text-align:(\w+)/.exec(cell.attrGet('style') ?? '')?.[1];
  cell.attrs = (cell.attrs ?? []).filter(([name]) => name !== 'style');
  if (align) cell.attrSet('class', `align-${align}`);
  if (cell.type === 'th_open') cell.attrSet('scope', 'col');
}

/** A paragraph that holds one image becomes a figure. True where it did. */
function figure(tokens, i, env, fail) {
  const [image, ...others] = tokens[i].children;
  if (image?.type !== 'image' || others.length > 0 || tokens[i - 1]?.type !== 'paragraph_open') return false;
  const source = image.attrGet('src') ?? '';
  if (!source.startsWith('figure:')) fail(tokens[i], `image "${source}": pictures of the course are figures, ![caption](figure:name)`);
  for (const [token, type] of [[tokens[i - 1], 'figure_open'], [tokens[i], 'figure'], [tokens[i + 1], 'figure_close']]) {
    token.hidden = type !== 'figure';
    token.type = type;
  }
  const name = source.slice('figure:'.length);
  try {
    tokens[i].meta = { name, svg: env.figure(name, env.lang) };
  } catch (error) {
    fail(tokens[i], `figure "${name}": ${error instanceof Error ? error.message : error}`);
  }
  if (typeof tokens[i].meta.svg !== 'string' || !tokens[i].meta.svg.startsWith('<svg')) fail(tokens[i], `figure "${name}" is no SVG`);
  tokens[i].children = image.children ?? [];
  inline(tokens[i], env, fail);
  return true;
}

function inline(token, env, fail) {
  for (const child of token.children ?? []) {
    if (child.type === 'image') fail(token, 'a figure stands on a line of its own');
    if (child.type === 'link_open') link(child, token, env, fail);
  }
}

/** Links within the course carry their target as data, since a webview has no addresses; what is neither course nor web is a mistake. */
function link(open, parent, env, fail) {
  const href = open.attrGet('href') ?? '';
  const title = open.attrGet('title');
  if (href.startsWith('course:')) {
    const [, id = '', anchor] = /^course:([^#]*)(?:#(.*))?$/.exec(href) ?? [];
    if (!env.pageExists(id)) fail(parent, `link to unknown page "${id}"`);
    env.links.push({ page: id, anchor, line: parent.map ? parent.map[0] + 1 : undefined });
    open.attrs = [['class', 'course-link'], ['data-page', id], ...(anchor ? [['data-anchor', anchor]] : []), ['href', '#']];
  } else if (href.startsWith('#')) {
    env.localLinks.push({ anchor: href.slice(1), token: parent });
    open.attrs = [['class', 'course-link'], ['data-anchor', href.slice(1)], ['href', '#']];
  } else if (/^https?:\/\//i.test(href)) {
    open.attrs = [['data-external', href], ['href', href]];
  } else {
    fail(parent, `link to "${href}": a link goes to course:…, to #anchor or to http(s)`);
  }
  if (title) open.attrSet('title', title);
}
