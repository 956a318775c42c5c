// Follows a page: the server says when something changed, and the part that shows it is fetched anew. The rest of the page, and whatever is typed there, stays.
'use strict';

const address = document.body.dataset.live;
if (address) {
  let isFetching = false;
  let isStale = false;

  const refresh = async () => {
    if (isFetching) {
      isStale = true;
      return;
    }

    isFetching = true;
    try {
      do {
        isStale = false;
        const answer = await fetch(location.href, { credentials: 'same-origin', redirect: 'error' });
        if (answer.ok) {
          replace(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        } else {
          document.body.dataset.alone = 'true';
        }
      } while (isStale);
    } catch {
      document.body.dataset.alone = 'true';
    } finally {
      isFetching = false;
    }
  };

  const replace = fresh => {
    delete document.body.dataset.alone;
    for (const part of document.querySelectorAll('[data-part]')) {
      const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      // Nothing moves under somebody's hands: what is typed in, or unfolded.
      if (other && other.innerHTML !== part.innerHTML && !part.contains(document.activeElement) && !part.querySelector('details[open]')) {
        part.innerHTML = other.innerHTML;
      }
    }
  };

  const events = new EventSource(address);
  events.addEventListener('changed', refresh);
  events.addEventListener('error', () => { document.body.dataset.alone = 'true'; });
  events.addEventListener('open', refresh);
}

document.querySelector('[data-print]')?.addEventListener('click', () => print());

// A link to /r may carry the receipt after its #, which the browser does not send.
const receipt = document.querySelector('textarea[name=receipt]');
if (receipt && location.hash.length > 1) {
  receipt.value = decodeURIComponent(location.hash.slice(1));
}
