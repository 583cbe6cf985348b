import type { PhoneText } from '../../shared/contract/practice-phone';

/** Number of texts shown, newest first. */
const SHOWN = 200;

const list = element('texts');
const none = element('none');
const gone = element('gone');

const feed = new EventSource('texts');
feed.addEventListener('open', () => (gone.hidden = true));
feed.addEventListener('error', () => (gone.hidden = false));
feed.addEventListener('all', ({ data }) => {
  list.replaceChildren();
  show(data);
});
feed.addEventListener('new', ({ data }) => show(data));

/** Adds the texts of an event at the top, newest first. */
function show(data: unknown): void {
  const texts = JSON.parse(String(data)) as readonly PhoneText[];
  texts.forEach((text) => list.prepend(item(text)));
  while (list.children.length > SHOWN) {
    list.lastElementChild?.remove();
  }
  none.hidden = list.children.length > 0;
}

function item(text: PhoneText): HTMLElement {
  const time = words('time', '', text.time);
  time.setAttribute('datetime', text.at);
  const head = filled('div', 'head', [words('strong', '', text.from), time]);
  const bubble = filled('div', 'bubble', [
    ...some('p', 'subject', text.subject),
    ...text.pictures.map(picture),
    words('p', 'content', text.content),
  ]);
  const foot = filled('div', 'foot', [
    words('span', '', `${list.dataset['to'] ?? ''} ${text.to}`),
    ...text.facts.map((fact) => words('span', '', fact)),
  ]);
  return filled('li', text.arrived ? 'text' : 'text lost', [head, bubble, foot, ...some('p', 'notice', text.notice)]);
}

function picture(address: string): HTMLElement {
  const image = document.createElement('img');
  image.src = address;
  image.alt = '';
  return image;
}

/** Text element, or none for an empty text. */
function some(tag: string, kind: string, text: string): HTMLElement[] {
  return text === '' ? [] : [words(tag, kind, text)];
}

/** Element with plain text; markup in it has no effect. */
function words(tag: string, kind: string, text: string): HTMLElement {
  const made = filled(tag, kind, []);
  made.textContent = text;
  return made;
}

function filled(tag: string, kind: string, parts: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.append(...parts);
  return made;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`The page has no ${id}.`);
  }
  return found;
}
