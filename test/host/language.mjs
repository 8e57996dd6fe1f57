/**
 * Makes VS Code believe that a language pack is installed, so that it takes the extension's texts in that language.
 * The pack is empty: VS Code's own texts stay English, which is what we can have without the gallery.
 */
import fs from 'node:fs';
import path from 'node:path';

/** @param {string} dataDir Of the server, before it starts. @param {string} locale @returns {string[]} Arguments of the server. */
export function emptyLanguagePack(dataDir, locale) {
  const data = path.join(dataDir, 'data');
  const texts = path.join(data, 'language-pack', 'main.i18n.json');
  fs.mkdirSync(path.dirname(texts), { recursive: true });
  fs.writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  fs.writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({
    [locale]: {
      hash: 'empty',
      label: locale,
      extensions: [{ extensionIdentifier: { id: 'ai-coursework.empty-language-pack' }, version: '1.0.0' }],
      translations: { vscode: texts },
    },
  }));
  return ['--locale', locale];
}
