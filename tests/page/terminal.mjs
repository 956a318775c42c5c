import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const program = process.env.KIOSK_PROGRAM;
const browserProgram = process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Starts `kiosk demo` as a process and returns the address that it prints. */
export async function startTerminal(...options) {
  const demo = spawn(program, ['demo', ...options], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NO_COLOR: '1' } });
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
    /** Types a line into the demo's console and waits for a matching answer. */
    async type(words, answer) {
      const seen = [];
      const answered = new Promise((done, fail) => {
        lines.on('line', line => { seen.push(line); if (answer.test(line)) { done(); } });
        // Without a timeout, a missing answer would hang the whole suite; no answer takes a minute.
        setTimeout(() => fail(new Error(`No line matches ${answer} a minute after "${words}":\n${seen.join('\n')}`)), 60_000).unref();
      });
      demo.stdin.write(`${words}\n`);
      await answered;
    },
    async end() {
      const over = new Promise(done => demo.on('exit', done));
      demo.stdin.end('q\n');
      return over;
    },
  };
}

/** Starts `kiosk run` on a folder left by a demo, with the page enabled. */
export async function startService(folder) {
  const data = join(folder, 'data');
  const settings = join(folder, 'kiosk.json');
  await writeFile(settings, JSON.stringify({ Kiosk: { TerminalId: 'DEMO-01', DataFolder: data, Reader: { Kind: 'virtual' }, Http: { Port: 0 }, Page: { Enabled: true } } }));
  const service = spawn(program, ['run', '--config', settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  const over = new Promise(done => service.on('exit', done));
  let complaints = '';
  service.stderr.on('data', piece => { complaints += piece; });
  let address = '';
  while (!address.endsWith('\n')) {
    const ended = await Promise.race([over, new Promise(done => setTimeout(done, 50, null))]);
    if (ended !== null) {
      throw new Error(`kiosk run ended with ${ended}: ${complaints}`);
    }
    address = await readFile(join(data, 'page.url'), 'utf8').catch(() => '');
  }
  return {
    address: address.trim(),
    async end() {
      service.kill('SIGTERM');
      return over;
    },
  };
}

/** Starts Chromium with a profile of its own. */
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

/** Runs in the page: no card is on the reader, and the screen that answers the last one is shown. */
export function isAnswered() {
  return !document.querySelector('[aria-busy="true"]') && document.querySelector('#device').dataset.screen !== 'Reading' && document.querySelector('#glass').dataset.delay;
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
