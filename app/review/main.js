// The review page: what is opened, what is looked at, and what each action does.
import * as api from './api.js';
import * as words from './words.js';
import { drawFilters, drawQueue, listed } from './queue.js';
import * as picture from './picture.js';
import * as fields from './fields.js';
import * as dialogs from './dialogs.js';
import { listen } from './keys.js';
import { showOverview } from './overview.js';
import { showBulk } from './bulk.js';
import { showQuality } from './quality.js';
import { showYears } from './years.js';
import { showSearch } from './search.js';

const { t, make } = words;
const element = (id) => document.getElementById(id);
let sheets = [];
let failed = [];
let opened = null; // {id, pages, sheet, log, last, drafts, doubts, now, editing}
let selectedPlace = null; // words chosen on the picture for the field that is edited
let view = 'review';

// ---- Opening ----

function takeIn(answer) {
  const before = opened && opened.id === answer.id ? opened : null;
  opened = { ...answer, doubts: fields.doubtsOf(answer.sheet), now: before ? before.now : null, editing: before ? before.editing : false, nowLeftover: null };
  const entry = sheets.find((sheet) => sheet.id === answer.id);
  if (entry) {
    entry.open = answer.sheet.review.length;
    entry.state = answer.state;
    entry.reasons = [...new Set(answer.sheet.review.map((finding) => finding.reason))].sort();
    entry.submitter = answer.sheet.submitter;
    entry.year = answer.sheet.fiscal_year;
    entry.code = answer.sheet.submitter_code ?? '';
  }
}

async function open(id, first = true) {
  try {
    const answer = await api.get(`sheets/${id}`, { author: api.author.get() });
    if (opened && opened.id !== id) opened = null;
    takeIn(answer);
  } catch (error) { return notice(error.message); }
  history.replaceState(null, '', `#sheet=${id}`);
  picture.openSheet(opened);
  drawAll();
  const draft = opened.doubts.find((path) => opened.drafts[path] !== undefined);
  if (first && opened.doubts.length) look(draft ?? opened.doubts[0]);
  else if (first) { look(null); picture.showPage(1); }
}

function drawBar() {
  const button = (name, action) => make('button', { type: 'button', onclick: action }, t(name));
  element('fields-bar').replaceChildren(make('span', { class: 'name' }, `${opened.sheet.submitter || t('unknown')} ${opened.sheet.fiscal_year_label}`),
    make('span', { class: opened.doubts.length ? 'badge doubt' : 'badge human' }, opened.doubts.length ? `？ ${t('open', { count: opened.doubts.length })}` : `✓ ${t('done')}`),
    make('span', { class: 'badge plain' }, words.stateName(opened.state)), button('undo', actions.undo), button('redo', actions.redo),
    button(opened.state === 'postponed' ? 'takeUp' : 'postpone', actions.postpone),
    button(opened.state === 'rejected' ? 'takeUp' : 'reject', () => setState(opened.state === 'rejected' ? 'to-review' : 'rejected')),
    button('historySheet', () => dialogs.history(opened.id, null, undoEntry)));
}

function drawAll() {
  drawFilters(sheets, drawList);
  drawList();
  if (!opened) return;
  drawBar();
  const area = element('values');
  const scroll = area.scrollTop;
  fields.drawValues(opened, fieldActions);
  area.scrollTop = scroll;
  fields.drawDoubt(opened, fieldActions);
  picture.drawBoxes();
}

function drawList() { drawQueue(sheets, opened && opened.id, (id) => open(id)); drawFilters(sheets, drawList); }

// ---- Looking at one place ----

function look(path, edit = true) {
  const before = opened.now;
  opened.now = path;
  opened.nowLeftover = null;
  opened.editing = edit && path !== null && fields.isField(opened.sheet, path);
  selectedPlace = null;
  if (before && before !== path) fields.redrawField(opened, before, fieldActions);
  fields.drawDoubt(opened, fieldActions);
  if (path === null) return picture.drawBoxes();
  const view = fields.redrawField(opened, path, fieldActions);
  const place = view ?? document.querySelector(`#values [data-path="${CSS.escape(path)}"]`);
  if (place) {
    place.focus({ preventScroll: true });
    if (place.select) place.select(); // typing takes the place of what was read
    place.scrollIntoView({ block: 'center' });
  } else {
    element('doubt').querySelector('button')?.focus();
  }
  picture.showField(path);
}

