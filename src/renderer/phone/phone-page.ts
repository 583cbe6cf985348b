import type { PhoneText } from '../../shared/contract/delivery/practice-phone';

/** Number of texts shown, newest first. */
const MAX_TEXTS = 200;

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
  while (list.children.length > MAX_TEXTS) {
    list.lastElementChild?.remove();
  }
  none.hidden = list.children.length > 0;
}

function item(text: PhoneText): HTMLElement {
  const time = textElement('time', '', text.time);
  time.setAttribute('datetime', text.at);
  const head = createElement('div', 'head', [textElement('strong', '', text.from), time]);
  const bubble = createElement('div', 'bubble', [
    ...optionalText('p', 'subject', text.subject),
    ...text.pictures.map(picture),
    textElement('p', 'content', text.content),
  ]);
  const foot = createElement('div', 'foot', [
    textElement('span', '', `${list.dataset['to'] ?? ''} ${text.to}`),
    ...text.facts.map((fact) => textElement('span', '', fact)),
  ]);
  return createElement('li', text.arrived ? 'text' : 'text lost', [
    head,
    bubble,
    foot,
    ...optionalText('p', 'notice', text.notice),
  ]);
}

function picture(address: string): HTMLElement {
  const image = document.createElement('img');
  image.src = address;
  image.alt = '';
  return image;
}

/** Text element, or none for an empty text. */
function optionalText(tag: string, kind: string, text: string): HTMLElement[] {
  return text === '' ? [] : [textElement(tag, kind, text)];
}

/** Element with plain text; markup in it has no effect. */
function textElement(tag: string, kind: string, text: string): HTMLElement {
  const made = createElement(tag, kind, []);
  made.textContent = text;
  return made;
}

function createElement(tag: string, kind: string, parts: readonly HTMLElement[]): HTMLElement {
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
