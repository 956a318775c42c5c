'use strict';

const $ = id => document.getElementById(id);
const token = takeToken();
const reduced = matchMedia('(prefers-reduced-motion: reduce)');

let language = sessionStorage.getItem('language') || 'vi';
let panel = sessionStorage.getItem('panel') || '800x480';
let state = null;
let records = [];
let shown = null;
let stream = null;
let sounds = null;
let newest = 0;

/** Takes the token from the address and removes it there at once; keeps it for reloads of this tab only. */
function takeToken() {
  const given = new URLSearchParams(location.search).get('token');
  if (given) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return given || sessionStorage.getItem('token') || '';
}

const words = () => WORDS[language];
const speech = (vi, en) => (language === 'vi' ? vi : en || vi) || '';

async function send(command, body) {
  const answer = await fetch(command, {
    method: 'POST',
    headers: { 'X-Kiosk-Page': token, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    // The same sentence in both languages, a line each.
    complain(`${words().refused} ${speech(...(await answer.text()).trim().split('\n'))}`);
  }
  return answer.ok;
}

/** @param english the same sentence in English, for use before the reader's language is known */
function complain(sentence, english) {
  const place = $('problem');
  place.replaceChildren(sentence, ...(english ? [element('br', {}), element('span', { lang: 'en' }, english)] : []));
  place.hidden = !sentence;
}

/** Reads server-sent events with fetch, since EventSource cannot set a request header. */
async function listen() {
  stream?.abort();
  const mine = stream = new AbortController();
  let wait = 250;
  while (!mine.signal.aborted) {
    try {
      const answer = await fetch(`stream?lang=${language}&panel=${panel}`, { headers: { 'X-Kiosk-Page': token }, signal: mine.signal });
      if (answer.status === 401 || answer.status === 403) {
        complain(WORDS.vi.ended, WORDS.en.ended);
        return;
      }
      if (answer.ok) {
        wait = 250;
        records = [];
        $('records').replaceChildren();
        complain('');
        await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      }
    } catch (error) {
      if (mine.signal.aborted) {
        return;
      }
    }
    complain(words().lost);
    await new Promise(done => setTimeout(done, wait));
    wait = Math.min(wait * 2, 8000);
  }
}

async function read(reader) {
  let rest = '';
  let isFirst = true;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    rest += piece.value;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const [name, data] = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const event = JSON.parse(data.slice('data: '.length));
      switch (name.slice('event: '.length)) {
        case 'screen':
          showScreen(event, isFirst);
          isFirst = false;
          break;
        case 'record':
          addRecord(event);
          break;
        case 'state':
          state = event;
          showState();
          break;
      }
    }
  }
}

/** Skips a screen if a newer one arrives before its picture is decoded. */
async function showScreen(screen, isFirst) {
  const turn = ++newest;
  const picture = screen.picture ? await unpack(screen) : null;
  if (turn !== newest) {
    return;
  }
  $('plain').hidden = !!picture;
  if (picture) {
    $('picture').replaceWith(picture);
  } else {
    $('picture').hidden = true;
    $('plain').querySelector('.headline').textContent = screen.headline;
    $('plain').querySelector('ul').replaceChildren(...screen.lines.map(line => element('li', {}, line)));
  }
  $('device').dataset.screen = screen.screen;
  $('device').classList.toggle('tall', screen.height > screen.width);
  const said = [screen.headline, ...screen.lines].join(' ');
  if (timeless(said) !== timeless($('screen-words').textContent)) {
    $('screen-words').textContent = said;
  }
  light(screen);
  showTargets(screen);
  shown = { ...screen, picture: null, language };
  showSignal();
  if (!isFirst) {
    play(screen.tones);
    delete $('glass').dataset.delay;
    requestAnimationFrame(() => {
      if (turn === newest) {
        $('glass').dataset.delay = (performance.timeOrigin + performance.now() - screen.at).toFixed(1);
      }
    });
  }
}

/** Ignores the time on the idle screen, so that it is not read out every minute, while other changes, such as the connection coming back, still are. */
const timeless = said => said.replace(/\d\d:\d\d|\d\d\/\d\d\/\d{4}/g, '');

/** Decodes off the main thread, so that the picture appears as soon as it is inserted. */
async function unpack(screen) {
  const picture = element('img', {
    id: 'picture', alt: [screen.headline, ...screen.lines].join(' '), width: screen.width, height: screen.height, src: `data:image/png;base64,${screen.picture}`,
  });
  await picture.decode();
  return picture;
}

/** Like the real lamp, does not restart its rhythm when only the clock on a resting screen changes. */
function light(screen) {
  if (shown && shown.signal === screen.signal && screen.resting) {
    return;
  }
  const lamp = $('lamp');
  $('device').dataset.signal = screen.signal;
  $('device').dataset.color = $('signal-line').dataset.color = screen.color;
  lamp.getAnimations().forEach(animation => animation.cancel());
  if (screen.rhythm.length > 0 && !reduced.matches) {
    lamp.animate(framesOf(screen.rhythm), { duration: sum(screen.rhythm), iterations: Infinity });
  }
}

/** Keyframes from alternating lit and dark durations in milliseconds; each frame holds until the next. */
function framesOf(rhythm) {
  const frames = rhythm.map((_, index) => ({ opacity: index % 2 === 0 ? 1 : 0, offset: sum(rhythm.slice(0, index)) / sum(rhythm), easing: 'step-end' }));
  return [...frames, { opacity: frames.at(-1).opacity, offset: 1 }];
}

