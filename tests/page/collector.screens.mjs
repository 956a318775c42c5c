// Takes the screenshots of the collector's page in docs/screens, in Vietnamese, from a running demo of two doors: node collector.screens.mjs FOLDER
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const folder = process.argv[2];
const people = 30;
await mkdir(folder, { recursive: true });
const demo = spawn(process.env.KIOSK_PROGRAM, ['demo', '--doors', '2'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NO_COLOR: '1' } });
const over = new Promise(done => demo.on('exit', done));
const [address, name, password] = await new Promise((found, failed) => {
  const limit = setTimeout(() => failed(new Error('The demo said no address of its collector within two minutes.')), 120_000);
  createInterface({ input: demo.stdout }).on('line', line => {
    const match = /the collector's page: (https:\S+) \(([a-z-]+), .*password: ([0-9a-f]+)\)/.exec(line);
    if (match) {
      clearTimeout(limit);
      found(match.slice(1));
    }
  });
  demo.on('exit', code => failed(new Error(`kiosk demo ended with ${code}.`)));
});
const browser = await chromium.launch({ executablePath: process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'vi-VN', ignoreHTTPSErrors: true, reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const shoot = file => page.screenshot({ path: join(folder, file) });
  const go = path => page.goto(new URL(path, address).href);
  demo.stdin.write('1\n2@2\n');
  await go('/');
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForURL(url => url.pathname === '/');
  await page.locator('main table a').first().click();
  await page.waitForSelector('[data-part="figures"]');
  const meeting = new URL(page.url()).pathname;
  // Enough people come by the support desk that there is something to see.
  for (let person = 0; person < people; person++) {
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
} finally {
  await browser.close();
  demo.stdin.end('q\n');
  await over;
}
