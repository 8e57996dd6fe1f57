/** The rules of a page's questions beyond their schema (content/build/quiz.mjs): nothing but the thought gives the answer away. */

/** @typedef {import('./fault.mjs').Fault} Fault */
/** @typedef {import('../quiz.mjs').Choice} Choice */
/** @typedef {import('../quiz.mjs').Fill} Fill */

const LANGUAGES = ['zh-cn', 'en'];
const OF_THE_ABOVE = { 'zh-cn': /以上(?:全|都|皆|均|选项|各项|答案)|上述(?:全|都|皆|均)/, en: /\b(?:all|none|both|neither|any) of (?:the |these |them|the above)?\s*(?:above|options|answers)\b/i };
/** A `why` below this says that an option is wrong, and not why. */
const SHORTEST_WHY = { 'zh-cn': 6, en: 15 };
/** Share of a topic's correct options that may stand at one place. */
const MOST_AT_ONE_PLACE = 0.6;

const choices = (questions) => questions.filter(({ kind }) => kind === 'choice');
const place = (question) => question.options.findIndex(({ correct }) => correct);
const isLongest = (question, language) => {
  const { [place(question)]: right, ...others } = question.options.map(({ text }) => text[language].length);
  return Object.values(others).every((length) => right > length);
};
/** Every `why` of a question, with its field. */
const whys = (question) =>
  question.kind === 'choice'
    ? question.options.map(({ why }, i) => ({ why, field: `options.${i}.why` }))
    : [{ why: question.why, field: 'why' }, ...question.mistakes.map(({ why }, i) => ({ why, field: `mistakes.${i}.why` }))];

/**
 * @param {readonly (Choice | Fill)[]} questions of one page, valid by the schema
 * @param {string} file as faults should name it
 * @param {{ computes: boolean, optional?: boolean }} page `computes`: the page works numbers out
 * @returns {Fault[]}
 */
export function quizFaults(questions, file, { computes, optional = false }) {
  const faults = [];
  const fault = (question, message) => faults.push({ file, message: question ? `question "${question.id}": ${message}` : message });
  if (optional && questions.length === 0) return [];
  if (questions.length < 3 || questions.length > 5) fault(undefined, `${questions.length} questions; a page has 3 to 5`);
  if (computes && !questions.some(({ kind }) => kind === 'fill')) fault(undefined, 'the page works numbers out, and no question asks for one');

  for (const language of LANGUAGES) {
    const seen = new Map();
    for (const question of questions) {
      for (const { why, field } of whys(question)) {
        const text = why[language].trim();
        if (text.length < SHORTEST_WHY[language]) fault(question, `${field}.${language}: “${text}” does not say why`);
        if (seen.has(text)) fault(question, `${field}.${language}: the same words as ${seen.get(text)}`);
        else seen.set(text, `${field} of "${question.id}"`);
      }
      if (question.kind !== 'choice') continue;
      const options = question.options.map(({ text }) => text[language].trim());
      options.forEach((option, i) => {
        if (OF_THE_ABOVE[language].test(option)) fault(question, `options.${i}.text.${language}: “${option}” speaks of the other options`);
        if (options.indexOf(option) !== i) fault(question, `options.${i}.text.${language}: the same words as options.${options.indexOf(option)}`);
      });
    }
    const all = choices(questions);
    if (all.length > 1 && all.every((question) => isLongest(question, language))) fault(undefined, `in every choice question the correct option is the longest (${language})`);
  }
  const all = choices(questions);
  if (all.length > 1 && new Set(all.map(place)).size === 1) fault(undefined, `in every choice question the correct option is number ${place(all[0]) + 1}`);
  return faults;
}

/**
 * @param {readonly (Choice | Fill)[]} questions of all pages of a topic
 * @param {string} file the topic's folder
 * @returns {Fault[]}
 */
export function topicQuizFaults(questions, file) {
  const all = choices(questions);
  // With few questions, chance alone puts most at one place.
  if (all.length < 5) return [];
  const faults = [];
  for (const at of [0, 1, 2, 3]) {
    const here = all.filter((question) => place(question) === at).length;
    if (here > MOST_AT_ONE_PLACE * all.length) faults.push({ file, message: `in ${here} of ${all.length} choice questions of the topic the correct option is number ${at + 1}` });
  }
  for (const language of LANGUAGES) {
    const longest = all.filter((question) => isLongest(question, language)).length;
    if (longest > MOST_AT_ONE_PLACE * all.length) faults.push({ file, message: `in ${longest} of ${all.length} choice questions of the topic the correct option is the longest (${language})` });
  }
  return faults;
}
