// The keyboard. Nothing fires while an input method composes: its Enter takes a conversion.
const SINGLE = {
  KeyJ: 'next', KeyK: 'previous', KeyN: 'nextSheet', KeyP: 'previousSheet', KeyE: 'edit', KeyB: 'blank', KeyI: 'illegible',
  KeyX: 'notApplicable', KeyD: 'ditto', KeyL: 'postpone', KeyU: 'undo', KeyR: 'redo', KeyH: 'history', KeyG: 'nextPage', KeyF: 'previousPage',
  ArrowDown: 'next', ArrowUp: 'previous', PageDown: 'nextPage', PageUp: 'previousPage',
};
const WITH_ALT = {
  KeyJ: 'next', KeyK: 'previous', KeyN: 'nextSheet', KeyP: 'previousSheet', KeyB: 'blank', KeyI: 'illegible', KeyX: 'notApplicable',
  KeyD: 'ditto', KeyL: 'postpone', KeyU: 'undo', KeyR: 'redo', KeyH: 'history', KeyG: 'nextPage', KeyF: 'previousPage',
  ArrowDown: 'next', ArrowUp: 'previous', PageDown: 'nextSheet', PageUp: 'previousSheet',
};

export const HELP = [
  ['Enter', 'confirm'], ['Shift+Enter', 'newLine'], ['Alt+J', 'next'], ['Alt+K', 'previous'], ['Alt+N', 'nextSheet'], ['Alt+P', 'previousSheet'],
  ['Alt+G / PageDown', 'nextPage'], ['Alt+F / PageUp', 'previousPage'], ['E', 'edit'], ['Esc', 'leave'], ['Alt+B', 'blank'], ['Alt+I', 'illegible'],
  ['Alt+X', 'notApplicable'], ['Alt+D', 'ditto'], ['Alt+L', 'postpone'], ['Alt+U / Ctrl+Z', 'undo'], ['Alt+R / Ctrl+Y', 'redo'], ['Alt+H', 'history'], ['? / F1', 'help'],
];

function actionOf(event, typing, button) {
  if (event.key === 'F1') return 'help';
  if (event.ctrlKey || event.metaKey) {
    if (typing) return null; // the editor's own undo
    if (event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo';
    return event.code === 'KeyY' ? 'redo' : null;
  }
  if (event.altKey) return WITH_ALT[event.code] ?? null;
  if (typing) {
    if (event.key === 'Enter' && !event.shiftKey) return 'confirm';
    if (event.key === 'PageDown') return 'nextPage';
    if (event.key === 'PageUp') return 'previousPage';
    return event.key === 'Escape' ? 'leave' : null;
  }
  if (event.key === '?') return 'help';
  if (event.key === 'Enter') return button ? null : 'confirm'; // a button that has the focus is pressed; either Enter key confirms
  return SINGLE[event.code] ?? null;
}

export function listen(actions) {
  window.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const target = event.target;
    if (target.closest('dialog') || document.getElementById('review').hidden) {
      if (event.key === 'F1') { event.preventDefault(); actions.help(); }
      return;
    }
    const typing = target.matches('textarea.editor');
    if (!typing && target.matches('input, select, textarea')) return;
    const action = actionOf(event, typing, target.matches('button, a') && !target.classList.contains('field'));
    if (!action || !actions[action]) return;
    event.preventDefault();
    actions[action]();
  });
}
