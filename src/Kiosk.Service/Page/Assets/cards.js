'use strict';

/** The card tray and the issuing desk: cards can be clicked, dragged, reached by keyboard, and revoked. */
function showCards(cards) {
  const list = $('cards');
  if (list.dataset.language !== language || list.children.length !== cards.length) {
    list.dataset.language = language;
    list.replaceChildren(...cards.map(card => element('li', {}, cardOf(card))));
    $('desk').replaceChildren(...cards.filter(card => card.revocable || card.revoked).map(deskButtonOf));
  }
  // Revocations made from other pages show up here too.
  cards.filter(card => card.revoked).forEach(card => showRevoked($('desk').querySelector(`[data-revoke="${card.number}"]`)));
}

/** Invitations are held to the scanner by a click or from the keyboard. */
function showInvitations(invitations) {
  const list = $('invitations');
  if (list.dataset.language !== language || list.children.length !== invitations.length) {
    list.dataset.language = language;
    list.replaceChildren(...invitations.map(invitationOf));
  }
}

function invitationOf(invitation) {
  const button = element('button', { type: 'button', class: 'plain', 'data-invitation': invitation.number }, `${invitation.number}. ${speech(invitation.vi, invitation.en)}`);
  button.addEventListener('click', async () => {
    complain('');
    button.setAttribute('aria-busy', 'true');
    await send('scan', { invitation: invitation.number });
    button.removeAttribute('aria-busy');
  });
  return button;
}

function showRevoked(button) {
  button.disabled = true;
  button.textContent = words().revoked(button.dataset.revoke);
}

function cardOf(card) {
  const button = element('button', { type: 'button', class: 'card', 'data-card': card.number },
    element('span', { class: 'chip', 'aria-hidden': 'true' }),
    element('span', { class: 'number' }, words().card(card.number)),
    element('span', { class: 'what' }, speech(card.vi, card.en)));
  button.addEventListener('click', () => tap(card.number, button));
  makeDraggable(button, () => tap(card.number, button));
  return button;
}

function deskButtonOf(card) {
  const button = element('button', { type: 'button', class: 'plain', 'data-revoke': card.number }, words().revoke(card.number));
  button.addEventListener('click', async () => {
    button.disabled = true;
    if (await send('revoke', { card: card.number })) {
      showRevoked(button);
    } else {
      button.disabled = false;
    }
  });
  return button;
}

async function tap(number, button) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  complain('');
  button.setAttribute('aria-busy', 'true');
  $('reader').dataset.card = number;
  try {
    await send('tap', { card: number });
  } finally {
    button.removeAttribute('aria-busy');
    delete $('reader').dataset.card;
  }
}

const holdTime = 200;
const slack = 6;

/** A mouse or pen picks up a card by moving it; a finger, by resting on it for a moment, since an immediate swipe scrolls the page. */
function makeDraggable(card, drop) {
  card.addEventListener('pointerdown', down => {
    if (down.button !== 0) {
      return;
    }
    const isFinger = down.pointerType === 'touch';
    const ofThis = handle => event => { if (event.pointerId === down.pointerId) { handle(event); } };
    let ghost = null;
    let hasMoved = false;
    const lift = at => {
      ghost = ghostOf(card);
      card.classList.add('away');
      follow(ghost, at);
    };
    const hold = isFinger ? setTimeout(() => lift(down), holdTime) : 0;
    const move = ofThis(at => {
      hasMoved ||= Math.hypot(at.clientX - down.clientX, at.clientY - down.clientY) > slack;
      if (!ghost && hasMoved) {
        clearTimeout(hold);
        if (!isFinger) {
          lift(at);
        }
      }
      if (ghost) {
        follow(ghost, at);
      }
    });
    // While a card is being dragged, don't scroll and don't open the long-press menu.
    const keep = event => { if (ghost) { event.preventDefault(); } };
    const end = ofThis(at => {
      clearTimeout(hold);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      card.removeEventListener('touchmove', keep);
      card.removeEventListener('contextmenu', keep);
      $('device').classList.remove('near');
      card.classList.remove('away');
      if (ghost) {
        ghost.remove();
        // The click that may follow belongs to the drag.
        const swallow = click => { click.stopPropagation(); click.preventDefault(); };
        addEventListener('click', swallow, { capture: true });
        setTimeout(() => {
          removeEventListener('click', swallow, { capture: true });
          // A finger that rested and lifted without moving counts as a tap.
          if (at.type === 'pointerup' && (!hasMoved || isOver(at))) {
            drop();
          }
        }, 0);
      }
    });
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    card.addEventListener('touchmove', keep, { passive: false });
    card.addEventListener('contextmenu', keep);
  });
}

function ghostOf(card) {
  const ghost = card.cloneNode(true);
  ghost.classList.add('ghost');
  ghost.setAttribute('aria-hidden', 'true');
  ghost.inert = true;
  ghost.style.width = `${card.offsetWidth}px`;
  document.body.append(ghost);
  return ghost;
}

function follow(ghost, at) {
  ghost.style.translate = `${at.clientX - ghost.offsetWidth / 2}px ${at.clientY - ghost.offsetHeight / 2}px`;
  $('device').classList.toggle('near', isOver(at));
}

function isOver(at) {
  const place = $('device').getBoundingClientRect();
  return at.clientX >= place.left && at.clientX <= place.right && at.clientY >= place.top && at.clientY <= place.bottom;
}
