import { describe, expect, it } from 'vitest';
import { checkAnchors, createRenderer, mathStyles } from '../../content/build/render.mjs';
import type { Language } from '../../src/kit/l10n';

const FILE = 'content/questions/compression/en.md';
const known = new Set(['questions/compression', 'questions/compression/pruning']);

const renderer = createRenderer({
  figure: (name, lang) => {
    if (name === 'hostile') return '<svg class="figure" onload="alert(1)"></svg>';
    if (name !== 'valley') throw new Error('no such file');
    return `<svg class="figure" viewBox="0 0 10 10" aria-label="at one = 1, ${lang}"></svg>`;
  },
  pageExists: (id) => known.has(id),
});
const render = (markdown: string, lang: Language = 'en') => renderer.render(markdown, lang, FILE);
const html = (markdown: string, lang: Language = 'en') => render(markdown, lang).html;

/** Everything between `<` and `>`, quoted values removed: where attributes of real elements are. */
const tags = (markup: string) => (markup.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');

describe('formulas', () => {
  const source = 'Loss $L = -\\sum_i y_i \\log \\hat y_i$ and\n\n$$\n\\frac{\\partial L}{\\partial W} = \\sqrt{\\tfrac1n} \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n$$\n';

  it('come as HTML with MathML, without a style attribute', () => {
    const markup = html(source);
    expect(markup).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML"');
    expect(markup).toContain('class="katex-html" aria-hidden="true"');
    expect(tags(markup)).not.toMatch(/\sstyle=/);
  });

  it('have a rule for every class that stands for a style', () => {
    const markup = html(source);
    const css = mathStyles();
    const used = new Set([...markup.matchAll(/class="(?:[^"]*\s)?(k[a-z0-9]{6})"/g)].map((match) => match[1]!));
    expect(used.size).toBeGreaterThan(10);
    for (const name of used) expect(css).toMatch(new RegExp(`^\\.katex \\.${name}\\{[a-z-]+:[^{}]+!important[^{}]*\\}$`, 'm'));
  });

  it('get the same class names whatever was rendered before', () => {
    const before = html('$x^2$');
    html('$$\\int_0^1 \\sqrt{x}\\,dx$$');
    expect(html('$x^2$')).toBe(before);
  });

  it('scroll in a box of their own when displayed', () => {
    expect(html('$$x$$')).toMatch(/^<div class="math-block" tabindex="0"><span class="katex-display">/);
  });

  it('that KaTeX cannot read name file, line and formula', () => {
    expect(() => render('Text\n\n$$\\frac{1$$\n')).toThrow(`${FILE}:3: formula "\\frac{1"`);
    expect(() => render('Text $\\nosuch{x}$.')).toThrow(FILE);
  });

  it('may hold Chinese text, and leave prices alone', () => {
    expect(html('$\\text{损失} = 1$', 'zh-cn')).toContain('损失');
    expect(html('From $5 to $10 a month.')).toBe('<p>From $5 to $10 a month.</p>\n');
  });
});

describe('headings', () => {
  it('carry their anchors and make the table of contents', () => {
    const page = render('Hook.\n\n## Why it `works` {#why}\n\n### A case {#case}\n\n### Without\n');
    expect(page.html).toContain('<h2 id="why">Why it <code>works</code></h2>');
    expect(page.html).toContain('<h3 id="case">A case</h3>');
    expect(page.html).toContain('<h3>Without</h3>');
    expect(page.toc).toEqual([
      { id: 'why', title: 'Why it works', level: 2 },
      { id: 'case', title: 'A case', level: 3 },
    ]);
  });

  it.each([
    ['a second-level heading without anchor', 'Hook.\n\n## Why\n', `${FILE}:3: "## Why" has no anchor`],
    ['an anchor used twice', '## A {#a}\n\n## B {#a}\n', `${FILE}:3: anchor "a" is used twice`],
    ['a first-level heading', '# Title\n', `${FILE}:1: a page has no "# " heading`],
    ['a jump of levels', '## A {#a}\n\n#### B {#b}\n', `${FILE}:3: heading jumps from level 2 to 4`],
    ['an anchor that is more than a name', '## A {#a onclick=alert(1)}\n', 'has no anchor'],
  ])('%s is an error', (_name, markdown, message) => {
    expect(() => render(markdown)).toThrow(message);
  });
});

describe('links', () => {
  it('within the course carry page and anchor', () => {
    expect(html('[p](course:questions/compression/pruning#why)')).toContain('<a class="course-link" data-page="questions/compression/pruning" data-anchor="why" href="#">p</a>');
    expect(html('[p](course:questions/compression)')).toContain('<a class="course-link" data-page="questions/compression" href="#">p</a>');
  });

  it('to the web carry their address', () => {
    expect(html('[x](https://example.org/a?b=1&c=2)')).toContain('<a data-external="https://example.org/a?b=1&amp;c=2" href="https://example.org/a?b=1&amp;c=2">x</a>');
    expect(html('<https://example.org/>')).toContain('data-external="https://example.org/"');
  });

  it('within the page need an anchor there', () => {
    expect(html('[up](#a)\n\n## A {#a}\n')).toContain('<a class="course-link" data-anchor="a" href="#">up</a>');
    expect(() => render('[up](#b)\n\n## A {#a}\n')).toThrow(`${FILE}:1: link to #b`);
  });

  it.each(['course:questions/nothing', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vscode://x', 'page.md', '//example.org'])('to %s are errors', (target) => {
    expect(() => render(`Text\n\n[x](${target})`)).toThrow(`${FILE}:3: link to`);
  });

  it('to anchors of other pages are checked when all pages are there', () => {
    const page = (id: string, markdown: string) => ({ id, fileName: `${id}.md`, rendered: render(markdown) });
    const target = page('questions/compression/pruning', '## Why {#why}\n');
    expect(() => checkAnchors([target, page('a', '[x](course:questions/compression/pruning#why)')])).not.toThrow();
    expect(() => checkAnchors([target, page('a', 'T\n\n[x](course:questions/compression/pruning#how)')])).toThrow('a.md:3: page "questions/compression/pruning" has no anchor "#how"');
  });
});

describe('figures', () => {
  it('stand with their caption, in the language of the page', () => {
    expect(html('![势谷 $x$](figure:valley)', 'zh-cn')).toMatch(/^<figure><div class="figure-scroll" tabindex="0"><svg class="figure" viewBox="0 0 10 10" aria-label="at one = 1, zh-cn"><\/svg><\/div><figcaption>势谷 <span class="katex">.*<\/figcaption><\/figure>$/m);
  });

  it.each([
    ['an unknown figure', '![x](figure:none)', `${FILE}:1: figure "none": no such file`],
    ['a picture of another kind', '![x](https://example.org/x.png)', 'pictures of the course are figures'],
    ['a figure within a line', 'See ![x](figure:valley) here.', 'a figure stands on a line of its own'],
    ['a figure with a handler', '![x](figure:hostile)', 'onload="alert(1)"'],
  ])('%s is an error', (_name, markdown, message) => {
    expect(() => render(markdown)).toThrow(message);
  });
});

describe('callouts', () => {
  it('say their kind in the language of the page', () => {
    expect(html('::: interview Why 8 bits?\n\nBecause.\n\n:::\n')).toBe(
      '<div class="callout callout-interview" role="note">\n<p class="callout-title"><span class="callout-kind">Interview</span> <span class="callout-words">Why 8 bits?</span></p>\n<p>Because.</p>\n</div>\n',
    );
    expect(html('::: warning\n\n小心。\n\n:::\n', 'zh-cn')).toContain('<p class="callout-title"><span class="callout-kind">注意</span></p>');
  });

  it('of unknown kind, or left open, are errors', () => {
    expect(() => render('::: tip X\n\nText\n\n:::\n')).toThrow(`${FILE}:1: unknown callout "tip"`);
    expect(() => render('::: note X\n\nText\n')).toThrow(`${FILE}:1: callout "note X" is not closed`);
  });
});

describe('rubrics', () => {
  const markdown = '::: rubric\n- the `bytes` over **bandwidth** $b^2$;\n- when it fails.\n:::\n';

  it('stand under a line of the language, and come as plain text too', () => {
    expect(html('::: rubric\n- one;\n- two.\n:::\n')).toBe('<section class="rubric">\n<p class="rubric-title">A good answer holds</p>\n<ul>\n<li>one;</li>\n<li>two.</li>\n</ul>\n</section>\n');
    expect(html(markdown, 'zh-cn')).toContain('<p class="rubric-title">好回答要有</p>');
    expect(render(markdown).rubric).toEqual(['the bytes over bandwidth b^2;', 'when it fails.']);
    expect(render(markdown).text).toBe('A good answer holds\nthe bytes over bandwidth b^2;\nwhen it fails.');
    expect(render('Text\n').rubric).toEqual([]);
  });

  it('leave callouts beside them as they are', () => {
    expect(html(`::: note N\n\nText\n\n:::\n\n${markdown}\n::: note M\n\nText\n\n:::\n`)).toMatch(/<\/p>\n<\/div>\n<section class="rubric">[^]*<\/section>\n<div class="callout callout-note"[^]*<\/div>\n$/);
  });

  it.each([
    ['a title', '::: rubric Points\n- a\n:::\n', `${FILE}:1: a rubric has no title of its own`],
    ['a second one', `${markdown}\n${markdown}`, `${FILE}:6: a page has one rubric`],
    ['a paragraph', '::: rubric\nPoints:\n\n- a\n:::\n', `${FILE}:1: a rubric is one list`],
    ['two lists', '::: rubric\n- a\n\n\n* b\n:::\n', `${FILE}:1: a rubric is one list`],
    ['a list in a list', '::: rubric\n- a\n  - b\n:::\n', `${FILE}:1: a rubric is one list`],
    ['code', '::: rubric\n- a\n\n  ```ts\n  x\n  ```\n:::\n', 'a rubric is one list'],
    ['no end', '::: rubric\n- a\n', `${FILE}:1: callout "rubric " is not closed`],
  ])('with %s are errors', (_name, markdown, message) => {
    expect(() => render(markdown)).toThrow(message);
  });
});

describe('a text that stands by itself', () => {
  const inline = (markdown: string, anchors?: string[]) => renderer.renderInline(markdown, 'en', FILE, anchors);

  it('has no paragraph around it', () => {
    expect(inline('**a** `b` & c')).toEqual({ html: '<strong>a</strong> <code>b</code> &amp; c', text: 'a b & c', links: [] });
    expect(inline('$x^2$').html).toContain('<math xmlns=');
  });

  it('may link to anchors of the page that it is shown on', () => {
    expect(inline('[x](#why)', ['why']).html).toBe('<a class="course-link" data-anchor="why" href="#">x</a>');
    expect(inline('[x](course:questions/compression#why)').links).toEqual([{ page: 'questions/compression', anchor: 'why' }]);
  });

  it.each([
    ['an unknown anchor', '[x](#why)', 'link to #why'],
    ['a bad formula', '$\\frac{1$', 'formula'],
    ['a script', '[x](javascript:alert(1))', 'link to "javascript:alert(1)"'],
  ])('with %s is an error, without a line', (_name, markdown, message) => {
    expect(() => inline(markdown)).toThrow(`${FILE}: ${message}`);
  });

  it('keeps markup as text', () => {
    expect(tags(inline('<img src=x onerror=alert(1)> `<script>`').html)).not.toMatch(/<(?:img|script)/);
  });
});

describe('code and tables', () => {
  it('code is coloured by classes', () => {
    expect(html('```ts\nconst x: number = 1;\n```\n')).toBe(
      '<div class="code-block" data-language="ts"><pre tabindex="0"><code class="hljs language-ts"><span class="hljs-keyword">const</span> <span class="hljs-attr">x</span>: <span class="hljs-built_in">number</span> = <span class="hljs-number">1</span>;</code></pre></div>\n',
    );
    expect(html('```ts part\nx\n```\n')).toBe(html('```ts\nx\n```\n'));
    expect(() => render('```ts all\nX\n```\n')).toThrow(`${FILE}:1: no highlighting for "ts all"`);
    expect(() => render('```cobol\nX\n```\n')).toThrow(`${FILE}:1: no highlighting for "cobol"`);
  });

  it('tables scroll in a box and align by class', () => {
    const markup = html('| a | b |\n|---|--:|\n| 1 | 2 |\n');
    expect(markup).toMatch(/^<div class="table-scroll" tabindex="0"><table>/);
    expect(markup).toContain('<th class="align-right" scope="col">b</th>');
    expect(markup).toContain('<td class="align-right">2</td>');
    expect(tags(markup)).not.toMatch(/\sstyle=/);
  });
});

describe('hostile markdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'Text <b onclick="x()" style="color:red">bold</b>',
    '`<script>alert(1)</script>`',
    '```text\n</code></pre><script>alert(1)</script>\n```',
    '```ts\n"</code><img src=x onerror=alert(1)>"\n```',
    '::: note <img src=x onerror=alert(1)>\n\n<style>*{}</style>\n\n:::',
    '## <i onclick=x>T</i> {#t}',
    '$\\text{<img src=x onerror=alert(1)>}$',
    '![<script>x</script>](figure:valley)',
    '[<script>x</script>](https://example.org/"onmouseover="alert(1) "t\\" onfocus=\\"x")',
    '| <script> |\n|---|\n| " onload="x |',
    'P {onclick=alert(1) style=color:red #x}',
  ])('stays text: %s', (markdown) => {
    const found = tags(html(markdown));
    expect(found).not.toMatch(/\s(?:on\w+|style|srcdoc)\s*=/i);
    expect(found).not.toMatch(/<(?:script|style|img|iframe|b|i)\b/i);
  });

  it.each(['$\\href{javascript:alert(1)}{x}$', '$\\htmlStyle{color:red}{x}$', '$\\includegraphics{https://example.org/x.png}$'])('KaTeX reaches no link and no picture: %s', (markdown) => {
    let markup = '';
    try {
      markup = html(markdown);
    } catch (error) {
      expect(String(error)).toContain(FILE);
    }
    expect(tags(markup)).not.toMatch(/\s(?:href|src|style)=/);
  });
});

describe('text for the search', () => {
  it('holds words, captions, code and formulas as their source', () => {
    const page = render('Hook with `code` and $x^2$.\n\n## Why {#why}\n\n![A valley](figure:valley)\n\n::: note Mind **this**\n\n- one\n- two\n\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$$\\frac12$$\n\n```ts\nf(<T>)\n```\n');
    expect(page.text.split('\n')).toEqual(['Hook with code and x^2.', 'Why', 'A valley', 'Mind **this**', 'one', 'two', 'a', 'b', '1', '2', '\\frac12', 'f(<T>)']);
  });
});
