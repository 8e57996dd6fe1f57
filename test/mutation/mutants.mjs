/**
 * Mutants of a reference solution: the same program with one small change each. StrykerJS mutates what its test
 * runner imports; a solution here is a text that another process loads, so these are operators of our own.
 */
import ts from 'typescript';

const BINARY = { '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'], '**': ['*'], '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '===': ['!=='], '!==': ['==='], '&&': ['||'], '||': ['&&'], '??': ['&&'], '+=': ['-='], '-=': ['+='], '*=': ['/='], '/=': ['*='] };
/** Operations that people take for each other. */
const NAMES = {
  add: 'sub', sub: 'add', mul: 'div', div: 'mul', max: 'min', min: 'max', sum: 'mean', mean: 'sum', argMax: 'argMin', argMin: 'argMax', tanh: 'sigmoid', sigmoid: 'tanh', relu: 'tanh', maximum: 'minimum', minimum: 'maximum',
  square: 'abs', abs: 'square', exp: 'square', log: 'neg', sqrt: 'square', neg: 'abs', ceil: 'floor', floor: 'ceil', round: 'floor', softmax: 'sigmoid', logSoftmax: 'softmax', zeros: 'ones', ones: 'zeros', zerosLike: 'onesLike', greater: 'greaterEqual', less: 'lessEqual', equal: 'notEqual', randomNormal: 'randomUniform', truncatedNormal: 'randomUniform', pow: 'mul', push: 'unshift', some: 'every', every: 'some', concat: 'stack', norm: 'sum', dot: 'mul', slice: 'concat', maxPooling2d: 'averagePooling2d', adam: 'sgd',
};
const TEXTS = { same: 'valid', valid: 'same', relu: 'linear', softmax: 'linear', tanh: 'linear', adam: 'sgd', categoricalCrossentropy: 'meanSquaredError' };
/** Calls whose first two arguments mean different things. */
const ORDERED = new Set(['sub', 'div', 'matMul', 'pow', 'gather', 'greater', 'less', 'squaredDifference']);

/**
 * @param {string} text a solution
 * @returns {{ id: string, line: number, inside: string, from: string, to: string, text: string }[]} `id` names the
 *   change by what stands there, not by its place, so that it stays the same when lines move
 */
export function mutantsOf(text) {
  const file = ts.createSourceFile('solution.ts', text, ts.ScriptTarget.ESNext, true);
  const found = [];
  const seen = new Map();
  const change = (node, operator, to) => {
    const from = node.getText(file);
    if (from === to) return;
    const inside = functionAround(node);
    const shown = (code) => code.replace(/\s+/g, ' ').slice(0, 90);
    const base = `${inside}: ${operator}: ${shown(lineOf(text, node.getStart(file)))}: ${shown(from)} → ${shown(to)}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    found.push({ id: nth === 1 ? base : `${base} #${nth}`, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, inside, from: shown(from), to: shown(to), text: text.slice(0, node.getStart(file)) + to + text.slice(node.getEnd()) });
  };

  const visit = (node) => {
    // Types do not run.
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) for (const to of BINARY[node.operatorToken.getText(file)] ?? []) change(node.operatorToken, 'operator', to);
    else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.MinusToken || node.operator === ts.SyntaxKind.ExclamationToken) change(node, 'sign', `(${node.operand.getText(file)})`);
    } else if (ts.isNumericLiteral(node)) for (const to of numbersNear(node.text)) change(node, 'number', to);
    else if (node.kind === ts.SyntaxKind.TrueKeyword) change(node, 'boolean', 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) change(node, 'boolean', 'true');
    else if (ts.isStringLiteral(node) && Object.hasOwn(TEXTS, node.text)) change(node, 'text', `'${TEXTS[node.text]}'`);
    else if (ts.isCallExpression(node)) call(node);
    else if (ts.isExpressionStatement(node)) change(node, 'left out', ';');
    else if (ts.isIfStatement(node)) for (const to of ['true', 'false']) change(node.expression, 'condition', to);
    else if (ts.isConditionalExpression(node)) for (const to of ['true', 'false']) change(node.condition, 'condition', to);
    ts.forEachChild(node, visit);
  };
  const call = (node) => {
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : undefined;
    if (!name) return;
    if (Object.hasOwn(NAMES, name.text)) change(name, 'operation', NAMES[name.text]);
    const [a, b, ...rest] = node.arguments;
    const onTf = ts.isIdentifier(callee.expression) && callee.expression.text === 'tf';
    if (onTf && b && ORDERED.has(name.text)) change(node, 'order', `${callee.getText(file)}(${[b, a, ...rest].map((one) => one.getText(file)).join(', ')})`);
    // x.method(…) without the method.
    if (!onTf && ts.isPropertyAccessExpression(callee) && ['reverse', 'sort', 'filter', 'map', 'slice', 'reshape', 'transpose', 'toFloat', 'shuffle'].includes(name.text)) change(node, 'without', callee.expression.getText(file));
  };
  visit(file);
  return found;
}

function numbersNear(text) {
  const value = Number(text.replaceAll('_', ''));
  if (value === 0) return ['1'];
  if (value === 1) return ['0', '2'];
  return Number.isInteger(value) ? [String(value + 1), String(value - 1)] : [String(value * 10)];
}

function functionAround(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isFunctionDeclaration(at) && at.name) return at.name.text;
    if (ts.isVariableDeclaration(at) && at.initializer && ts.isArrowFunction(at.initializer)) return at.name.getText();
  }
  return 'the file';
}

const lineOf = (text, at) => text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at)).trim();
