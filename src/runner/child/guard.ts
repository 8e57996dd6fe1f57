let muted = false;

/** Whether what the learner's code prints goes nowhere. */
export const mute = (on: boolean): void => void (muted = on);

/** What a learner's file may use of `process`; everything else of it reaches beyond this process. */
function processForLearner(): Record<string, unknown> {
  const real = process;
  const stream = (of: NodeJS.WriteStream, fd: number) => {
    const write = of.write.bind(of);
    return Object.freeze({ fd, isTTY: false, columns: 80, write: (text: unknown) => muted || write(text instanceof Uint8Array ? text : String(text)), on: ignored, once: ignored, removeListener: ignored, end: ignored, listenerCount: () => 0 });
  };
  const ignored = () => facade;
  const facade: Record<string, unknown> = {
    title: 'node',
    version: real.version,
    versions: { ...real.versions },
    release: { name: 'node' },
    platform: real.platform,
    arch: real.arch,
    pid: real.pid,
    argv: [],
    argv0: 'node',
    execArgv: [],
    env: {},
    exitCode: undefined,
    features: {},
    stdout: stream(real.stdout, 1),
    // Through the same pipe, so that lines keep their order and a grade its output.
    stderr: stream(real.stdout, 2),
    cwd: () => '/',
    exit: real.exit.bind(real),
    abort: real.abort.bind(real),
    nextTick: real.nextTick.bind(real),
    hrtime: Object.assign(real.hrtime.bind(real), { bigint: real.hrtime.bigint.bind(real.hrtime) }),
    uptime: real.uptime.bind(real),
    memoryUsage: Object.assign(() => ({ ...real.memoryUsage() }), { rss: () => real.memoryUsage.rss() }),
    cpuUsage: real.cpuUsage.bind(real),
    emitWarning: (warning: unknown) => console.warn(String(warning)),
  };
  // Nobody listens: an uncaught error is the grader's to hear.
  for (const name of ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'prependListener']) facade[name] = ignored;
  for (const name of ['listeners', 'rawListeners', 'eventNames']) facade[name] = () => [];
  facade.listenerCount = () => 0;
  facade.emit = () => false;
  return facade;
}

/**
 * Takes away what no exercise needs and what reaches beyond this process: signals to others (the host's
 * process id is known), native code, Node's modules, the network. The learner sees a `process` and a
 * `console` without a road to the real ones. Not a sandbox; the permission model (src/runner/spawn.ts) is
 * the other half.
 */
export function disarm(): void {
  const lock = (name: string, value: unknown) => {
    // V8 asks a lazy global for its old value before it sets a new one, and `Request`'s is all of Node's HTTP client.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: false, writable: false, enumerable: false });
  };
  const facade = processForLearner();
  // Its streams are what the real console hides in `console._stdout`: sockets, whose class opens others.
  const Console = console.Console;
  const learnersConsole = new Console({ stdout: facade.stdout as NodeJS.WriteStream, stderr: facade.stderr as NodeJS.WriteStream, ignoreErrors: false, colorMode: false });
  lock('console', learnersConsole);
  lock('process', facade);
  // `Request` and its kin load Node's HTTP client, which leaves its dispatcher on the global object.
  for (const name of ['fetch', 'Request', 'Response', 'Headers', 'FormData', 'MessageEvent', 'CloseEvent', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'BroadcastChannel', 'localStorage', 'sessionStorage', 'Storage', 'require', 'module']) lock(name, undefined);
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) if (symbol.description?.startsWith('undici')) Object.defineProperty(globalThis, symbol, { value: undefined, writable: false });
  for (const name of ['compileStreaming', 'instantiateStreaming']) Object.defineProperty(WebAssembly, name, { value: undefined, configurable: false, writable: false });
}
