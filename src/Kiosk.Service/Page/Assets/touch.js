'use strict';

/** The touch targets of the terminal's picture: a button over each, positioned for any size. */
let touching = Promise.resolve();

function showTargets(screen) {
  const place = $('targets');
  const hadFocus = place.contains(document.activeElement);
  const focused = document.activeElement.dataset.action;
  place.hidden = screen.targets.length === 0;
  const isSaidLater = (target, index) => screen.targets.slice(index + 1).some(other => other.action === target.action);
  place.replaceChildren(...screen.targets.map((target, index) => targetOf(target, screen, isSaidLater(target, index))));
  if (hadFocus) {
    // Return focus to the same key, or else to the start of the new picture.
    (buttonFor(focused) ?? $('targets').querySelector(':not([aria-hidden])') ?? $('glass')).focus({ preventScroll: true });
  }
}

/** @param isAgain a later target has the same action: this one can be clicked, but is hidden from screen readers and the Tab order */
function targetOf(target, screen, isAgain) {
  const button = element('button', { type: 'button', 'data-action': target.action, 'aria-label': target.label });
  button.style.left = `${100 * target.x / screen.width}%`;
  button.style.top = `${100 * target.y / screen.height}%`;
  button.style.width = `${100 * target.width / screen.width}%`;
  button.style.height = `${100 * target.height / screen.height}%`;
  if (isAgain) {
    button.setAttribute('aria-hidden', 'true');
    button.tabIndex = -1;
  }
  return button;
}

const buttonFor = action => [...$('targets').children].findLast(button => button.dataset.action === action);

/** Sends touches one at a time, so that typed characters arrive in order. */
function touch(action) {
  touching = touching.then(() => send('touch', { action })).catch(() => complain(words().lost));
}

$('targets').addEventListener('click', event => {
  const { action } = event.target.dataset;
  if (action) {
    touch(action);
  }
});

/** While the picture has focus, keys on the keyboard act as keys on the screen. */
$('targets').addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const action = { Backspace: 'erase', Escape: 'back' }[event.key] ?? `type:${event.key.toUpperCase()}`;
  if (buttonFor(action)) {
    event.preventDefault();
    touch(action);
  }
});
