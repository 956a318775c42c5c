'use strict';

/** What of the terminal's picture can be touched: a button over each part, in its place at any size. */
let touching = Promise.resolve();

function showTargets(screen) {
  const place = $('targets');
  const hadFocus = place.contains(document.activeElement);
  const focused = document.activeElement.dataset.action;
  place.hidden = screen.targets.length === 0;
  const isSaidLater = (target, index) => screen.targets.slice(index + 1).some(other => other.action === target.action);
  place.replaceChildren(...screen.targets.map((target, index) => targetOf(target, screen, isSaidLater(target, index))));
  if (hadFocus) {
    // The same key again, else where the new picture begins.
    (buttonFor(focused) ?? $('targets').querySelector(':not([aria-hidden])') ?? $('glass')).focus({ preventScroll: true });
  }
}

/** @param isAgain another target does the same: it is touched, but neither told of nor reached twice */
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

/** One after the other: the letters of a number must not overtake each other. */
function touch(action) {
  touching = touching.then(() => send('touch', { action })).catch(() => complain(words().lost));
}

$('targets').addEventListener('click', event => {
  const { action } = event.target.dataset;
  if (action) {
    touch(action);
  }
});

/** While the picture has the focus, a keyboard types what it offers. */
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
