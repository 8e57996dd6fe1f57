/** The page's HTML as the host hands it to the editor. Pure: the host knows nonce, source and addresses. */

export interface Skeleton {
  nonce: string;
  /** The webview's own origin, `webview.cspSource`. */
  cspSource: string;
  scriptUri: string;
  styleUris: readonly string[];
  /** `zh-cn` or `en`. */
  language: string;
  title: string;
}

const escape = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export function pageHtml({ nonce, cspSource, scriptUri, styleUris, language, title }: Skeleton): string {
  const chinese = language === 'zh-cn';
  // No 'unsafe-inline' for styles: formulas and highlighting are classes, and the toolkit takes the nonce from the meta element.
  const policy = [
    `default-src 'none'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${chinese ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${escape(nonce)}">
${styleUris.map((uri) => `<link rel="stylesheet" href="${escape(uri)}" nonce="${escape(nonce)}">`).join('\n')}
<title>${escape(title)}</title>
</head>
<body>
<a class="skip-link" href="#ui-content">${chinese ? '跳到正文' : 'Skip to the text'}</a>
<div id="ui-root"><p class="loading" role="status">${chinese ? '正在打开…' : 'Opening…'}</p></div>
<div id="ui-live" class="visually-hidden" aria-live="polite"></div>
<script nonce="${escape(nonce)}" src="${escape(scriptUri)}"></script>
</body>
</html>
`;
}
