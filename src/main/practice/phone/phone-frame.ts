import type { Translate } from '../../../shared/i18n/translator';
import type { Language } from '../../../shared/settings/schema';

/** Renders the page without its texts, which come over the feed. */
export function phoneHtml(translate: Translate, language: Language): string {
  const word = (key: string): string => escaped(translate(`phone.${key}`));
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${word('title')} · Logbell</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="phone.css">
    <script type="module" src="phone.js"></script>
  </head>
  <body>
    <main>
      <header>
        <h1>${word('title')}</h1>
        <p>${word('hint')}</p>
      </header>
      <p id="gone" role="alert" hidden>${word('gone')}</p>
      <p id="none">${word('none')}</p>
      <ol id="texts" aria-label="${word('list')}" aria-live="polite" data-to="${word('to')}"></ol>
    </main>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
