import vm from 'node:vm';
import type { ImportTrouble, Place, Thrown } from '../protocol/messages';
import type { LeakPlaces, ProbePlace } from '../protocol/observed';
import { describe } from './describe';
import { ImportProblem } from './importProblem';
import { leakPlaces } from './leaks';
import { importPlace, redeclaredPlace } from './places';
import { insertProbes } from './probes';
import { mapLine, strip, SyntaxProblem, type Stripped } from './strip';
import { traceModule } from './trace';
import { exportLine } from './typeExports';
import typeNames from 'tfjs-type-names';

/** How the host answers a request for a file of the exercise's folder. */
export type FetchSource = (specifier: string, from: string) => Promise<{ file: string; source: string } | { problem: ImportTrouble['kind'] }>;

const PACKAGES = new Set(['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']);
const keysOf = Object.keys;

/** The learner's module: its functions, and how to tell an error that it threw. */
export class LearnerModule {
  private main = '';
  private readonly files = new Map<string, Stripped>();
  private readonly modules = new Map<string, vm.Module>();
  private readonly started = new Map<vm.Module, Promise<void>>();
  private linking: Promise<unknown> = Promise.resolve();
  private namespace: Record<string, unknown> = {};
  private typeOnly: ReadonlySet<string> = new Set();
  /** What the probes in the main file import, and under which name. */
  private traces?: { specifier: string; module: vm.Module };

  /** @param tensorflow what `import … from '@tensorflow/tfjs'` gives */
  constructor(
    private readonly tensorflow: vm.SyntheticModule,
    private readonly fetchSource: FetchSource,
    private readonly debug = false,
  ) {}

  /** Parses, links and evaluates, with probes where they can be. Throws SyntaxProblem, ImportProblem, or what the file itself threw. */
  async load(file: string, source: string, probes: readonly ProbePlace[] = []): Promise<void> {
    this.main = file;
    const main = (probes.length > 0 && (await this.compileWithProbes(file, source, probes))) || this.compile(file, source);
    this.typeOnly = this.files.get(file)!.types.names;
    try {
      await this.start(main);
    } catch (error) {
      throw this.linkProblem(error) ?? error;
    }
    this.namespace = main.namespace as Record<string, unknown>;
  }

  /** Name and kind (`function`, `number`, …) of each export, `default` included; types are none. */
  exports(): [string, string][] {
    const list: [string, string][] = [];
    for (const name of keysOf(this.namespace)) {
      let kind = 'uninitialised';
      try {
        kind = typeof this.namespace[name];
      } catch {
        // a binding that the module never initialised
      }
      if (kind !== 'undefined' || !this.typeOnly.has(name)) list[list.length] = [name, kind];
    }
    return list;
  }

  function(name: string): (...args: unknown[]) => unknown {
    const found = this.namespace[name];
    if (typeof found !== 'function') throw new TypeError(`${name} is not an exported function`);
    return found as (...args: unknown[]) => unknown;
  }

  /** An error as plain text, with its place in the learner's file where it has one. */
  describe(error: unknown): Thrown {
    return describe(error, this.main, this.files.get(this.main));
  }

  /** What the call left behind, apart from what these values lead to. */
  leakPlaces(held: readonly unknown[]): LeakPlaces {
    const original = (place: Place) => this.files.get(this.main)?.original(place) ?? place;
    return leakPlaces(held, this.main, original);
  }

  /** Undefined where it cannot be: what is wrong with the file is said of the file as it is. */
  private async compileWithProbes(file: string, source: string, probes: readonly ProbePlace[]): Promise<vm.SourceTextModule | undefined> {
    try {
      const probed = insertProbes(source, strip(source, file), probes);
      if (!probed) return undefined;
      const module = this.parse(file, source, probed.stripped, probed.importLine);
      this.traces = { specifier: probed.specifier, module: await traceModule(probed.ids) };
      this.files.set(file, probed.stripped);
      this.modules.set(file, module);
      return module;
    } catch {
      return undefined;
    }
  }

