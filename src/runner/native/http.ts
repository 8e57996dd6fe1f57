import fs from 'node:fs';
import tls from 'node:tls';
import { EnvHttpProxyAgent, fetch, type Dispatcher, type Response } from 'undici';
import { HumanError } from '../../kit/humanError';
import { msg } from '../../kit/l10n';

/** A request that got no answer, or one that is of no use. `kind` decides what a person is told in the end. */
export class FetchProblem extends Error {
  constructor(
    readonly kind: 'unreachable' | 'refused' | 'missing' | 'cut',
    readonly host: string,
    detail: string,
  ) {
    super(detail);
  }

  /** The sentence for a person, when no other source is left. */
  get forPerson(): HumanError {
    const { host, message: detail } = this;
    switch (this.kind) {
      case 'unreachable':
        return new HumanError(msg('{host} cannot be reached ({detail}).', { host, detail }), msg('Check the network and the proxy (HTTPS_PROXY, NO_PROXY), then try again.'));
      case 'refused':
        return new HumanError(msg('{host} refused the request ({detail}).', { host, detail }), msg('Check pip’s `index-url` and what it says of name and password.'));
      case 'missing':
        return new HumanError(msg('{host} does not have TensorFlow’s package ({detail}).', { host, detail }), msg('Set pip’s `index-url` to an index that has it, or name a libtensorflow that you have.'));
      case 'cut':
        return new HumanError(msg('The connection to {host} broke off ({detail}).', { host, detail }), msg('Try again: what was downloaded is kept, and the rest is fetched.'));
    }
  }
}

const SILENCE = 60_000;

/** Makes requests through the proxy that the environment names, trusting the authorities that it names. */
export class Http {
  private readonly dispatcher: Dispatcher;

  /** @param fallbackProxy pip's own setting, used where the environment names none */
  constructor(env: NodeJS.ProcessEnv, certs: (string | undefined)[] = [], fallbackProxy?: string) {
    const extra = certs.flatMap((file) => {
      try {
        return file ? [fs.readFileSync(file, 'utf8')] : [];
      } catch {
        return []; // as Node and pip do: an unreadable file shows as a certificate that is not trusted
      }
    });
    const tlsOptions = extra.length > 0 ? { ca: [...tls.rootCertificates, ...extra] } : {};
    const proxy = (...names: string[]) => names.map((name) => env[name]).find(Boolean) ?? fallbackProxy ?? '';
    this.dispatcher = new EnvHttpProxyAgent({
      httpProxy: proxy('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'),
      httpsProxy: proxy('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'),
      noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
      connect: { timeout: 20_000, ...tlsOptions },
      requestTls: tlsOptions,
      proxyTls: tlsOptions,
      headersTimeout: SILENCE,
      bodyTimeout: SILENCE,
    });
  }

  /**
   * @param address may hold a name and a password, as pip's settings do
   * @throws FetchProblem when nothing useful comes back
   */
  async get(address: string, headers: Record<string, string>, signal: AbortSignal | undefined): Promise<Response> {
    const url = new URL(address);
    if (url.username) {
      headers = { ...headers, authorization: `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}` };
      url.username = url.password = '';
    }
    let response: Response;
    try {
      response = await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers }, signal, dispatcher: this.dispatcher });
    } catch (error) {
      signal?.throwIfAborted();
      throw new FetchProblem('unreachable', url.host, wordsOf(error));
    }
    if (response.ok || response.status === 416) return response;
    await response.body?.cancel();
    const kind = response.status === 404 || response.status === 410 ? 'missing' : response.status >= 500 || response.status === 429 ? 'unreachable' : 'refused';
    throw new FetchProblem(kind, url.host, `HTTP ${response.status}`);
  }

  async close(): Promise<void> {
    await this.dispatcher.destroy();
  }
}

/** The innermost reason: undici wraps `ECONNREFUSED` into "fetch failed". */
export function wordsOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (inner instanceof AggregateError && inner.errors[0] instanceof Error) inner = inner.errors[0];
  const { code, message } = inner as { code?: string; message?: string };
  return code && !message?.includes(code) ? `${code}${message ? `: ${message}` : ''}` : (message ?? String(inner));
}