const sum = lengths => lengths.reduce((total, length) => total + length, 0);

function showSignal() {
  if (shown) {
    $('signal').textContent = words().light(shown, shown.tones.filter(([hertz]) => hertz > 0).length);
  }
}

function play(tones) {
  if (!sounds) {
    return;
  }
  let at = sounds.currentTime;
  for (const [hertz, length] of tones) {
    if (hertz > 0) {
      const tone = new OscillatorNode(sounds, { type: 'triangle', frequency: hertz });
      const volume = new GainNode(sounds, { gain: 0.12 });
      tone.connect(volume).connect(sounds.destination);
      tone.start(at);
      tone.stop(at + length / 1000);
    }
    at += length / 1000;
  }
}

function addRecord(record) {
  records.push(record);
  records = records.slice(-100);
  $('records').prepend(rowOf(record, true));
  while ($('records').children.length > 100) {
    $('records').lastElementChild.remove();
  }
}

function rowOf(record, isNew) {
  const row = element('tr', { class: isNew ? 'new' : '' },
    element('td', { class: 'figure' }, record.sequence ?? words().noRecord),
    element('td', { class: 'figure' }, timeOf(new Date(record.instant))),
    element('td', {}, element('span', { class: `mood ${record.mood}` }, record.event ? words().noted : words().moods[record.mood])),
    element('td', {}, element('span', {}, record.event ? words().events[record.event] ?? words().note : speech(record.vi, record.en)), ' ', element('code', {}, record.event ?? record.reason ?? '')));
  return row;
}

/** 29/11/2026 15:04:05 in Vietnam time wherever the browser is, as on the terminal's own screens; with the date, since the journal spans days. */
function timeOf(instant) {
  const part = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.day}/${part.month}/${part.year} ${part.hour}:${part.minute}:${part.second}`;
}

function showState() {
  document.querySelectorAll('[data-simulated]').forEach(part => { part.hidden = !state.simulation; });
  $('switches-title').dataset.say = state.simulation ? 'simulate' : 'switches';
  $('switches-title').textContent = words()[$('switches-title').dataset.say];
  showModes();
  $('sync-state').replaceChildren(words()[state.synced ? 'synced' : 'unsynced'](state.generation), ' ', state.synced ? '' : words().detail, element('span', { lang: 'en' }, state.synced ? '' : state.sync));
  $('journal-state').textContent = words().records(state.records);
  if (state.simulation) {
    $('clock').value = state.simulation.clock;
    $('network').setAttribute('aria-checked', String(state.simulation.connected));
    $('tamper').setAttribute('aria-checked', String(state.simulation.tampered));
    showCards(state.simulation.cards);
    showInvitations(state.simulation.invitations);
  }
}

function showModes() {
  const value = mode => `${mode.kind} ${mode.of || ''}`;
  const name = mode => mode.of ? `${words()[mode.kind]}: ${speech(mode.vi, mode.en) || mode.of}` : words()[mode.kind === 'verify' ? 'verify' : 'awaiting'];
  const select = $('mode');
  const options = state.modes.map(mode => [value(mode), name(mode)]);
  if (JSON.stringify(options) !== select.dataset.options) {
    select.dataset.options = JSON.stringify(options);
    select.replaceChildren(...options.map(([id, text]) => element('option', { value: id }, text)));
  }
  select.value = value({ kind: state.mode, of: state.of });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children.map(child => child instanceof Node ? child : String(child)));
  return made;
}

function speak() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-say]').forEach(place => { place.textContent = words()[place.dataset.say]; });
  document.querySelectorAll('[data-name]').forEach(place => place.setAttribute('aria-label', words()[place.dataset.name]));
  ['vi', 'en'].forEach(id => $(id).setAttribute('aria-pressed', String(id === language)));
  $('records').replaceChildren(...records.map(record => rowOf(record, false)).reverse());
  if (state) {
    showState();
  }
  showSignal();
}

function chooseLanguage(chosen) {
  language = chosen;
  sessionStorage.setItem('language', chosen);
  speak();
  listen();
}

['vi', 'en'].forEach(id => $(id).addEventListener('click', () => chooseLanguage(id)));
$('panel').addEventListener('change', () => {
  panel = $('panel').value;
  sessionStorage.setItem('panel', panel);
  listen();
});
$('sound').addEventListener('click', () => {
  sounds = sounds ? (sounds.close(), null) : new AudioContext();
  $('sound').setAttribute('aria-pressed', String(!!sounds));
});
$('mode').addEventListener('change', async () => {
  const [kind, of] = $('mode').value.split(' ');
  await send('mode', kind === 'meeting' ? { kind, meeting: of } : kind === 'procedure' && of ? { kind, procedure: of } : { kind });
});
$('clock').addEventListener('change', () => send('clock', { to: $('clock').value }));
$('network').addEventListener('click', () => send('network', { connected: $('network').getAttribute('aria-checked') !== 'true' }));
$('tamper').addEventListener('click', () => send('tamper', { open: $('tamper').getAttribute('aria-checked') !== 'true' }));
$('sync').addEventListener('click', () => send('sync', {}));
$('panel').value = panel;
speak();
listen();