  private compile(file: string, source: string): vm.SourceTextModule {
    const stripped = strip(source, file);
    this.files.set(file, stripped);
    const module = this.parse(file, source, stripped);
    this.modules.set(file, module);
    return module;
  }

  /** V8 says which exports of types are values too, or are missing; each time one falls away or is added. */
  private parse(file: string, source: string, stripped: Stripped, behind = ''): vm.SourceTextModule {
    const declared = new Set<string>();
    for (;;) {
      try {
        return new vm.SourceTextModule(stripped.code + exportLine(stripped.types, declared) + behind + (this.debug ? mapLine(stripped, file) : ''), {
          identifier: file,
          importModuleDynamically: async (specifier: string) => {
            const imported = await this.resolve(specifier, file);
            await this.start(imported);
            return imported;
          },
        });
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        const twice = /^Duplicate export of '(.+)'$/.exec(error.message)?.[1];
        if (twice !== undefined && stripped.types.names.delete(twice)) continue;
        const missing = /^Export '(.+)' is not defined in module$/.exec(error.message)?.[1];
        if (missing !== undefined && !declared.has(missing) && stripped.hasType(missing)) {
          declared.add(missing);
          continue;
        }
        throw new SyntaxProblem(error.message, redeclaredPlace(error.message, stripped, source));
      }
    }
  }

  /** Links, one module at a time (V8 links no module that another import is linking), and evaluates, once. */
  private async start(module: vm.Module): Promise<void> {
    if (module.status === 'evaluating' || module.status === 'evaluated') return;
    let done = this.started.get(module);
    if (!done) {
      const linked = this.linking.then(() => {
        if (module.status === 'unlinked') return module.link((specifier, referrer) => this.resolve(specifier, referrer.identifier));
      });
      this.linking = linked.catch(() => {});
      done = linked.then(() => (module.status === 'linked' ? (module.evaluate()) : undefined));
      this.started.set(module, done);
    }
    await done;
  }

  private async resolve(specifier: string, from: string): Promise<vm.Module> {
    if (PACKAGES.has(specifier)) return this.tensorflow;
    if (specifier === this.traces?.specifier) return this.traces.module;
    // Places are told in the learner's own file only: a report's lines are that file's.
    const at = () => (from === this.main ? importPlace(this.files.get(from), specifier) : undefined);
    const refuse = (kind: ImportTrouble['kind']) => new ImportProblem({ kind, specifier }, at());
    if (!specifier.startsWith('./') && !specifier.startsWith('../')) throw refuse('package');
    if (/\.json$/i.test(specifier)) throw refuse('json');
    const answer = await this.fetchSource(specifier, from);
    if ('problem' in answer) throw refuse(answer.problem);
    const known = this.modules.get(answer.file);
    if (known) return known;
    try {
      return this.compile(answer.file, answer.source);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      const { line, column } = error.place ?? {};
      throw new SyntaxProblem(`${specifier}${line === undefined ? '' : `:${line}:${column}`}: ${error.message}`, at());
    }
  }

  /** V8 reports `import { nothing } from './a'` as a SyntaxError, without its place. */
  private linkProblem(error: unknown): ImportProblem | undefined {
    if (!(error instanceof SyntaxError)) return undefined;
    const [, specifier, name] = /^The requested module '(.+)' (?:does not provide an export named|contains conflicting star exports for name) '([^']+)'/.exec(error.message) ?? [];
    if (specifier === undefined || name === undefined) return undefined;
    return new ImportProblem({ kind: 'noExport', specifier, name }, importPlace(this.files.get(this.main), specifier, name));
  }
}

/** The module that `@tensorflow/tfjs` is to the learner: every export, a default of them all, and types as undefined. */
export function tensorflowModule(api: Record<string, unknown>): vm.SyntheticModule {
  const all: Record<string, unknown> = { default: api, ...api };
  const names = [...new Set([...keysOf(all), ...typeNames])];
  return new vm.SyntheticModule(names, function (this: vm.SyntheticModule) {
    for (const name of names) this.setExport(name, all[name]);
  });
}
