'use strict';

/** The clerk's view. Says why a card was refused, which the member's screen never does. */
const WORDS = {
  vi: {
    title: 'Bàn tiếp nhận: màn hình của cán bộ', language: 'Ngôn ngữ', clerk: 'Bàn tiếp nhận', card: 'Thẻ vừa đặt', files: 'Hồ sơ hôm nay',
    time: 'Giờ', number: 'Số biên nhận', procedure: 'Thủ tục', member: 'Đảng viên, mã hồ sơ', state: 'Tình trạng',
    openUntil: until => `Đang mở đến ${until}.`, shut: 'Chưa mở. Mời cán bộ tiếp nhận đặt thẻ của mình lên đầu đọc.', free: 'Bàn không cần cán bộ mở; thẻ của cán bộ tiếp nhận mở phiên riêng.',
    taken: 'Không có thẻ nào bị từ chối.', count: n => `${n} hồ sơ.`, sent: 'Đã gửi về', kept: 'Đã ghi tại máy', sealed: 'niêm phong',
    lost: 'Mất liên lạc với thiết bị; đang nối lại…', ended: 'Thiết bị đã dừng, hoặc địa chỉ này không còn hiệu lực. Mời mở lại địa chỉ mà thiết bị in ra khi khởi động.',
  },
  en: {
    title: 'Procedure desk: the clerk’s view', language: 'Language', clerk: 'The desk', card: 'The last card', files: 'Today’s files',
    time: 'Time', number: 'Receipt no.', procedure: 'Procedure', member: 'Member, file no.', state: 'State',
    openUntil: until => `Open until ${until}.`, shut: 'Not open. Please place the clerk’s own card on the reader.', free: 'This desk needs no clerk; a clerk’s card opens a shift all the same.',
    taken: 'No card was refused.', count: n => `${n} ${n === 1 ? 'file' : 'files'}.`, sent: 'Sent', kept: 'Recorded here', sealed: 'sealed',
    lost: 'The terminal does not answer; trying again…', ended: 'The terminal has stopped, or this address is no longer valid. Open the address that the terminal prints when it starts.',
  },
};

const $ = id => document.getElementById(id);
const token = takeToken();
let language = sessionStorage.getItem('language') || 'vi';
let desk = null;

const words = () => WORDS[language];
const speech = phrase => phrase[language] || phrase.vi;

/** Takes the token from the address and removes it there at once; keeps it for this tab only. */
function takeToken() {
  const given = new URLSearchParams(location.search).get('token');
  if (given) {
    sessionStorage.setItem('token', given);
    history.replaceState(null, '', location.pathname);
  }
  return given || sessionStorage.getItem('token') || '';
}

function complain(sentence) {
  $('problem').textContent = sentence;
  $('problem').hidden = !sentence;
}

/** 15:04 in Vietnam wherever the browser is. */
const timeOf = instant => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function show() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-say]').forEach(place => { place.textContent = words()[place.dataset.say]; });
  document.querySelectorAll('[data-name]').forEach(place => place.setAttribute('aria-label', words()[place.dataset.name]));
  ['vi', 'en'].forEach(id => $(id).setAttribute('aria-pressed', String(id === language)));
  if (!desk) {
    return;
  }
  $('shift').textContent = desk.openUntil ? words().openUntil(timeOf(desk.openUntil)) : desk.needsClerk ? words().shut : words().free;
  $('shift').className = `said ${desk.openUntil ? 'good' : desk.needsClerk ? 'bad' : ''}`;
  const { refusal } = desk;
  $('meaning').textContent = refusal ? speech(refusal.meaning) : words().taken;
  $('meaning').className = `said ${refusal ? 'bad' : ''}`;
  $('remedy').textContent = refusal ? speech(refusal.remedy) : '';
  $('when').textContent = refusal ? timeOf(refusal.at) : '';
  $('code').textContent = refusal?.code ?? '';
  $('count').textContent = words().count(desk.files.length);
  // The newest first: it is the one that is asked about.
  $('list').replaceChildren(...desk.files.map(rowOf).reverse());
}

function rowOf(file) {
  const known = [file.member, file.case].filter(Boolean).join(' · ');
  return element('tr', { 'data-number': file.number },
    element('td', { class: 'figure' }, timeOf(file.at)),
    element('td', { class: 'figure' }, file.number),
    element('td', {}, speech(file.procedure)),
    element('td', {}, known || words().sealed),
    element('td', {}, file.sent ? words().sent : words().kept, ...(file.flag ? [element('br', {}), element('span', { class: 'mood Attention' }, speech(file.flag))] : [])));
}

/** Reads server-sent events with fetch, since EventSource cannot set a request header. */
async function listen() {
  for (let wait = 250; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const answer = await fetch('desk/stream', { headers: { 'X-Kiosk-Page': token } });
      if (answer.status === 401 || answer.status === 403) {
        complain(words().ended);
        return;
      }
      if (answer.ok) {
        wait = 250;
        complain('');
        await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      }
    } catch {
      // Said below, and tried again.
    }
    complain(words().lost);
    await new Promise(done => setTimeout(done, wait));
  }
}

async function read(reader) {
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    rest += piece.value;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      desk = JSON.parse(rest.slice(0, end).split('\n')[1].slice('data: '.length));
      rest = rest.slice(end + 2);
      show();
    }
  }
}

['vi', 'en'].forEach(id => $(id).addEventListener('click', () => {
  language = id;
  sessionStorage.setItem('language', id);
  show();
}));
show();
listen();
