import * as vscode from 'vscode';
import { createHash } from 'node:crypto';
import type { ExerciseFiles } from '../exercises/exerciseFiles';
import { Owner } from '../kit/disposable';
import { anchorOf } from '../syntax/anchors';
import { SourceText } from '../syntax/sourceText';
import type { Anchor } from '../syntax/types';
import { Places } from './places';

/** The files that providers are asked about; which of them are exercises, `Sources.of` says. */
export const SELECTOR: vscode.DocumentFilter = { scheme: 'file', pattern: '**/*.ts' };

/** One version of a learner's text, and what its syntax says. */
export class Known {
  readonly source: SourceText;
  private positions?: Places;
  private hashed?: string[];

  constructor(
    readonly exercise: string,
    readonly uri: vscode.Uri,
    readonly text: string,
    before?: Known,
  ) {
    this.source = new SourceText(text, before?.source);
  }

  get places(): Places {
    return (this.positions ??= new Places(this.text));
  }

  anchor(name: string): Anchor | undefined {
    return anchorOf(this.source, name);
  }

  /** Whether the file with this hash, hexadecimal SHA-256, holds this text. VS Code's texts come without a byte order mark. */
  is(sha256: string): boolean {
    this.hashed ??= ['', '\uFEFF'].map((mark) => createHash('sha256').update(mark).update(this.text).digest('hex'));
    return this.hashed.includes(sha256);
  }
}

/** The texts of open exercises, parsed once for all providers and again only where they were edited. */
export class Sources extends Owner {
  private readonly known = new Map<string, { version: number; known: Known }>();

  constructor(private readonly files: ExerciseFiles) {
    super();
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.known.delete(uri.toString())));
    this.own({ dispose: () => this.known.clear() });
  }

  /** Undefined for whatever is not the file of an exercise. */
  of(document: vscode.TextDocument): Known | undefined {
    const exercise = document.uri.scheme === 'file' ? this.files.exerciseOf(document.uri)?.exercise : undefined;
    if (exercise === undefined || document.isClosed) return undefined;
    const key = document.uri.toString();
    const before = this.known.get(key);
    if (before?.version === document.version && before.known.exercise === exercise) return before.known;
    const known = new Known(exercise, document.uri, document.getText(), before?.known);
    this.known.set(key, { version: document.version, known });
    return known;
  }

  /** The same for a file; undefined where it is not open. */
  open(uri: vscode.Uri): Known | undefined {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    return document && this.of(document);
  }
}
