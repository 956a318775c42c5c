// Takes the screenshots in docs/screens from a running demo: node screens.mjs FOLDER
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, startBrowser, startTerminal } from './terminal.mjs';

const folder = process.argv[2];
const [terminal, chromium] = [await startTerminal(), await startBrowser()];
await mkdir(folder, { recursive: true });
const page = await open(chromium.browser, terminal.address, { width: 1280, height: 860, reducedMotion: 'reduce' });

/** The terminal's own picture, as sent. */
async function frame(name) {
  const source = await page.getAttribute('#picture', 'src');
  await writeFile(join(folder, name), Buffer.from(source.slice(source.indexOf(',') + 1), 'base64'));
}

async function tap(card) {
  const count = await page.locator('#records tr').count();
  await page.click(`[data-card="${card}"]`);
  await page.waitForFunction(before => document.querySelectorAll('#records tr').length > before, count);
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}

/** Touches the terminal's picture and waits until its touch targets change. */
async function touch(action, next) {
  const before = await page.getAttribute('#picture', 'src');
  await page.locator(`[data-action="${action}"]:not([aria-hidden])`).click();
  await page.locator(`[data-action="${next}"]:not([aria-hidden])`).waitFor();
  await page.waitForFunction(former => document.querySelector('#picture').src !== former, before);
}

await frame('idle.png');
await tap(1);
await frame('admitted.png');
await tap(3);
await frame('refused.png');
await tap(12);
await frame('try-again.png');
await page.selectOption('#mode', 'procedure ');
await touch('open', 'choose:0');
await frame('procedures.png');
await touch('choose:4', 'type:H');
for (const key of 'HS-2026/4') {
  await touch(`type:${key}`, 'type:H');
}
await frame('case.png');
await touch('continue', 'open');
await tap(2);
await frame('receipt.png');
await page.selectOption('#mode', await page.locator('#mode option[value^="meeting "]').first().getAttribute('value'));
await tap(9);
await tap(2);
// A welcome waits until the refusal before it has been visible long enough.
await page.waitForFunction(() => /Chào mừng/.test(document.querySelector('#picture').alt));
await page.screenshot({ path: join(folder, 'simulator.png') });
await page.setViewportSize({ width: 390, height: 844 });
await page.click('#en');
await page.waitForFunction(() => document.documentElement.lang === 'en');
await page.waitForTimeout(800);
await page.screenshot({ path: join(folder, 'simulator-phone.png') });
await chromium.end();
await terminal.end();
