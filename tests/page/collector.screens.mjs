// Takes the screenshots of the collector's page in docs/screens, in Vietnamese, at a meeting where people have arrived: node collector.screens.mjs FOLDER
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { password, startCollector } from './collector.mjs';

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
const [collector, browser] = await Promise.all([
  startCollector(),
  chromium.launch({ executablePath: process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] }),
]);
const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'vi-VN', ignoreHTTPSErrors: true, reducedMotion: 'reduce' });
const page = await context.newPage();
const shoot = name => page.screenshot({ path: join(folder, name) });
const go = path => page.goto(new URL(path, collector.address).href);

await page.goto(collector.address);
await page.fill('input[name=name]', 'secretary');
await page.fill('input[name=password]', password);
await page.press('input[name=password]', 'Enter');
await page.waitForURL(url => url.pathname === '/');
await page.locator('main table a').first().click();
await page.waitForSelector('[data-part="figures"]');
const meeting = new URL(page.url()).pathname;

// Thirty come by the support desk, so that there is something to see.
for (let person = 0; person < 30; person++) {
  await go(`${meeting}/people?state=NotYet`);
  await page.locator('table.people details summary').nth(person % 7).click();
  await page.locator('form[action$="/check-in"] select').nth(person % 7).selectOption('desk.card-left-behind');
  await page.locator('form[action$="/check-in"] button').nth(person % 7).click();
  await page.waitForSelector('[role=status]');
}

await go(meeting);
await page.waitForSelector('[data-part="figures"]');
await shoot('collector-meeting.png');
await go(`${meeting}/people`);
await page.locator('table.people details summary').first().click();
await shoot('collector-people.png');
await go('/terminals');
await shoot('collector-terminals.png');
await browser.close();
await collector.end();
