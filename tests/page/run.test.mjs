import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeOn } from './axe.mjs';
import { open, startBrowser, startService, startTerminal } from './terminal.mjs';

let folder;
let service;
let chromium;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-run-'));
  const demo = await startTerminal('--data', join(folder, 'demo'));
  // The first record is the start itself.
  await demo.type('1', /record 2$/);
  await demo.end();
  [service, chromium] = await Promise.all([startService(join(folder, 'demo')), startBrowser()]);
});

after(async () => {
  await chromium?.end();
  assert.equal(await service?.end(), 0);
  await rm(folder, { recursive: true, force: true });
});

for (const [name, width] of [['desktop', 1280], ['phone', 390]]) {
  test(`on a ${name} the page of a real terminal shows its screen and its journal, and has no cards and nothing to disturb`, async () => {
    const page = await open(chromium.browser, service.address, { width, height: 900, reducedMotion: 'reduce' });
    try {
      await page.waitForFunction(() => document.querySelector('#mode').options.length > 0);
      assert.match(await page.locator('#records tr').last().innerText(), /^2\s.*admitted/s);
      assert.ok(await page.evaluate(() => document.querySelector('#picture').naturalWidth) === 800);
      for (const id of ['cards', 'clock', 'network', 'tamper', 'sync', 'desk']) {
        assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
      }
      assert.equal(await page.locator('[data-card], [data-revoke]').count(), 0);
      await page.selectOption('#mode', 'verify ');
      await page.waitForFunction(() => /Xác thực thẻ/.test(document.querySelector('#picture').alt));
      assert.deepEqual(await axeOn(page), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    } finally {
      await page.close();
    }
  });
}
