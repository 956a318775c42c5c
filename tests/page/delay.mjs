// Prints the time from each card's decision to its picture in the browser, in milliseconds: node delay.mjs ROUNDS
import { isAnswered, open, startBrowser, startTerminal } from './terminal.mjs';

const rounds = Number(process.argv[2]);
const [terminal, chromium] = await Promise.all([startTerminal(), startBrowser()]);
const page = await open(chromium.browser, terminal.address, { width: 1280, height: 900 });
const delays = [];
for (let round = -1; round < rounds; round++) {
  for (let card = 1; card <= 12; card++) {
    await page.evaluate(() => { delete document.querySelector('#glass').dataset.delay; });
    await page.click(`[data-card="${card}"]`);
    await page.waitForFunction(isAnswered);
    // The first round includes the browser's start-up.
    if (round >= 0) {
      delays.push(Number(await page.getAttribute('#glass', 'data-delay')));
    }
  }
}
console.log(JSON.stringify(delays));
await chromium.end();
await terminal.end();
