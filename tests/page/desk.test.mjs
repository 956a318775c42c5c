import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeOn } from './axe.mjs';
import { open, startBrowser, startTerminal } from './terminal.mjs';

let terminal;
let chromium;

before(async () => {
  [terminal, chromium] = await Promise.all([startTerminal(), startBrowser()]);
});

after(async () => {
  await chromium?.end();
  assert.equal(await terminal?.end(), 0);
});

const screen = page => page.evaluate(() => document.querySelector('#device').dataset.screen);

test('a clerk opens the desk, sees why a card was refused, and finds the day’s files with names only until the desk is closed', async () => {
  const page = await open(chromium.browser, terminal.address, { width: 1280, height: 900, reducedMotion: 'reduce' });
  const clerk = await chromium.browser.newPage();
  const touch = action => page.locator(`[data-action="${action}"]:not([aria-hidden])`).click();
  const tap = async (card, wanted) => {
    await page.click(`[data-card="${card}"]`);
    await page.waitForFunction(name => document.querySelector('#device').dataset.screen === name, wanted);
  };
  try {
    await clerk.goto(terminal.address.replace('/page/?', '/page/desk?'));
    await page.selectOption('#mode', 'procedure ');
    await tap(15, 'DeskTurned');
    await clerk.waitForFunction(() => /Đang mở đến \d\d:\d\d/.test(document.querySelector('#shift').textContent));

    await tap(9, 'TryAgain');
    await clerk.waitForFunction(() => document.querySelector('#code').textContent === 'admission.no-procedure');
    assert.match(await clerk.locator('#remedy').innerText(), /Chọn thủ tục trên màn hình/);

    await page.waitForFunction(() => document.querySelector('#device').dataset.screen === 'Idle');
    await touch('open');
    await touch('choose:1');
    await touch('type:4');
    await touch('continue');
    await tap(3, 'Refused');
    await clerk.waitForFunction(() => document.querySelector('#code').textContent === 'revocation.revoked');
    assert.deepEqual(await axeOn(clerk), []);
    await tap(1, 'ProcedureReceipt');
    const row = clerk.locator('#list tr');
    await row.first().waitFor();
    const named = await row.first().innerText();
    assert.match(named, /DEMO-01-\d{8}-\d{6}-/);
    assert.match(named, / · 4\t/);
    assert.doesNotMatch(await page.getAttribute('#picture', 'alt'), new RegExp(named.split('\t')[3].split(' · ')[0]));

    await clerk.click('#en');
    await clerk.waitForFunction(() => /Open until/.test(document.querySelector('#shift').textContent));
    await tap(15, 'DeskTurned');
    await clerk.waitForFunction(() => /sealed/.test(document.querySelector('#list tr').innerText));
    await clerk.setViewportSize({ width: 390, height: 844 });
    assert.ok(await clerk.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth) <= 0);
    assert.deepEqual(await axeOn(clerk), []);
    assert.equal(await screen(page), 'DeskTurned');
  } finally {
    await clerk.close();
    await page.close();
  }
});

test('a member sees their own record after a second tap and asks for a correction by touching the line', async () => {
  const page = await open(chromium.browser, terminal.address, { width: 1280, height: 900, reducedMotion: 'reduce' });
  const target = action => page.locator(`[data-action="${action}"]:not([aria-hidden])`);
  const seen = wanted => page.waitForFunction(name => document.querySelector('#device').dataset.screen === name, wanted);
  const tap = async (card, wanted) => {
    await page.click(`[data-card="${card}"]`);
    await seen(wanted);
  };
  try {
    await page.selectOption('#mode', 'procedure ');
    await target('record').click();
    await tap(1, 'TryAgain');
    // A card that comes back sooner has never left.
    await seen('Idle');
    await tap(1, 'OwnRecord');
    assert.equal(await target('attendance').count(), 1);
    await target('choose:2').click();
    await page.waitForFunction(() => /! Đơn vị/.test(document.querySelector('#picture').alt));
    await target('continue').click();
    await page.waitForFunction(() => /Đã ghi nhận đề nghị sửa thông tin/.test(document.querySelector('#picture').alt));
    await target('back').click();
    await seen('Idle');
  } finally {
    await page.close();
  }
});

test('an operator undoes the last check-in by touching the menu', async () => {
  const page = await open(chromium.browser, terminal.address, { width: 1280, height: 900, reducedMotion: 'reduce' });
  const target = action => page.locator(`[data-action="${action}"]:not([aria-hidden])`);
  const seen = wanted => page.waitForFunction(name => document.querySelector('#device').dataset.screen === name, wanted);
  try {
    await page.selectOption('#mode', { label: await page.locator('#mode option[value^="meeting"]').first().innerText() });
    await page.click('[data-card="1"]');
    await seen('Admitted');
    await page.click('[data-card="15"]');
    await seen('OperatorMenu');
    await target('choose:0').click();
    await page.waitForFunction(() => /vì lý do gì/.test(document.querySelector('#picture').alt));
    await target('choose:1').click();
    await page.waitForFunction(() => /Đã hủy lượt ghi nhận/.test(document.querySelector('#picture').alt));
    await target('back').click();
    await seen('Idle');
  } finally {
    await page.close();
  }
});

test('the page leads to the clerk’s view', async () => {
  const page = await open(chromium.browser, terminal.address, { width: 1280, height: 900 });
  try {
    await page.click('#desk-view');
    await page.waitForFunction(() => document.querySelector('#count')?.textContent.length > 0);
  } finally {
    await page.close();
  }
});
