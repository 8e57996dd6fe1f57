import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { callsIn, filesBelow, parse, placeOf, root } from './sources';

const linesOf = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
const src = filesBelow('src', '.ts', '.mjs');

describe('the sources', () => {
  it('hold no file of more than 400 lines', () => {
    const files = [...src, ...filesBelow('webview', '.ts', '.css')];
    expect(files.length).toBeGreaterThan(50);
    expect(files.map((file) => ({ file, lines: linesOf(readFileSync(path.join(root, file), 'utf8')) })).filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('compose in `activate`, in 40 lines or fewer', () => {
    const source = parse('src/extension.ts');
    const activate = source.statements.find((statement): statement is ts.FunctionDeclaration => ts.isFunctionDeclaration(statement) && statement.name?.text === 'activate');
    expect(linesOf(activate!.body!.getText())).toBeLessThanOrEqual(40);
  });

  it('write to the console in the runner process and the command line only', () => {
    const elsewhere = src.filter((file) => !/^src\/(?:runner\/child|cli)\//.test(file));
    const uses: string[] = [];
    for (const file of elsewhere) {
      const visit = (node: ts.Node): void => {
        if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console') uses.push(placeOf(node));
        ts.forEachChild(node, visit);
      };
      visit(parse(file));
    }
    expect(uses).toEqual([]);
  });
});

/** What a person reads of a call to VS Code: all texts of a message; title, prompt and placeholder of the options. */
const MESSAGES = /\.show(?:Error|Information|Warning)Message$/;
const OPTIONS = /\.(?:showQuickPick|showInputBox|showWorkspaceFolderPick|showOpenDialog|withProgress|show(?:Error|Information|Warning)Message)$/;
const SHOWN = new Set(['placeHolder', 'prompt', 'title', 'detail', 'openLabel', 'label', 'tooltip']);

/** Literals with letters that a person would read as they are, and that no translation passes through. */
function bareTexts(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) return; // what it returns is its own affair: `l10n.t`, `localized`, `path.basename`
    if (ts.isFunctionLike(node) || ts.isElementAccessExpression(node)) return;
    const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) ? node.text : '';
    if (/\p{L}/u.test(text)) found.push(`${placeOf(node)} ${JSON.stringify(text)}`);
    ts.forEachChild(node, look);
  };
  for (const call of callsIn(source)) {
    const callee = call.expression.getText();
    if (MESSAGES.test(callee)) call.arguments.filter((argument) => !ts.isObjectLiteralExpression(argument)).forEach(look);
    if (OPTIONS.test(callee)) {
      for (const property of call.arguments.filter(ts.isObjectLiteralExpression).flatMap((argument) => [...argument.properties])) {
        if (ts.isPropertyAssignment(property) && SHOWN.has(property.name.getText())) look(property.initializer);
      }
    }
  }
  return found;
}

describe('what a person reads', () => {
  it('passes through a translation', () => {
    expect(src.flatMap((file) => bareTexts(parse(file)))).toEqual([]);
  });

  it('is found where it does not', () => {
    const source = parse(
      'src/room/file.ts',
      `vscode.window.showErrorMessage('Bare.', vscode.l10n.t('Fine'));
       vscode.window.showWarningMessage(vscode.l10n.t('Fine'), { modal: true, detail: 'Bare.' }, good ? 'Yes' : no);
       vscode.window.showInformationMessage(\`\${name}: done\`);
       vscode.window.showInformationMessage(\`\${name}: \${localized(why)}\`);
       vscode.window.showQuickPick(items, { placeHolder: 'Bare?', matchOnDescription: true });
       vscode.window.showInputBox({ prompt: vscode.l10n.t('Fine'), value: 'x' });`,
    );
    expect(bareTexts(source)).toEqual(['src/room/file.ts:1 "Bare."', 'src/room/file.ts:2 "Yes"', 'src/room/file.ts:2 "Bare."', 'src/room/file.ts:3 ": done"', 'src/room/file.ts:5 "Bare?"']);
  });
});
