import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeOn } from './axe.mjs';
import { isAnswered, open, startBrowser, startTerminal } from './terminal.mjs';

/** The expected answer to each card, in tray order. */
const answers = [
  ['Admitted', 'GreenSteady', 'admitted'], ['Admitted', 'GreenSteady', 'admitted'], ['Refused', 'RedDouble', 'revocation.revoked'],
  ['Refused', 'RedDouble', 'revocation.issuer-revoked'], ['Refused', 'RedDouble', 'cert.expired'], ['Refused', 'RedDouble', 'key.replay'],
  ['Refused', 'RedDouble', 'key.mismatch'], ['Refused', 'RedDouble', 'cert.untrusted'], ['Refused', 'RedDouble', 'admission.suspended'],
  ['Refused', 'AmberSlow', 'admission.not-invited'], ['Refused', 'AmberSlow', 'card.unsupported'], ['TryAgain', 'AmberSlow', 'card.removed'],
];

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

let terminal;
let chromium;

before(async () => {
  [terminal, chromium] = await Promise.all([startTerminal(), startBrowser()]);
});

after(async () => {
  await chromium?.end();
  assert.equal(await terminal?.end(), 0);
});

/** Opens a page for one test and closes it afterwards; any complaint on its console fails the test. */
async function visit(size, work) {
  const complaints = [];
  const page = await open(chromium.browser, terminal.address, size);
  page.on('console', message => { if (message.type() === 'error') { complaints.push(message.text()); } });
  page.on('pageerror', error => complaints.push(String(error)));
  try {
    await work(page);
  } finally {
    await page.close();
  }
  assert.deepEqual(complaints, []);
}

const screenOf = page => page.evaluate(() => [document.querySelector('#device').dataset.screen, document.querySelector('#device').dataset.signal]);
const newest = page => page.locator('#records tr').first();
const delayOf = page => page.evaluate(() => Number(document.querySelector('#glass').dataset.delay));

/** Performs an action that taps a card, then waits for the next line in the list. */
async function tapped(page, act) {
  const count = await page.locator('#records tr').count();
  await page.evaluate(() => { delete document.querySelector('#glass').dataset.delay; });
  await act();
  await page.waitForFunction(before => document.querySelectorAll('#records tr').length > before, count);
  await page.waitForFunction(isAnswered);
}

