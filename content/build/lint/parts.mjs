import katexPlugin from '@vscode/markdown-it-katex';
import MarkdownIt from 'markdown-it';
import container from 'markdown-it-container';

/**
 * A page taken apart for the lint: what a reader reads as prose, and beside it the code and the formulas.
 *
 * @typedef {{ line: number, text: string, section: string, where: 'heading' | 'title' | 'table' | 'caption' | 'text' }} Prose
 *   `section` is the anchor of the `##` heading above, '' for the hook; `where` is how it stands there.
 * @typedef {{ line: number, end: number, info: string, code: string, section: string, next?: Fence }} Fence
 *   `next` is the fence that follows with nothing between.
 * @typedef {{ line: number, section: string, kind: 'heading' | 'paragraph' | 'list' | 'table' | 'fence' | 'formula' | 'rule' | 'quote' | 'figure' | string, text: string, title?: string, items?: Prose[] }} Block
 *   a block that stands by itself; `kind` of a callout is `::: kind`.
 * @typedef {{ prose: Prose[], fences: Fence[], formulas: { line: number, tex: string }[], blocks: Block[], headings: { line: number, level: number, anchor: string, text: string }[], figures: string[], links: string[], web: string[], tables: { line: number, rows: number, columns: number }[] }} Parts
 */

const md = new MarkdownIt({ html: false });
md.validateLink = () => true;
md.use(katexPlugin.default ?? katexPlugin);
md.use(container, 'callout', { validate: () => true });

const ANCHOR = /\s*\{#([a-z0-9-]+)\}\s*$/;

/** What a reader sees of an inline token, line by line: without code, formulas and addresses. */
function visible(token, from) {
  const lines = [{ line: from, text: '' }];
  const walk = (children) => {
    for (const child of children ?? []) {
      if (child.type === 'softbreak' || child.type === 'hardbreak') lines.push({ line: lines.at(-1).line + 1, text: '' });
      else if (child.type === 'image') walk(child.children);
      else if (child.type === 'text') lines.at(-1).text += child.content;
      // A gap, so that the words beside it stay apart.
      else if (child.content !== '') lines.at(-1).text += ' ⋯ ';
    }
  };
  walk(token.children);
  return lines;
}

/**
 * @param {string} markdown
 * @returns {Parts}
 */
export function partsOf(markdown) {
  const parts = { prose: [], fences: [], formulas: [], blocks: [], headings: [], figures: [], links: [], web: [], tables: [] };
  let section = '';
  let line = 1;
  let table;
  let heading;
  let afterFence;
  const depth = [];
  for (const token of md.parse(markdown, {})) {
    if (token.map) line = token.map[0] + 1;
    const top = depth.length === 0;
    const block = (kind, more = {}) => {
      const one = { line, section, kind, text: '', items: [], ...more };
      if (top) parts.blocks.push(one);
      return one;
    };
    if (token.type !== 'fence' && token.nesting !== -1) afterFence = undefined;
    switch (token.type) {
      case 'heading_open':
        heading = { line, level: Number(token.tag[1]), anchor: '', text: '' };
        parts.headings.push(heading);
        break;
      case 'heading_close':
        heading = undefined;
        break;
      case 'fence':
      case 'code_block': {
        const fence = { line, end: token.map[1], info: token.info.trim(), code: token.content, section };
        if (afterFence) afterFence.next = fence;
        parts.fences.push(fence);
        afterFence = fence;
        block('fence');
        break;
      }
      case 'math_block':
        parts.formulas.push({ line, tex: token.content.trim() });
        block('formula');
        break;
      case 'table_open':
        table = { line, rows: 0, columns: 0 };
        parts.tables.push(table);
        block('table');
        break;
      case 'tr_open':
        table.rows++;
        break;
      case 'th_open':
        table.columns++;
        break;
      case 'table_close':
        table = undefined;
        break;
      case 'paragraph_open':
        block('paragraph');
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        block('list');
        break;
      case 'blockquote_open':
        block('quote');
        break;
      case 'hr':
        block('rule');
        break;
      case 'container_callout_open': {
        const [, kind = '', title = ''] = /^\s*(\S*)\s*(.*)$/.exec(token.info) ?? [];
        block(kind, { title: title.trim() });
        if (title.trim()) parts.prose.push({ line, text: title.trim(), section, where: 'title' });
        break;
      }
      case 'inline':
        inline(token);
        break;
    }
    if (token.nesting === 1 && token.type !== 'heading_open') depth.push(token.type);
    if (token.nesting === -1 && token.type !== 'heading_close') depth.pop();
  }
  return parts;

  function inline(token) {
    const figure = token.children.length === 1 && token.children[0].type === 'image';
    for (const child of token.children) {
      if (child.type === 'image') parts.figures.push(child.attrGet('src').replace(/^figure:/, ''));
      if (child.type === 'link_open') {
        const href = child.attrGet('href');
        if (href.startsWith('course:')) parts.links.push(href.slice('course:'.length));
        else if (/^https?:/i.test(href)) parts.web.push(href);
      }
      if (child.type.startsWith('math') && child.markup === '$$') parts.formulas.push({ line, tex: child.content.trim() });
    }
    const lines = visible(token, line);
    if (heading) {
      const text = lines[0].text;
      heading.anchor = ANCHOR.exec(text)?.[1] ?? '';
      heading.text = text.replace(ANCHOR, '').trim();
      lines[0].text = heading.text;
      if (heading.level === 2) section = heading.anchor;
      parts.blocks.push({ line, section, kind: 'heading', text: heading.text, items: [] });
    } else {
      const last = parts.blocks.at(-1);
      last.text += `${last.text && '\n'}${lines.map((one) => one.text).join('\n')}`;
      if (figure && last.kind === 'paragraph') last.kind = 'figure';
      if (depth.at(-2) === 'list_item_open') last.items.push({ line, text: token.content, section, where: 'text' });
    }
    const where = heading ? 'heading' : table ? 'table' : figure ? 'caption' : 'text';
    for (const one of lines) if (one.text.trim()) parts.prose.push({ line: one.line, text: one.text, section, where });
  }
}
