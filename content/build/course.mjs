import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildHints } from './hints.mjs';
import { quizFile, readQuiz, renderQuiz } from './quiz.mjs';
import { checkAnchors, createRenderer, mathStyles } from './render.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LANGUAGES = ['zh-cn', 'en'];

/** Loads a TypeScript module of src/ into this process. */
export async function importTypeScript(file) {
  const { outputFiles } = await build({ absWorkingDir: root, entryPoints: [file], bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'warning' });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}

/**
 * Validates content/ and writes it as the extension reads it: item.json as it is, every page as
 * `<language>.json` with HTML, table of contents, plain text, rubric and questions, and what an exercise scaffolds;
 * the hints of all exercises beside them, in `hints/`.
 * @param {{ content?: string, outdir: string, mathFile: string }} options
 * @throws Error that names the file and the field of the first fault
 */
export async function buildCourse({ content = path.join(root, 'content'), outdir, mathFile }) {
  const { loadCourse, pageFile } = await importTypeScript('src/course/load.ts');
  const course = await loadCourse(content, 'md');
  if (course.problems.length) throw new Error(course.problems.map(({ file, fault }) => `content/${file}: ${fault}`).join('\n'));

  // Written beside and renamed, so that a VS Code with the course open never finds half of it.
  const fresh = `${outdir}.new`;
  await rm(fresh, { recursive: true, force: true });
  const ids = new Set(course.pages.map((page) => page.id));
  const rendered = [];
  for (const topic of course.sections.flatMap((section) => section.topics)) {
    const drawn = new Map();
    for (const page of [topic, ...topic.pages]) {
      const quizName = path.relative(root, quizFile(page));
      const questions = await readQuiz(page, quizName);
      for (const language of LANGUAGES) {
        const file = pageFile(page, language, 'md');
        const markdown = await readFile(file, 'utf8');
        for (const [, name] of markdown.matchAll(/\]\(figure:([\w-]+)\)/g)) {
          if (!drawn.has(name)) drawn.set(name, (await import(pathToFileURL(path.join(topic.path, 'figures', `${name}.mjs`)).href)).default);
        }
        const renderer = createRenderer({ figure: (name, lang) => drawn.get(name)(lang), pageExists: (id) => ids.has(id) });
        const fileName = path.relative(root, file);
        const result = renderer.render(markdown, language, fileName);
        const { quiz, links } = renderQuiz(questions, renderer, language, quizName, result.toc.map((entry) => entry.id));
        rendered.push({ id: page.id, fileName, rendered: result, language }, { id: page.id, fileName: quizName, rendered: { toc: result.toc, links }, language });
        const target = path.join(fresh, path.relative(content, pageFile(page, language)));
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, JSON.stringify({ html: result.html, toc: result.toc, text: result.text, rubric: result.rubric, quiz }));
      }
    }
    const from = topic.path;
    const to = path.join(fresh, path.relative(content, topic.path));
    const keep = ['item.json', ...(topic.exercise ? LANGUAGES.flatMap((language) => [`starter.${language}.ts`, `readme.${language}.md`]) : [])];
    for (const file of keep) await cp(path.join(from, file), path.join(to, file));
  }
  for (const exercise of course.exercises) await buildHints(exercise, path.join(fresh, 'hints'), path.relative(root, path.join(exercise.folder, 'hints.json')));
  // To be compared with, once they are earned.
  for (const { id } of course.exercises) await cp(path.join(content, 'exercises', id, 'solution.ts'), path.join(fresh, 'solutions', `${id}.ts`));
  for (const language of LANGUAGES) checkAnchors(rendered.filter((page) => page.language === language));
  await rm(outdir, { recursive: true, force: true });
  await rename(fresh, outdir);
  await mkdir(path.dirname(mathFile), { recursive: true });
  await writeFile(mathFile, mathStyles());
  return { pages: rendered.length / 2 };
}
