import type { CellView, ParameterView, Shown } from '../../src/microscope/messages';
import { h } from '../page/dom';
import type { Context } from './context';
import { post } from './host';

const NUMBERS: readonly Shown[] = ['analytic', 'numeric', 'difference', 'relative'];

/**
 * A gradient as a grid that a keyboard walks through, one tab stop in all: https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 * Under it stand all numbers of the entry that the pointer or the focus is on, at first of the worst one.
 */
export function heatMap(parameter: ParameterView, context: Context): HTMLElement {
  const { name, shape, rows, worst, isVector } = parameter;
  const { strings, shown, current } = context;
  const [row, column] = current.get(name) ?? worst;
  const cells = rows.map((line, i) => line.map((cell, j) => gridCell(parameter, cell, [i, j], i === row && j === column, context)));
  const grid = h(
    'table',
    { class: isVector ? 'grid grid-vector' : 'grid', role: 'grid', 'aria-label': `${name} ${shape}, ${strings[shown]}` },
    h('thead', {}, h('tr', { role: 'row' }, !isVector && h('td', {}), ...rows[0]!.map((_, j) => h('th', { scope: 'col', role: 'columnheader' }, String(j))))),
    h('tbody', {}, ...cells.map((line, i) => h('tr', { role: 'row' }, !isVector && h('th', { scope: 'row', role: 'rowheader' }, String(i)), ...line))),
  );
  grid.style.setProperty('--columns', String(rows[0]!.length));
  const numbers = readout(parameter, [row, column], context);

  const placeOf = (target: EventTarget | null): [number, number] | undefined => {
    const element = (target as Element | null)?.closest?.<HTMLElement>('td[data-place]');
    return element?.dataset['place']?.split(',').map(Number) as [number, number] | undefined;
  };
  const tell = (place: [number, number]) => numbers.tell(place);
  const stopAt = ([i, j]: [number, number]) => {
    for (const [r, line] of cells.entries()) for (const [c, cell] of line.entries()) cell.tabIndex = r === i && c === j ? 0 : -1;
    current.set(name, [i, j]);
    tell([i, j]);
  };
  grid.addEventListener('mouseover', (event) => {
    const place = placeOf(event.target);
    if (place) tell(place);
  });
  grid.addEventListener('mouseleave', () => tell(current.get(name) ?? worst));
  grid.addEventListener('focusin', (event) => {
    const place = placeOf(event.target);
    if (place) stopAt(place);
  });
  grid.addEventListener('click', (event) => {
    if (placeOf(event.target)) post({ type: 'goto', parameter: name });
  });
  grid.addEventListener('keydown', (event) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') post({ type: 'goto', parameter: name });
    else {
      const next = neighbour(event, place, cells.length, cells[0]!.length);
      if (!next) return;
      cells[next[0]]![next[1]]!.focus();
    }
    event.preventDefault();
  });
  return h('div', { class: 'map-body' }, h('div', { class: 'grid-scroll' }, grid), numbers.element);
}

/** Where a key leads from a cell; undefined for keys that lead nowhere in a grid. */
function neighbour({ key, ctrlKey }: KeyboardEvent, [row, column]: [number, number], rows: number, columns: number): [number, number] | undefined {
  const within = (n: number, count: number) => Math.max(0, Math.min(count - 1, n));
  switch (key) {
    case 'ArrowLeft':
      return [row, within(column - 1, columns)];
    case 'ArrowRight':
      return [row, within(column + 1, columns)];
    case 'ArrowUp':
      return [within(row - 1, rows), column];
    case 'ArrowDown':
      return [within(row + 1, rows), column];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? rows - 1 : row, columns - 1];
    default:
      return undefined;
  }
}

const entryName = ({ name, isVector }: ParameterView, [row, column]: [number, number]): string => (isVector ? `${name}[${column}]` : `${name}[${row}, ${column}]`);

function gridCell(parameter: ParameterView, cell: CellView, place: [number, number], isStop: boolean, { strings, shown }: Context): HTMLTableCellElement {
  const label = [entryName(parameter, place), ...NUMBERS.map((each) => `${strings[each]} ${cell.full[each]}`), ...(cell.level === 0 ? [strings.within] : cell.level === 'none' ? [strings.nothing] : [])].join(', ');
  const isWorst = parameter.state === 'wrong' && place[0] === parameter.worst[0] && place[1] === parameter.worst[1];
  const element = h(
    'td',
    { class: `cell ${looks(cell, shown)}${isWorst ? ' cell-worst' : ''}`, role: 'gridcell', tabindex: isStop ? 0 : -1, 'data-place': place.join(), 'data-key': `cell-${parameter.name}-${place.join('-')}`, 'aria-label': label },
    h('span', { class: 'cell-value' }, cell.short[shown]),
    h('span', { class: 'cell-bar', 'aria-hidden': 'true' }),
  );
  if (shown !== 'relative') element.style.setProperty('--share', String(Math.abs(cell.shares[shown])));
  return element;
}

/** The numeric gradient is there whatever came from the learner. */
function looks({ level, strange, shares }: CellView, shown: Shown): string {
  if (shown !== 'numeric' && (strange || level === 'none')) return strange ? 'level-4 strange' : 'level-none';
  return shown === 'relative' ? `level-${level}` : `value ${shares[shown] < 0 ? 'negative' : 'positive'}`;
}

function readout(parameter: ParameterView, first: [number, number], { strings }: Context): { element: HTMLElement; tell: (place: [number, number]) => void } {
  const entry = h('p', { class: 'readout-entry' });
  const values = NUMBERS.map((each) => [each, h('dd', {})] as const);
  const tell = (place: [number, number]) => {
    const cell = parameter.rows[place[0]]![place[1]]!;
    entry.textContent = entryName(parameter, place);
    for (const [each, element] of values) element.textContent = cell.full[each];
  };
  tell(first);
  return { tell, element: h('div', { class: 'readout' }, entry, h('dl', {}, ...values.map(([each, element]) => h('div', {}, h('dt', {}, strings[each]), element)))) };
}
