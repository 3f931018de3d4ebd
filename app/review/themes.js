// What the sheets write about: terms by year, and who took one up when.
import { get } from './api.js';
import { make, t } from './words.js';
import { bars, tableBehind, svg } from './chart.js';

let term = '';

export async function showThemes(body) {
  const { years, themes } = await get('years/themes');
  const list = make('div', { class: 'panel theme-list' });
  const detail = make('div', { class: 'panel theme-detail' }, make('p', { class: 'small' }, t('themeHint')));
  const entry = make('input', { type: 'search', value: term, size: 16, 'aria-label': t('term') });
  const choose = async (name) => { term = name; entry.value = name; await drawTheme(detail, name); for (const row of list.querySelectorAll('tr')) row.classList.toggle('chosen', row.dataset.term === name); };
  const rows = themes.map((theme) => [theme.term, theme.first_year, ...theme.years.map((year) => year.having)]);
  const share = (year) => (year.of ? year.having / year.of : 0);
  list.append(make('h3', {}, t('themesTitle')), make('p', { class: 'small' }, t('themesHint')),
    make('table', { class: 'rows' }, make('tr', {}, make('th', { scope: 'col' }, t('term')), make('th', { scope: 'col' }, t('shareByYear', { from: years[0]?.year ?? '', until: years[years.length - 1]?.year ?? '' })), make('th', { scope: 'col' }, t('firstYear'))),
      themes.map((theme) => make('tr', { 'data-term': theme.term }, make('td', {}, make('button', { type: 'button', class: 'place', onclick: () => choose(theme.term) }, theme.term)),
        make('td', {}, bars(theme.years.map(share), theme.years.map((year) => `${year.year}: ${year.having} / ${year.of}`))), make('td', {}, String(theme.first_year))))),
    tableBehind(t('years_themes'), [t('term'), t('firstYear'), ...years.map((year) => `${year.year} (${year.of})`)], rows, rows.map((row) => [row[0], String(row[1]), ...row.slice(2)])));
  body.replaceChildren(make('form', { class: 'form no-print', onsubmit: (event) => { event.preventDefault(); if (entry.value.trim()) choose(entry.value.trim()); } }, make('label', {}, t('termAsked'), entry), make('button', {}, t('show'))),
    make('div', { class: 'theme-columns' }, list, detail));
  if (term || themes.length) await choose(term || themes[0].term);
}

// Submitters by years, those that took it up first above.
async function drawTheme(area, name) {
  const { years, uses } = await get('years/theme', { term: name });
  const rows = new Map();
  for (const use of uses) {
    const key = use.code || use.submitter;
    if (!rows.has(key)) rows.set(key, { submitter: use.submitter, code: use.code, first: use.year, counts: new Map() });
    rows.get(key).counts.set(use.year, use.count);
  }
  const ordered = [...rows.values()].sort((a, b) => a.first - b.first || a.code.localeCompare(b.code) || a.submitter.localeCompare(b.submitter));
  const most = Math.max(1, ...uses.map((use) => use.count));
  const dot = (row, year) => {
    const count = row.counts.get(year) ?? 0;
    if (!count) return make('td', { class: 'dot' }, make('span', { class: 'missing' }, '·'));
    const radius = 4 + 7 * Math.sqrt(count / most);
    const title = `${row.submitter} ${year}: ${count}`;
    return make('td', { class: 'dot' }, svg('svg', { width: 40, height: 24, viewBox: '0 0 40 24', role: 'img', 'aria-label': title }, svg('title', {}, title),
      svg('circle', { class: year === row.first ? 'use first' : 'use', cx: 14, cy: 12, r: radius }), svg('text', { class: 'tick', x: 28, y: 16 }, String(count))));
  };
  const table = ordered.flatMap((row) => years.map((year) => [row.code, row.submitter, year.year, row.counts.get(year.year) ?? 0]));
  area.replaceChildren(make('h3', {}, t('themeOf', { term: name, count: ordered.length })), make('p', { class: 'small' }, t('dotHint')),
    ordered.length ? make('table', { class: 'theme-table' }, make('tr', {}, make('th', { scope: 'col' }, t('submitterOf')), years.map((year) => make('th', { scope: 'col' }, String(year.year)))),
      ordered.map((row, i) => make('tr', { class: i > 0 && ordered[i - 1].first !== row.first ? 'new-year' : null }, make('th', { scope: 'row' }, row.submitter), years.map((year) => dot(row, year.year))))) : make('p', {}, t('noneHere')),
    tableBehind(name, [t('code'), t('submitterOf'), t('year'), t('uses')], table, table.map((row) => [row[0], row[1], String(row[2]), row[3]])));
}
