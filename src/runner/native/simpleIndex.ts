import { FetchProblem, type Http } from './http';
import type { WheelPin } from './pins';

const ACCEPT = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';

/**
 * Asks a package index where it keeps a file: PEP 691 (JSON) or PEP 503 (HTML), as the index likes. What the
 * index says of hashes is not heeded: our pin decides.
 * @param index for instance https://pypi.org/simple
 * @throws FetchProblem when the index does not answer or does not list the file
 */
export async function wheelAddress(index: string, wheel: WheelPin, http: Http, signal: AbortSignal | undefined): Promise<string> {
  const page = `${index}/${wheel.project}/`;
  const response = await http.get(page, { accept: ACCEPT }, signal);
  const text = await response.text().catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new FetchProblem('cut', new URL(page).host, (error as Error).message);
  });
  const found = /json/.test(response.headers.get('content-type') ?? '') ? inJson(text, wheel.file) : inHtml(text, wheel.file);
  if (found === undefined) throw new FetchProblem('missing', new URL(page).host, wheel.file);
  const address = new URL(found, response.url || page);
  address.hash = '';
  // The files of a private index ask for the same name and password, but no other host may learn them.
  const { username, password, host } = new URL(page);
  if (username && address.host === host && !address.username) [address.username, address.password] = [username, password];
  return address.href;
}

function inJson(text: string, file: string): string | undefined {
  try {
    const { files } = JSON.parse(text) as { files?: { filename?: string; url?: string }[] };
    return files?.find(({ filename }) => filename === file)?.url;
  } catch {
    return undefined;
  }
}

function inHtml(text: string, file: string): string | undefined {
  for (const [, href = ''] of text.matchAll(/<a\s[^>]*?href\s*=\s*["']([^"']+)["']/gi)) {
    const address = href.replaceAll('&amp;', '&');
    const name = address.split(/[?#]/)[0]!.split('/').pop()!;
    if (name === file || safelyDecoded(name) === file) return address;
  }
  return undefined;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
