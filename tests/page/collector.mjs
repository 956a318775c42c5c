import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startTerminal } from './terminal.mjs';

const program = process.env.KIOSK_COLLECTOR;
const limit = 120_000;

export const password = 'mot-mat-khau-dai';

/** Runs a verb of the collector to its end. */
function run(verb, input = '') {
  return new Promise((done, failed) => {
    const child = spawn('dotnet', [program, ...verb], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LANG: 'en_GB.UTF-8' } });
    const timer = setTimeout(() => child.kill(), limit);
    let said = '';
    child.stdout.on('data', piece => { said += piece; });
    child.stderr.on('data', piece => { said += piece; });
    child.on('exit', code => {
      clearTimeout(timer);
      if (code === 0) {
        done(said);
      } else {
        failed(new Error(`collector ${verb.join(' ')} ended with ${code}: ${said}`));
      }
    });
    child.stdin.end(input);
  });
}

/** Hands a key that signs invitations to the collector, and names it in the meetings of a source folder. */
async function handOverKey(authority, data) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(join(data, 'invitations.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (const name of await readdir(authority, { recursive: true })) {
    if (/meetings\/[^/]+\.json$/.test(name)) {
      const path = join(authority, name);
      const meeting = JSON.parse(await readFile(path, 'utf8'));
      meeting.invitationKeys = [publicKey.export({ type: 'spki', format: 'der' }).toString('base64')];
      await writeFile(path, JSON.stringify(meeting));
    }
  }
}

/** A certificate that signs reports, with its key. */
function makeSigner(path) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', '/CN=Thu ky', '-keyout', path, '-out', `${path}.crt`], { stdio: 'ignore', timeout: limit });
  execFileSync('sh', ['-c', `cat "${path}.crt" >>"${path}"`], { timeout: limit });
}

/** Starts `collector serve` with the demo's meeting and an account of each role, and returns the address of its page. */
export async function startCollector() {
  const folder = await mkdtemp(join(tmpdir(), 'collector-page-'));
  const demo = await startTerminal('--data', join(folder, 'demo'));
  await demo.end();
  const data = join(folder, 'data');
  const common = ['--dev', '--data', data];
  await mkdir(data);
  await handOverKey(join(folder, 'demo', 'authority'), data);
  makeSigner(join(data, 'report.pem'));
  await run(['import', '--source', join(folder, 'demo', 'authority'), ...common]);
  for (const role of ['operator', 'secretary', 'auditor']) {
    await run(['user', 'add', role, '--role', role, ...common], `${password}\n`);
  }

  const server = spawn('dotnet', [program, 'serve', ...common, '--listen', '127.0.0.1:0', '--page', '127.0.0.1:0', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  server.stderr.on('data', piece => { complaints += piece; });
  const over = new Promise(done => server.on('exit', done));
  const address = await new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`collector serve said no address: ${complaints}`)), limit);
    createInterface({ input: server.stdout }).on('line', line => {
      clearTimeout(timer);
      found(JSON.parse(line).page);
    });
    server.on('exit', code => failed(new Error(`collector serve ended with ${code}: ${complaints}`)));
  });
  return {
    address,
    async looks() {
      return JSON.parse(await run(['looks', '--json', ...common])).looks;
    },
    async end() {
      server.kill('SIGTERM');
      await over;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