describe('the simulator', { concurrency: false }, () => {
  test('every card is answered as it should be; how long a decision takes to its picture is told', async context => {
    const delays = [];
    await visit(desktop, async page => {
      for (const [index, [screen, signal, reason]] of answers.entries()) {
        await tapped(page, () => page.click(`[data-card="${index + 1}"]`));
        assert.deepEqual(await screenOf(page), [screen, signal], `card ${index + 1}`);
        assert.match(await newest(page).innerText(), new RegExp(reason.replace('.', '\\.')), `card ${index + 1}`);
        delays.push(await delayOf(page));
      }
    });
    delays.sort((a, b) => a - b);
    context.diagnostic(`decision to picture in the browser: median ${delays[6]} ms, greatest ${delays.at(-1)} ms`);
  });

  test('invitations held to the scanner are answered as they should be, and a photograph of one counts no second time', async () => {
    await visit(desktop, async page => {
      const expected = [
        ['Admitted', 'GreenSteady', 'admitted'], ['Refused', 'RedDouble', 'invitation.untrusted'], ['Refused', 'RedDouble', 'invitation.other-meeting'],
        ['Refused', 'RedDouble', 'invitation.expired'], ['AlreadyIn', 'AmberSlow', 'admission.already-in'],
      ];
      for (const [index, [screen, signal, reason]] of expected.entries()) {
        await tapped(page, () => page.click(`[data-invitation="${index + 1}"]`));
        assert.deepEqual(await screenOf(page), [screen, signal], `invitation ${index + 1}`);
        assert.match(await newest(page).innerText(), new RegExp(reason.replace('.', '\\.')), `invitation ${index + 1}`);
      }
    });
  });

  test('a card is dragged onto the reader, and one that is dropped beside it is not read', async () => {
    await visit(desktop, async page => {
      const card = await page.locator('[data-card="5"]').boundingBox();
      const device = await page.locator('#device').boundingBox();
      const drag = async (x, y) => {
        await page.mouse.move(card.x + 30, card.y + 30);
        await page.mouse.down();
        await page.mouse.move(card.x + 60, card.y + 60, { steps: 4 });
        await page.mouse.move(x, y, { steps: 8 });
        await page.mouse.up();
      };
      const count = await page.locator('#records tr').count();
      await drag(card.x + 60, card.y + 200);
      await tapped(page, () => drag(device.x + device.width / 2, device.y + device.height - 40));
      assert.equal(await page.locator('#records tr').count(), count + 1);
      assert.match(await newest(page).innerText(), /cert\.expired/);
    });
  });

  test('a finger that rests on a card lifts it onto the reader, and one that moves at once scrolls', async () => {
    await visit(phone, async page => {
      const finger = await fingerOn(page);
      const card = page.locator('[data-card="10"]');
      await card.scrollIntoViewIfNeeded();
      const count = await page.locator('#records tr').count();
      const before = await page.evaluate(() => scrollY);
      await finger.down(await middleOf(card));
      await finger.moveBy(0, -120);
      await page.waitForFunction(was => scrollY !== was, before);
      await finger.up();
      await page.evaluate(stillness);
      assert.equal(await page.locator('.ghost').count(), 0);
      assert.equal(await page.locator('#records tr').count(), count);

      await page.evaluate(place => scrollTo(0, place), before);
      await page.evaluate(stillness);
      await finger.down(await middleOf(card));
      await page.waitForSelector('.ghost');
      const still = await page.evaluate(() => scrollY);
      await finger.moveTo(await middleOf(page.locator('#glass')));
      await page.waitForSelector('#device.near');
      await tapped(page, () => finger.up());
      assert.equal(await page.evaluate(() => scrollY), still);
      assert.equal(await page.locator('#records tr').count(), count + 1);
      assert.match(await newest(page).innerText(), /admission\.not-invited/);
    });
  });

  test('the keyboard alone reaches a card, taps it and changes the language', async () => {
    await visit(desktop, async page => {
      const focus = async wanted => {
        for (let count = 0; count < 40; count++) {
          await page.keyboard.press('Tab');
          if (await page.evaluate(selector => document.activeElement.matches(selector), wanted)) {
            return;
          }
        }
        assert.fail(`${wanted} was never reached`);
      };
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
      await page.keyboard.press('Enter');
      await focus('[data-card="8"]');
      await tapped(page, () => page.keyboard.press('Enter'));
      assert.match(await newest(page).innerText(), /cert\.untrusted/);
      await tapped(page, async () => { await focus('[data-card="9"]'); await page.keyboard.press('Space'); });
      await page.keyboard.press('Home');
      await page.evaluate(() => document.body.focus());
      await page.locator('#vi').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.documentElement.lang === 'en');
    });
  });

  // Use another card each time: the same one within three seconds counts as the same tap.
  for (const [language, words, screen, rhythm, cards] of [['vi', 'Khay thẻ', 'Mời đồng chí', /Đèn đỏ, nháy đôi; hai tiếng\./, [3, 4]], ['en', 'Cards', 'card', /Red, double flash; two tones\./, [5, 7]]]) {
    for (const [name, size, card] of [['desktop', desktop, cards[0]], ['phone', phone, cards[1]]]) {
      test(`in ${language} on a ${name} all of it is in that language, in reach and in order for those who cannot see it`, async () => {
        await visit({ ...size, reducedMotion: 'reduce' }, async page => {
          await page.click(`#${language}`);
          await page.waitForFunction(lang => document.documentElement.lang === lang, language);
          await tapped(page, () => page.click(`[data-card="${card}"]`));
          assert.equal(await page.locator('#tray-title').innerText(), words);
          assert.match(await page.locator('#screen-words').innerText(), new RegExp(screen));
          assert.equal(await page.getAttribute('#screen-words', 'aria-live'), 'polite');
          assert.equal(await page.locator('#picture').getAttribute('alt'), await page.locator('#screen-words').innerText());
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(overflow <= 0, `${overflow} pixels too wide`);
          assert.equal(await page.evaluate(() => document.querySelector('#lamp').getAnimations().length), 0);
          assert.match(await page.locator('#signal').innerText(), rhythm);
          const found = await axeOn(page);
          assert.deepEqual(found, []);
        });
      });
    }
  }

  test('in the dark colours the page is as readable', async () => {
    await visit({ ...desktop, colorScheme: 'dark', reducedMotion: 'reduce' }, async page => {
      await tapped(page, () => page.click('[data-card="8"]'));
      assert.deepEqual(await axeOn(page), []);
    });
  });

  test('a clock that is wrong either way, and one that is right again', async () => {
    await visit(desktop, async page => {
      for (const [setting, reason] of [['Behind', 'clock.behind'], ['Ahead', 'clock.untrusted']]) {
        await page.selectOption('#clock', setting);
        await page.waitForFunction(wanted => document.querySelector('#clock').value === wanted, setting);
        await tapped(page, () => page.click('[data-card="1"]'));
        assert.match(await newest(page).innerText(), new RegExp(reason.replace('.', '\\.')));
      }
      await page.selectOption('#clock', 'Right');
      await tapped(page, () => page.click('[data-card="2"]'));
      assert.match(await newest(page).innerText(), /already-in/);
    });
  });

  test('a network that is pulled out is told, and check-in goes on', async () => {
    await visit(desktop, async page => {
      await page.click('#network');
      await page.waitForFunction(() => document.querySelector('#network').getAttribute('aria-checked') === 'false');
      await page.waitForFunction(() => document.querySelector('#sync-state').textContent.includes('không thành công'));
      await page.waitForFunction(() => document.querySelector('#screen-words').textContent.includes('Đang mất kết nối'));
      await tapped(page, () => page.click('[data-card="4"]'));
      await page.click('#network');
      await page.waitForFunction(() => !document.querySelector('#sync-state').textContent.includes('không thành công'));
      await page.waitForFunction(() => !document.querySelector('#screen-words').textContent.includes('Đang mất kết nối'));
    });
  });

  test('a case that is opened is in the journal', async () => {
    await visit(desktop, async page => {
      for (const [open, event] of [['true', 'tamper.opened'], ['false', 'tamper.closed']]) {
        await page.click('#tamper');
        await page.waitForFunction(wanted => document.querySelector('#records code')?.textContent === wanted, event);
        await page.waitForFunction(wanted => document.querySelector('#tamper').getAttribute('aria-checked') === wanted, open);
      }
    });
  });

  test('the lamp is lit and dark as long as the terminal says, in its colour', async () => {
    await visit(desktop, async page => {
      for (const card of [6, 12]) {
        await tapped(page, () => page.click(`[data-card="${card}"]`));
        const [told, lamp] = await page.evaluate(toldAndLamp);
        assert.ok(told.rhythm.length > 1, told.signal);
        assert.equal(lamp.color, told.color);
        assert.deepEqual(lamp.lengths, told.rhythm);
        assert.deepEqual(lamp.lit, told.rhythm.map((_, index) => index % 2 === 0));
      }
    });
  });

  test('what was recorded before the page was opened is listed', async () => {
    await visit(desktop, async page => {
      const numbers = await page.locator('#records tr td:first-child').allInnerTexts();
      const recorded = numbers.filter(number => number !== '—').map(Number);
      // The very first record is the terminal's start, which the page does not list.
      assert.ok(recorded.at(-1) <= 2);
      assert.deepEqual(recorded, recorded.map((_, index) => recorded[0] - index));
    });
  });

  test('another mode is chosen, and the screen follows', async () => {
    await visit(desktop, async page => {
      await page.selectOption('#mode', 'verify ');
      await tapped(page, () => page.click('[data-card="1"]'));
      assert.deepEqual(await screenOf(page), ['Verified', 'GreenSteady']);
      const procedure = await page.locator('#mode option[value^="procedure "]').first().getAttribute('value');
      await page.selectOption('#mode', procedure);
      await tapped(page, () => page.click('[data-card="1"]'));
      assert.deepEqual(await screenOf(page), ['ProcedureReceipt', 'GreenSteady']);
      const meeting = await page.locator('#mode option[value^="meeting "]').first().getAttribute('value');
      await page.selectOption('#mode', meeting);
      await page.waitForFunction(wanted => document.querySelector('#mode').value === wanted, meeting);
    });
  });

  for (const [name, size, card] of [['desktop', desktop, 1], ['phone', phone, 2]]) {
    test(`on a ${name} a procedure is picked and a case typed, by click and by keyboard`, async () => {
      await visit({ ...size, reducedMotion: 'reduce' }, async page => {
        const touch = action => page.locator(`[data-action="${action}"]:not([aria-hidden])`);
        const typed = words => page.waitForFunction(wanted => document.querySelector('#picture').alt.includes(wanted), words);
        await page.selectOption('#mode', 'procedure ');

        await touch('open').click();
        await touch('choose:1').click();
        for (const key of 'HS7') {
          await touch(`type:${key}`).click();
        }
        await typed('HS7');
        assert.deepEqual(await axeOn(page), []);
        await touch('back').click();
        await touch('back').click();

        await touch('open').focus();
        await page.keyboard.press('Enter');
        await touch('choose:0').focus();
        await page.keyboard.press('Space');
        assert.deepEqual(await axeOn(page), []);
        await touch('continue').focus();
        await page.keyboard.press('Enter');
        await touch('type:1').waitFor();
        await page.keyboard.type('hs-2x');
        await typed('HS-2X');
        await page.keyboard.press('Backspace');
        await page.keyboard.type('6/');
        await page.keyboard.type(`${card}`);
        await typed(`HS-26/${card}`);
        assert.equal(await page.evaluate(() => document.querySelector('#targets').contains(document.activeElement)), true);
        await touch('continue').focus();
        await page.keyboard.press('Enter');
        await touch('continue').waitFor({ state: 'detached' });
        await tapped(page, () => page.click(`[data-card="${card}"]`));
        assert.deepEqual(await screenOf(page), ['ProcedureReceipt', 'GreenSteady']);
        assert.match(await page.getAttribute('#picture', 'alt'), new RegExp(`HS-26/${card}`));
        await page.selectOption('#mode', await page.locator('#mode option[value^="meeting "]').first().getAttribute('value'));
      });
    });
  }

  test('a target lies where the picture has it, whatever the panel', async () => {
    await visit(phone, async page => {
      await page.selectOption('#mode', 'procedure ');
      for (const panel of ['480x800', '1280x800']) {
        await page.selectOption('#panel', panel);
        await page.waitForFunction(wanted => document.querySelector('#picture').naturalWidth === wanted, Number(panel.split('x')[0]));
        const target = await page.locator('[data-action="open"]:not([aria-hidden])').boundingBox();
        const [told, picture] = [(await page.evaluate(toldAndLamp, panel))[0], await page.locator('#picture').boundingBox()];
        const [wanted, scale] = [told.targets.findLast(one => one.action === 'open'), picture.width / told.width];
        for (const [is, shouldBe] of [[target.x - picture.x, wanted.x], [target.y - picture.y, wanted.y], [target.width, wanted.width], [target.height, wanted.height]]) {
          assert.ok(Math.abs(is - shouldBe * scale) < 1, `${is} instead of ${shouldBe * scale}`);
        }
      }
      await page.selectOption('#mode', await page.locator('#mode option[value^="meeting "]').first().getAttribute('value'));
    });
  });

  test('another panel shows the same screen in its own shape', async () => {
    await visit(desktop, async page => {
      await page.selectOption('#panel', '480x800');
      await page.waitForFunction(() => document.querySelector('#picture').naturalHeight === 800);
      assert.equal(await page.evaluate(() => document.querySelector('#picture').naturalWidth), 480);
    });
  });

  test('the desk revokes a good card, and its next tap is refused', async () => {
    await visit(desktop, async page => {
      await page.click('[data-revoke="2"]');
      await page.waitForFunction(() => document.querySelector('[data-revoke="2"]').textContent.includes('Đã'));
      await tapped(page, () => page.click('[data-card="2"]'));
      assert.match(await newest(page).innerText(), /revocation\.revoked/);
      await page.reload();
      await page.waitForFunction(() => document.querySelector('[data-revoke="2"]')?.disabled);
      assert.match(await page.locator('[data-revoke="2"]').innerText(), /^Đã thu hồi/);
      assert.match(await newest(page).innerText(), /\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d/);
    });
  });

  test('a tab that is reloaded goes on, and one without the token is told what to do', async () => {
    await visit(desktop, async page => {
      assert.equal(new URL(page.url()).search, '');
      await page.reload();
      await page.waitForFunction(() => document.querySelector('#device').dataset.screen);
    });
    const answer = await fetch(terminal.address.replace(/\?.*/, ''));
    assert.equal(answer.status, 401);
    const [vietnamese, english] = (await answer.text()).split('\n');
    assert.match(vietnamese, /^Mời mở địa chỉ/);
    assert.match(english, /^Open the address/);
  });
});

