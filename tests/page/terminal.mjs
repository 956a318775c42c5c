import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const program = process.env.KIOSK_PROGRAM;
const browserProgram = process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** `kiosk demo` in a process of its own, and the address that it prints. */
export async function startTerminal() {
  const demo = spawn(program, ['demo'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NO_COLOR: '1' } });
  const lines = createInterface({ input: demo.stdout });
  const address = await new Promise((found, failed) => {
    lines.on('line', line => {
      const match = /in a browser: (http:\S+)/.exec(line);
      if (match) {
        found(match[1]);
      }
    });
    demo.on('exit', code => failed(new Error(`kiosk demo ended with ${code} before it printed an address.`)));
  });
  return {
    address,
    async end() {
      const over = new Promise(done => demo.on('exit', done));
      demo.stdin.end('q\n');
      return over;
    },
  };
}

/** Chromium with a profile of its own. */
export async function startBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'kiosk-page-'));
  const browser = await chromium.launchPersistentContext(profile, { executablePath: browserProgram, headless: true, args: flags, viewport: null });
  return {
    browser,
    async end() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Opens the page and waits for the first picture. */
export async function open(browser, address, { width, height, ...media }) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia(media);
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector('#device').dataset.screen);
  return page;
}