function editorText() {
  const editor = document.querySelector('textarea.editor');
  return editor && editor.dataset.path === opened.now ? editor.value : null;
}

function nextDoubt(from, step = 1) {
  const doubts = opened.doubts;
  if (!doubts.length) return null;
  const at = doubts.indexOf(from);
  if (at < 0) return doubts[0];
  return doubts[(at + step + doubts.length) % doubts.length];
}

// ---- Deciding ----

function setLocally(path, value, status) {
  const owner = fields.at(opened.sheet, path.slice(0, path.lastIndexOf('/')));
  owner[path.slice(path.lastIndexOf('/') + 1)] = value;
  opened.sheet.fields[path] = { ...(opened.sheet.fields[path] ?? {}), status };
}

// Sends a decision; the page goes on at once and is put right by the answer.
function send(decision, mine) {
  const id = opened.id;
  return api.decide(id, { seen: opened.last, ...decision }).then(({ status, body }) => {
    if (status === 409) {
      takeIn(body.sheet);
      drawAll();
      return dialogs.conflict(decision.path, mine, fields.at(opened.sheet, decision.path), () => { send({ ...decision, seen: undefined }, mine); });
    }
    if (status !== 200) return dialogs.lost(body.error ?? '');
    if (opened && opened.id === id && api.pending() === 0) {
      const now = opened.now;
      const typed = editorText();
      takeIn(body.sheet);
      if (typed !== null) opened.drafts[now] = typed; // what is being typed stays as it is
      const caret = document.querySelector('textarea.editor')?.selectionStart;
      const end = document.querySelector('textarea.editor')?.selectionEnd;
      drawAll();
      const editor = document.querySelector('textarea.editor');
      if (editor && typed !== null) { editor.focus({ preventScroll: true }); editor.setSelectionRange(caret, end); }
      else if (now && !decision.quiet) document.querySelector(`#values [data-path="${CSS.escape(now)}"]`)?.focus?.({ preventScroll: true });
    } else if (opened && opened.id === id) {
      opened.last = body.sheet.last;
    }
    return body;
  });
}

function leaveDoubt(path) {
  opened.sheet.review = opened.sheet.review.filter((finding) => finding.path !== path);
  const next = nextDoubt(path);
  opened.doubts = opened.doubts.filter((one) => one !== path);
  const entry = sheets.find((sheet) => sheet.id === opened.id);
  if (entry) entry.open = opened.sheet.review.length;
  drawBar();
  delete opened.drafts[path];
  const target = next === path || !opened.doubts.includes(next) ? opened.doubts[0] ?? null : next;
  look(target);
  if (target === null) nextSheetWhenDone();
}

function nextSheetWhenDone() {
  const entry = sheets.find((sheet) => sheet.id === opened.id);
  if (entry && entry.state === 'to-review') entry.state = 'reviewed';
  element('doubt').querySelector('button')?.focus();
}

function decideNow(kind, value) {
  const path = opened.now;
  if (path === null) return;
  const mine = value ?? editorText() ?? '';
  const draft = opened.drafts[path] !== undefined;
  const detail = selectedPlace && kind === 'set' ? { page: selectedPlace.page, bbox: selectedPlace.bbox } : undefined;
  if (kind === 'set') setLocally(path, value, 'corrected');
  else if (kind === 'accept') { if (fields.isField(opened.sheet, path) && path) setLocally(path, fields.at(opened.sheet, path), 'accepted'); }
  else setLocally(path, kind === 'not-applicable' ? null : typeof fields.at(opened.sheet, path) === 'string' ? '' : null, 'corrected');
  send({ path, kind, ...(kind === 'set' ? { value } : {}), ...(detail ? { detail } : {}) }, mine);
  if (draft) api.dropDraft(opened.id, path);
  leaveDoubt(path);
}

