import vm from 'node:vm';
import type { Place, Thrown } from '../protocol/messages';
import { strip, SyntaxProblem, type Stripped } from './strip';
import { tf } from './tf';

/** How the host answers a request for a file of the exercise's folder. */
export type FetchSource = (specifier: string, from: string) => Promise<{ file: string; source: string } | { problem: string }>;

/** An import that the runner does not grant. */
export class ImportProblem extends Error {
  override readonly name = 'ImportError';
  constructor(
    message: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}

const PACKAGES = new Set(['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']);

/** The learner's module: its functions, and how to tell an error that it threw. */
export class LearnerModule {
  private readonly files = new Map<string, Stripped>();
  private readonly modules = new Map<string, vm.Module>();
  private namespace: Record<string, unknown> = {};
  private readonly context: vm.SyntheticModule;

  constructor(private readonly fetchSource: FetchSource) {
    const api: Record<string, unknown> = { ...tf, default: tf };
    const names = Object.keys(api);
    this.context = new vm.SyntheticModule(names, function (this: vm.SyntheticModule) {
      for (const name of names) this.setExport(name, api[name]);
    });
  }

  /** Parses, links and evaluates. Throws SyntaxProblem, ImportProblem, or what the file itself threw. */
  async load(file: string, source: string): Promise<void> {
    const main = this.compile(file, source);
    await main.link((specifier, referrer) => this.resolve(specifier, referrer.identifier) as Promise<vm.SourceTextModule>);
    await main.evaluate();
    this.namespace = main.namespace as Record<string, unknown>;
  }

  /** Name and kind (`function`, `number`, …) of each export, `default` included. */
  exports(): [string, string][] {
    return Object.keys(this.namespace).map((name) => {
      let kind = 'uninitialised';
      try {
        kind = typeof this.namespace[name];
      } catch {
        // a binding that the module never initialised
      }
      return [name, kind];
    });
  }

  function(name: string): (...args: unknown[]) => unknown {
    const found = this.namespace[name];
    if (typeof found !== 'function') throw new TypeError(`${name} is not an exported function`);
    return found as (...args: unknown[]) => unknown;
  }

  private compile(file: string, source: string): vm.SourceTextModule {
    const stripped = strip(source, file);
    this.files.set(file, stripped);
    const module = new vm.SourceTextModule(stripped.code, {
      identifier: file,
      importModuleDynamically: async (specifier: string) => {
        const imported = await this.resolve(specifier, file);
        if (imported.status === 'unlinked') await imported.link((s, referrer) => this.resolve(s, referrer.identifier) as Promise<vm.SourceTextModule>);
        if (imported.status === 'linked') await imported.evaluate();
        return imported as vm.SourceTextModule;
      },
    } as vm.SourceTextModuleOptions);
    this.modules.set(file, module);
    return module;
  }

  private async resolve(specifier: string, from: string): Promise<vm.Module> {
    if (PACKAGES.has(specifier)) return this.context;
    if (!specifier.startsWith('./') && !specifier.startsWith('../')) throw new ImportProblem(specifier);
    const answer = await this.fetchSource(specifier, from);
    if ('problem' in answer) throw new ImportProblem(`${specifier}: ${answer.problem}`);
    return this.modules.get(answer.file) ?? this.compile(answer.file, answer.source);
  }

  /** An error as plain text, with its place in the learner's file where it has one. */
  describe(error: unknown): Thrown {
    try {
      if (error instanceof SyntaxProblem) return { name: 'SyntaxError', message: error.message, place: error.place };
      if (!(error instanceof Error)) return { name: 'NonError', message: safeString(error) };
      const stack = typeof error.stack === 'string' ? error.stack.slice(0, 10_000) : '';
      return { name: String(error.name), message: String(error.message), place: this.placeIn(stack), stack };
    } catch {
      return { name: 'NonError', message: 'an error that cannot be read' };
    }
  }

  /** The first frame of a stack that lies in one of the learner's files. */
  private placeIn(stack: string): Place | undefined {
    for (const line of stack.split('\n')) {
      for (const [file, stripped] of this.files) {
        const at = line.indexOf(`${file}:`);
        if (at < 0) continue;
        const numbers = /^(\d+)(?::(\d+))?/.exec(line.slice(at + file.length + 1));
        if (numbers) return stripped.original({ line: Number(numbers[1]), column: Number(numbers[2] ?? 1) });
      }
    }
    return undefined;
  }
}

function safeString(value: unknown): string {
  try {
    return String(value).slice(0, 2_000);
  } catch {
    return typeof value;
  }
}
