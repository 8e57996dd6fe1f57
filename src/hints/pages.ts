import * as vscode from 'vscode';
import { exerciseById, type Course } from '../course/course';
import { Owner } from '../kit/disposable';
import { COMMANDS } from '../kit/ids';

/** Publisher and name, as VS Code addresses an extension. */
const EXTENSION = 'ai-coursework.ai-coursework';
const EXPLANATION = '/explanation/';

/** A heading of a page of the course. */
export interface Heading {
  page: string;
  anchor?: string;
}

/** Where the course explains a function. */
export function headingOf(course: Course, exercise: string, name: string): Heading | undefined {
  const found = exerciseById(course, exercise);
  return found && { page: found.pageId, anchor: found.functions.find((one) => one.name === name)?.anchor };
}

/**
 * A heading as an address for the `code` of a diagnostic. Not a `command:` URI: the Problems panel would open one,
 * the hover and the peek view refuse it (VS Code's openers run commands only where `allowCommands` is set).
 */
export const addressOf = ({ page, anchor }: Heading): vscode.Uri => vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: EXTENSION, path: `${EXPLANATION}${page}`, fragment: anchor });

/** Opens what `addressOf` made. */
export class Addresses extends Owner {
  constructor() {
    super();
    this.own(
      vscode.window.registerUriHandler({
        handleUri: async ({ path, fragment }) => {
          if (path.startsWith(EXPLANATION)) await vscode.commands.executeCommand(COMMANDS.openExplanation, path.slice(EXPLANATION.length), fragment || undefined);
        },
      }),
    );
  }
}