function confirm() {
  if (!opened) return;
  const path = opened.now;
  if (path === null) {
    if (opened.doubts.length) return look(opened.doubts[0]);
    return actions.nextSheet();
  }
  const typed = editorText();
  const old = fields.at(opened.sheet, path);
  if (typed === null || typed === words.textOf(old)) return decideNow('accept');
  const value = words.valueOf(typed, old, path);
  if (value === undefined) return notice(t('noNumber'));
  return decideNow('set', value);
}

async function setState(state) {
  await send({ path: '', kind: 'state', value: state });
  drawAll();
}

async function undoEntry(id) { await send({ path: '', kind: 'undo', value: id }); }

async function takeBack(kind) {
  if (!opened) return;
  opened.editing = false;
  const body = await send({ path: '', kind });
  if (body && body.outcome === 'nothing') return notice(t(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo'));
  const entry = body && [...body.sheet.log].reverse().find((one) => one.id === body.entry);
  if (entry && entry.path && fields.at(opened.sheet, entry.path) !== undefined) look(entry.path);
}

async function changeRecord(path, kind, value) {
  opened.editing = false;
  opened.now = null;
  await send({ path, kind, ...(value !== undefined ? { value } : {}) });
  look(nextDoubt(null), true);
}

function moveSheet(step) {
  const rows = listed(sheets);
  if (!rows.length) return;
  const at = rows.findIndex((sheet) => opened && sheet.id === opened.id);
  let next = at < 0 ? rows[0] : rows[(at + step + rows.length) % rows.length];
  if (at < 0 && opened) { // the one that is open is not listed any more: go on from its place
    const all = sheets.findIndex((sheet) => sheet.id === opened.id);
    next = rows.find((sheet) => sheets.indexOf(sheet) > all) ?? rows[0];
  }
  open(next.id);
}

// The same field of the record before.
function ditto() {
  const path = opened && opened.now;
  const steps = path ? path.split('/') : [];
  const index = Number(steps.at(-2));
  if (!(index > 0)) return;
  steps[steps.length - 2] = String(index - 1);
  const value = fields.at(opened.sheet, steps.join('/'));
  const editor = document.querySelector('textarea.editor');
  if (!editor || value === undefined) return;
  editor.value = words.textOf(value);
  fieldActions.onInput(path, editor.value);
}

function kindNow(kind) { if (opened && opened.now && fields.isField(opened.sheet, opened.now)) decideNow(kind); }

const actions = {
  confirm, ditto, help: dialogs.help,
  next: () => opened && look(nextDoubt(opened.now, 1)),
  previous: () => opened && look(nextDoubt(opened.now, -1)),
  nextSheet: () => moveSheet(1), previousSheet: () => moveSheet(-1),
  nextPage: () => picture.showPage(picture.currentPage() + 1), previousPage: () => picture.showPage(picture.currentPage() - 1),
  edit: () => opened && opened.now && look(opened.now),
  leave: () => {
    delete opened.drafts[opened.now];
    api.dropDraft(opened.id, opened.now);
    look(opened.now, false);
  },
  blank: () => kindNow('blank'), illegible: () => kindNow('illegible'), notApplicable: () => kindNow('not-applicable'),
  postpone: async () => {
    if (!opened) return;
    const later = opened.state !== 'postponed';
    await setState(later ? 'postponed' : 'to-review');
    if (later) moveSheet(1);
  },
  undo: () => takeBack('undo'), redo: () => takeBack('redo'),
  history: () => opened && dialogs.history(opened.id, opened.now, undoEntry),
};

const fieldActions = {
  onField: (path) => look(path),
  onInput: (path, text) => {
    opened.drafts[path] = text;
    api.saveDraft(opened.id, path, text);
    saving('draft');
  },
  onConfirm: confirm, onSkip: actions.next, onKind: kindNow,
  onHistory: (path) => dialogs.history(opened.id, path, undoEntry),
  onAccept: (path) => { opened.now = path; decideNow('accept'); },
  onSet: (path, value) => { opened.now = path; decideNow('set', value); },
  onRecord: (path) => dialogs.recordMenu(opened, path, changeRecord),
  onAdd: (path) => changeRecord(`${path}/-`, 'add', {}),
  onLeftover: (entry) => { opened.nowLeftover = entry; picture.showPage(entry.page); },
  onUseLeftover: (entry) => {
    const path = opened.now;
    if (!path || !fields.isField(opened.sheet, path)) return notice(t('chooseField'));
    const old = words.textOf(fields.at(opened.sheet, path));
    const value = words.valueOf(old ? `${old}\n${entry.text}` : entry.text, '', path);
    send({ path, kind: 'leftover', value, detail: { page: entry.page, text: entry.text } });
  },
};

// ---- The frame around it ----

function notice(text) {
  const area = element('notice');
  area.replaceChildren(text, make('button', { type: 'button', onclick: () => { area.hidden = true; } }, t('close')));
  area.hidden = false;
}

function saving(state) {
  const area = element('saving');
  area.textContent = t(`saving_${state}`);
  area.className = state === 'retry' || state === 'refused' ? 'bad' : '';
}

async function showView(name) {
  view = name;
  for (const part of document.querySelectorAll('.view')) part.hidden = part.id !== name;
  for (const button of document.querySelectorAll('#views button')) button.setAttribute('aria-pressed', String(button.dataset.view === name));
  if (name === 'overview') showOverview(sheets, failed, (id) => { showView('review'); drawList(); if (id) open(id); });
  if (name === 'bulk') showBulk(openAt);
  if (name === 'quality') showQuality(openAt);
  if (name === 'years') showYears(openAt).catch((error) => notice(error.message));
  if (name === 'search') showSearch(sheets, openAt);
  if (name === 'review' && opened) { await open(opened.id, false); if (opened.now) look(opened.now); }
}

// What stands in no field has no path: its page is shown.
async function openAt(id, path, page) {
  await showView('review');
  await open(id, false);
  look(path || null);
  if (!path) picture.showPage(page ?? 1);
}

function drawFrame() {
  document.title = t('title');
  for (const button of document.querySelectorAll('#views button')) button.textContent = t(`view_${button.dataset.view}`);
  element('language').textContent = words.language === 'ja' ? 'English' : '日本語';
  element('author-label').firstElementChild.textContent = t('author');
  element('help-button').setAttribute('aria-label', t('help'));
  element('paper-scroll').setAttribute('aria-label', t('picture'));
  element('queue').setAttribute('aria-label', t('queue'));
  element('fields').setAttribute('aria-label', t('values'));
  element('views').setAttribute('aria-label', t('views'));
}

async function start() {
  const begin = await api.get('start');
  if (!api.author.get()) api.author.set(begin.author);
  await words.useLanguage(localStorage.getItem('jizen-language') || begin.language);
  element('author').value = api.author.get();
  element('author').addEventListener('change', (event) => api.author.set(event.target.value.trim()));
  element('language').addEventListener('click', async () => {
    await words.useLanguage(words.language === 'ja' ? 'en' : 'ja');
    drawFrame();
    drawAll();
    showView(view);
  });
  element('help-button').addEventListener('click', dialogs.help);
  for (const button of document.querySelectorAll('#views button')) button.addEventListener('click', () => showView(button.dataset.view));
  drawFrame();
  api.onSaving(saving);
  picture.setActions({
    onField: (path) => look(path),
    onWords: (chosen) => {
      const editor = document.querySelector('textarea.editor');
      if (!editor) return notice(t('chooseField'));
      editor.value = chosen.text;
      fieldActions.onInput(opened.now, chosen.text);
      editor.focus();
      selectedPlace = chosen;
    },
  });
  picture.start();
  listen(actions);
  if (api.pending()) await api.sendPending(); // what the program could not take before
  ({ sheets, failed } = await api.get('queue'));
  const wanted = new URLSearchParams(location.hash.slice(1)).get('sheet');
  const first = sheets.find((sheet) => sheet.id === wanted) ?? listed(sheets)[0] ?? sheets[0];
  await showView('review');
  if (first) await open(first.id);
  else { drawAll(); notice(t('emptyDatabase')); }
}

start().catch((error) => {
  element('notice').textContent = String(error.message);
  element('notice').hidden = false;
});
