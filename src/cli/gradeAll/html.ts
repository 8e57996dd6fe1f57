import { msg, translate, type Language, type Message } from '../../kit/l10n';
import type { OwnReport } from './ownReport';
import type { Summary } from './summary';

const OWN: Record<OwnReport, Message> = {
  same: msg('own report: the same'),
  unreadable: msg('own report: cannot be read'),
  otherExercise: msg('own report: another exercise'),
  otherSource: msg('own report: of another version of the file'),
  otherGrader: msg('own report: another version of the grader'),
  otherSeed: msg('own report: another seed'),
  otherScore: msg('own report: another score for the same file, grader and seed'),
};

/** A class on one page, without scripts; submissions' names and messages are foreign text and are escaped. */
export function summaryPage(summary: Summary, title: string, language: Language): string {
  const t = (message: Message) => escape(translate(message, language));
  const { submissions, distribution, checks, knownBugs, similar } = summary;
  const scores = submissions.map(({ score }) => score).sort((a, b) => a - b);
  const full = submissions.filter(({ verdict }) => verdict === 'passed').length;
  const median = scores.length === 0 ? 0 : (scores[(scores.length - 1) >> 1]! + scores[scores.length >> 1]!) / 2;
  return `<!doctype html>
<html lang="${language === 'zh-cn' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<p>${t(msg('{count} submissions · {full} with full marks · median {median} points', { count: submissions.length, full, median }))}</p>
<p class="small">${t(msg('Grader {version}, seed {seed}', { version: summary.graderVersion, seed: summary.seed }))}</p>

<h2>${t(msg('Distribution of scores'))}</h2>
${bars(distribution, t(msg('Distribution of scores')))}

<h2>${t(msg('Hardest checks'))}</h2>
${rows([msg('Check'), msg('Lost points')], checks.filter(({ lost }) => lost > 0).slice(0, 10).map(({ id, title: name, lost }) => [`${withCode(name)} <code>${escape(id)}</code>`, `${lost} (${percent(lost, submissions.length)})`]), t, msg('Nobody lost a point.'))}

<h2>${t(msg('Commonest mistakes'))}</h2>
${rows([msg('Mistake'), msg('Submissions')], knownBugs.slice(0, 15).map(({ id, count, message }) => [`${withCode(message)} <code>${escape(id)}</code>`, String(count)]), t, msg('No mistake was recognised.'))}

<h2>${t(msg('Similar submissions'))}</h2>
<p class="small">${t(msg('Pairs that share long pieces of code, names and comments aside, beyond what the starter gives. A hint where to read, not an accusation: a short exercise has few ways to be solved.'))}</p>
${rows([msg('Pair'), msg('Shared, of the smaller one')], similar.map(({ a, b, share }) => [`${escape(a)} · ${escape(b)}`, percent(share, 1)]), t, msg('No pair stands out.'))}

<h2>${t(msg('All submissions'))}</h2>
${rows([msg('Submission'), msg('Points'), msg('Lost at'), msg('Remarks')], submissions.map((row) => [escape(row.submission), `${row.score} / ${row.maxScore}`, row.lost.map((id) => `<code>${escape(id)}</code>`).join(' '), row.own ? t(OWN[row.own]) : '']), t, msg('There are none.'))}
</main>
</body>
</html>
`;
}

function rows(head: Message[], body: string[][], t: (message: Message) => string, none: Message): string {
  if (body.length === 0) return `<p>${t(none)}</p>`;
  return `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${t(cell)}</th>`).join('')}</tr></thead><tbody>\n${body.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}\n</tbody></table></div>`;
}

/** A bar for each ten points, and one for full marks. */
function bars(counts: readonly number[], label: string): string {
  const most = Math.max(1, ...counts);
  const name = (i: number) => (i === 10 ? '100' : `${i * 10}–${i * 10 + 9}`);
  const bar = (count: number, i: number) => {
    const height = Math.round((120 * count) / most);
    return `<g><rect x="${i * 56 + 8}" y="${140 - height}" width="40" height="${height}" rx="2"/><text x="${i * 56 + 28}" y="${134 - height}">${count}</text><text x="${i * 56 + 28}" y="158">${name(i)}</text></g>`;
  };
  return `<div class="scroll"><svg viewBox="0 0 624 166" width="624" height="166" role="img" aria-label="${label}: ${counts.map((count, i) => `${name(i)}: ${count}`).join(', ')}">${counts.map(bar).join('')}</svg></div>`;
}

const percent = (part: number, of: number): string => `${of === 0 ? 0 : Math.round((100 * part) / of)}%`;
const escape = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** Messages mark code with backquotes. */
const withCode = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 20%, Canvas); --muted: color-mix(in srgb, CanvasText 70%, Canvas); --bar: color-mix(in srgb, LinkText 70%, Canvas); }
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.small { color: var(--muted); font-size: .9em; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
td:nth-child(2), th:nth-child(2) { white-space: nowrap; } code { font-size: .85em; color: var(--muted); }
rect { fill: var(--bar); } text { fill: CanvasText; font-size: 12px; text-anchor: middle; }
`;
