// Requests to the program. What a person decides is sent at once, one after the other, and kept
// in this browser until the program has confirmed it.
const token = new URLSearchParams(location.hash.slice(1)).get('token')
  || sessionStorage.getItem('jizen-token') || '';
if (token) sessionStorage.setItem('jizen-token', token);

const PENDING = 'jizen-pending';
const RETRY_MS = 1500;
let onState = () => {};

export const author = {
  get: () => localStorage.getItem('jizen-author') || '',
  set: (name) => localStorage.setItem('jizen-author', name),
};

function headers(extra) {
  return { 'X-Jizen': '1', ...(token ? { 'X-Jizen-Token': token } : {}), ...extra };
}

export async function get(path, values = {}) {
  const query = new URLSearchParams(values).toString();
  const answer = await fetch(`/api/${path}${query ? `?${query}` : ''}`, { headers: headers({}) });
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

export async function post(path, body) {
  const answer = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: headers({ 'Content-Type': 'application/json' }),
    body: JSON.stringify({ author: author.get(), ...body }),
  });
  return { status: answer.status, body: await answer.json() };
}

export function pictureUrl(sheet, page, dpi) {
  const extra = token ? `&token=${encodeURIComponent(token)}` : '';
  return `/api/sheets/${sheet}/pages/${page}/picture?dpi=${dpi}${extra}`;
}

// ---- Decisions ----
let queue = JSON.parse(localStorage.getItem(PENDING) || '[]');
let running = false;
const waiting = new Map(); // number of a request -> what to do with its answer
let number = Date.now();

function keep() { localStorage.setItem(PENDING, JSON.stringify(queue)); }

export function pending() { return queue.length; }
export function onSaving(callback) { onState = callback; }

// Resolves with {status, body} once the program has answered.
export function decide(sheet, decision) {
  const entry = { number: ++number, sheet, decision: { author: author.get(), ...decision } };
  queue.push(entry);
  keep();
  const answered = new Promise((resolve) => waiting.set(entry.number, resolve));
  sendPending();
  return answered;
}

export async function sendPending() {
  if (running) return;
  running = true;
  while (queue.length > 0) {
    onState('saving');
    const entry = queue[0];
    try {
      const answer = await post(`sheets/${entry.sheet}/decide`, entry.decision);
      if (answer.status === 429 || answer.status === 503) throw new Error('busy');
      queue.shift();
      keep();
      const done = waiting.get(entry.number);
      waiting.delete(entry.number);
      if (done) done(answer);
      if (queue.length === 0) onState(answer.status === 200 ? 'saved' : 'refused');
    } catch (error) {
      onState('retry');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  running = false;
}

// ---- Drafts ----
let draftTimer = 0;
export function saveDraft(sheet, path, text) {
  clearTimeout(draftTimer);
  draftTimer = setTimeout(() => {
    post(`sheets/${sheet}/draft`, { path, text }).catch(() => onState('retry'));
  }, 250);
}
export function dropDraft(sheet, path) {
  clearTimeout(draftTimer);
  post(`sheets/${sheet}/draft`, { path, text: '' }).catch(() => {});
}