/** The newest screen as sent by the terminal, and the page's lamp: how long each frame holds, and whether it is lit. */
async function toldAndLamp(panel = '800x480') {
  const over = new AbortController();
  const answer = await fetch(`stream?panel=${panel}`, { headers: { 'X-Kiosk-Page': sessionStorage.getItem('token') }, signal: over.signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const screen = /event: screen\ndata: (.*)\n\n/;
  while (!screen.test(text)) {
    text += (await reader.read()).value;
  }
  over.abort();
  const told = JSON.parse(screen.exec(text)[1]);
  const effect = document.querySelector('#lamp').getAnimations()[0]?.effect;
  if (!effect) {
    return [told, null];
  }
  const [frames, { duration }] = [effect.getKeyframes(), effect.getComputedTiming()];
  const held = frames.slice(0, -1);
  return [told, {
    color: document.querySelector('#device').dataset.color,
    lengths: held.map((frame, index) => Math.round((frames[index + 1].offset - frame.offset) * duration)),
    lit: held.map(frame => Number(frame.opacity) === 1),
  }];
}

/** Waits until the page has stopped scrolling. */
async function stillness() {
  for (let [last, frames] = [NaN, 0]; frames < 5; [last, frames] = [scrollY, scrollY === last ? frames + 1 : 0]) {
    await new Promise(requestAnimationFrame);
  }
}

async function middleOf(place) {
  const box = await place.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger on the page, as reported by a phone's touch screen. */
async function fingerOn(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const steps = 8;
  let at;
  const finger = {
    async down(place) {
      at = place;
      await send('touchStart', [at]);
    },
    async moveTo(place) {
      const from = at;
      for (let step = 1; step <= steps; step++) {
        at = { x: from.x + (place.x - from.x) * step / steps, y: from.y + (place.y - from.y) * step / steps };
        await send('touchMove', [at]);
      }
    },
    moveBy: (x, y) => finger.moveTo({ x: at.x + x, y: at.y + y }),
    up: () => send('touchEnd', []),
  };
  return finger;
}
