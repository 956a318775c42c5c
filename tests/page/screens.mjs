// Takes the pictures of docs/screens from a running demo: node screens.mjs FOLDER
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, startBrowser, startTerminal } from './terminal.mjs';

const folder = process.argv[2];
const [terminal, chromium] = [await startTerminal(), await startBrowser()];
await mkdir(folder, { recursive: true });
const page = await open(chromium.browser, terminal.address, { width: 1280, height: 860, reducedMotion: 'reduce' });

/** The terminal's own picture, as it was sent. */
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

await frame('idle.png');
await tap(1);
await frame('admitted.png');
await tap(3);
await frame('refused.png');
await tap(12);
await frame('try-again.png');
await page.selectOption('#mode', await page.locator('#mode option[value^="procedure "]').first().getAttribute('value'));
await tap(2);
await frame('receipt.png');
await page.selectOption('#mode', await page.locator('#mode option[value^="meeting "]').first().getAttribute('value'));
await tap(9);
await tap(2);
await page.screenshot({ path: join(folder, 'simulator.png') });
await page.setViewportSize({ width: 390, height: 844 });
await page.click('#en');
await page.waitForFunction(() => document.documentElement.lang === 'en');
await page.waitForTimeout(800);
await page.screenshot({ path: join(folder, 'simulator-phone.png') });
await chromium.end();
await terminal.end();
