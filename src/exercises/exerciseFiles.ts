import * as vscode from 'vscode';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { MARKER, parseMarker } from '../course/scaffold';
import { Owner } from '../kit/disposable';
import { Emitter } from '../kit/emitter';

/** Where an exercise stands in the workspace. */
export interface ExercisePlace {
  exercise: string;
  folder: vscode.Uri;
  file: vscode.Uri;
  /** False where the marker is there but the learner's file was deleted or renamed. */
  exists: boolean;
  /** SHA-256 of the file on disk, hexadecimal; undefined where it cannot be read. */
  sha256?: string;
}

/** Markers are looked for in this many folders at most; nobody has more exercises open. */
const MAX_MARKERS = 200;

/** Exercise id <-> file: the exercises of the workspace, found by their markers, and what changes in them. */
export class ExerciseFiles extends Owner {
  private places: ExercisePlace[] = [];
  private scanning?: Promise<void>;
  /** Scans that have begun, and the latest of them whose findings stand. */
  private scansBegun = 0;
  private scanThatStands = 0;
  private readonly changed = this.own(new Emitter<void>());
  /** An exercise appeared, went, or its text was edited or saved. */
  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    const markers = this.own(vscode.workspace.createFileSystemWatcher(`**/${MARKER}`));
    const sources = this.own(vscode.workspace.createFileSystemWatcher('**/*.ts'));
    const rescan = () => void this.scan();
    for (const watcher of [markers, sources]) {
      this.own(watcher.onDidCreate((uri) => this.concerns(uri) && rescan()));
      this.own(watcher.onDidDelete((uri) => this.concerns(uri) && rescan()));
      this.own(watcher.onDidChange((uri) => this.concerns(uri) && rescan()));
    }
    // Of a folder that goes, only the folder itself is told.
    const everything = this.own(vscode.workspace.createFileSystemWatcher('**/*', true, true, false));
    this.own(everything.onDidDelete((uri) => this.places.some(({ folder }) => `${folder.path}/`.startsWith(`${uri.path}/`)) && rescan()));
    this.own(vscode.workspace.onDidRenameFiles(rescan));
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(rescan));
    this.own(vscode.workspace.onDidSaveTextDocument((document) => this.concerns(document.uri) && rescan()));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.exerciseOf(document.uri) && this.changed.fire()));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.exerciseOf(document.uri) && this.changed.fire()));
  }

  /** All places in which exercises stand, as last scanned. */
  get all(): readonly ExercisePlace[] {
    return this.places;
  }

  of(exercise: string): ExercisePlace[] {
    return this.places.filter((place) => place.exercise === exercise);
  }

  /** The exercise whose file this is. */
  exerciseOf(uri: vscode.Uri): ExercisePlace | undefined {
    return this.places.find((place) => place.file.toString() === uri.toString());
  }

  /** True where the text on screen differs from the text on disk. */
  isDirty(place: ExercisePlace): boolean {
    return vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === place.file.toString());
  }

  /** True where `sha256` is the hash of the text that the learner sees. */
  isCurrent(place: ExercisePlace | undefined, sha256: string): boolean {
    return place !== undefined && place.sha256 === sha256 && !this.isDirty(place);
  }

  /** Looks through the workspace again. Calls during a scan share the next one. */
  scan(): Promise<void> {
    this.scanning ??= new Promise<void>((resolve) => setTimeout(resolve, 20)).then(async () => {
      this.scanning = undefined;
      const turn = ++this.scansBegun;
      const found = await vscode.workspace.findFiles(`**/${MARKER}`, '**/{node_modules,.coursework,.git}/**', MAX_MARKERS);
      const places = await Promise.all(found.map((uri) => this.read(uri)));
      // A scan that began later and was quicker knows more than this one.
      if (turn < this.scanThatStands) return;
      this.scanThatStands = turn;
      this.places = places.filter((place) => place !== undefined).sort((a, b) => a.file.fsPath.localeCompare(b.file.fsPath));
      this.changed.fire();
    });
    return this.scanning;
  }

  private concerns(uri: vscode.Uri): boolean {
    return path.basename(uri.fsPath) === MARKER || this.exerciseOf(uri) !== undefined;
  }

  private async read(uri: vscode.Uri): Promise<ExercisePlace | undefined> {
    const text = await vscode.workspace.fs.readFile(uri).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => undefined,
    );
    const marker = text === undefined ? undefined : parseMarker(text);
    if (!marker) return undefined;
    const folder = vscode.Uri.joinPath(uri, '..');
    const file = vscode.Uri.joinPath(folder, marker.file);
    const stat = await vscode.workspace.fs.stat(file).then(
      (found) => found,
      () => undefined,
    );
    const bytes = stat
      ? await vscode.workspace.fs.readFile(file).then(
          (content) => content,
          () => undefined,
        )
      : undefined;
    return { exercise: marker.exercise, folder, file, exists: stat !== undefined, sha256: bytes && createHash('sha256').update(bytes).digest('hex') };
  }
}
