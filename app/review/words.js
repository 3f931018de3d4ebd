// The page's words, in Japanese or English.
let words = {};
export let language = 'ja';

export async function useLanguage(name) {
  language = name === 'en' ? 'en' : 'ja';
  words = await (await fetch(`/words.${language}.json`)).json();
  localStorage.setItem('jizen-language', language);
  document.documentElement.lang = language;
}

// t('open', {count: 3})
export function t(key, values = {}) {
  const text = words.page[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}
export const reason = (code) => words.reasons[code] ?? code;
// The short English phrase that says what is doubtful, in the page's language; a phrase that
// quotes the sheet comes back as it is.
export function detail(text) {
  if (!words.details) return text; // English, as the parser says it
  const page = /^page ([0-9]+)$/.exec(text);
  if (page) return words.details['page {n}'].replace('{n}', page[1]);
  return words.details[text] ?? text.split(': ').map((part) => words.details[part] ?? part).join(': ');
}
export const field = (name) => words.fields[name] ?? name;
export const stateName = (name) => words.states[name] ?? name;
export const kindName = (name) => words.kinds[name] ?? name;
export const prefecture = (index) => words.prefectures[index] ?? '';

// "/areas/0/goals/1/progress" -> "圏域1・目標2・進捗"
export function where(path) {
  if (!path) return t('wholeSheet');
  const steps = path.slice(1).split('/');
  const parts = [];
  for (const step of steps) {
    if (/^[0-9]+$/.test(step)) parts[parts.length - 1] += ` ${Number(step) + 1}`;
    else parts.push(field(step));
  }
  return parts.join(language === 'ja' ? '・' : ', ');
}

// A value as the editor shows it, and back.
export function textOf(value) {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' / ');
  return String(value);
}
export function valueOf(text, old, path) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'sectors') return text.split(/[\/／\n]/).map((s) => s.trim()).filter(Boolean);
  if (['value', 'value_max', 'fiscal_year'].includes(name)) {
    const half = text.normalize('NFKC').replace(/,/g, '').trim();
    if (half === '') return null;
    const number = Number(half);
    return Number.isFinite(number) ? number : undefined;
  }
  if (text === '' && old === null) return null;
  if (text === '' && ['unit', 'comparator', 'submitter_code'].includes(name)) return null;
  return text;
}

// An element with text only: what a sheet says never becomes markup.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}
