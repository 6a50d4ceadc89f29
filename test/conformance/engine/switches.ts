/**
 * One master-slave listener switched back and forth, thousands of times, while clients begin new connections through it at
 * a fixed rate. Both servers answer all the time, so nobody may fail, whatever the moment of a switch. Nothing here
 * depends on how quick the machine is. `HOTSPARE_SWITCHES=n` switches n times, however long it takes.
 */
import assert from 'node:assert/strict';
import type { PlannedTransportListener, PlannedTarget } from '../../../src/domain/plan-types.ts';
import type { ForwardingEngine } from '../../../src/engine/engine.ts';
import { eventually, pause } from '../../support/eventually.ts';
import type { Program } from './bed.ts';
import { pair } from './plans.ts';
import type { PlanBook } from './plans.ts';

const CONNECTIONS_PER_SECOND = 2_000;
const MS_BETWEEN_SWITCHES = 1;
/** A machine that is busy otherwise makes fewer, but never less than these. */
const LONGEST_MS = 40_000;
const LEAST_SWITCHES = 1_000;
/** So many connections begun after the last switch tell who serves now. */
const ENOUGH = 200;

export interface SwitchStage {
  readonly engine: ForwardingEngine;
  readonly plans: PlanBook;
  readonly listener: PlannedTransportListener;
  /** Named `a` and `b`, each behind an `answerer`. */
  readonly servers: readonly [a: PlannedTarget, b: PlannedTarget];
  /** Runs `asker`. */
  readonly asker: Program;
  /** Unless somebody wants another number. */
  readonly switches: number;
}

/** What `asker` says. Counts are of connections. */
interface AskerReport {
  readonly begun: number;
  readonly seconds: number;
  readonly answered: Readonly<Record<string, number>>;
  /** Likewise, only those begun after `mark`. */
  readonly afterMark: Readonly<Record<string, number>>;
  /** By the error's code, `closed` or `timed out`. */
  readonly failed: Readonly<Record<string, number>>;
  /** What was said instead of an answer. */
  readonly wrong: readonly string[];
  /** From begin to answer. */
  readonly worstMs: number;
  readonly overHalfASecond: number;
}

/** Rejects when a single connection has met anything but a right answer; resolves with the figures, as one line. */
export async function switchUnderLoad(stage: SwitchStage): Promise<string> {
  const { engine, plans, listener, servers, asker } = stage;
  const [a, b] = servers;
  const ordered = process.env['HOTSPARE_SWITCHES'];
  const most = Number(ordered ?? stage.switches);
  const isEnough = (switches: number, afterMs: number): boolean =>
    switches >= most || (ordered === undefined && switches >= LEAST_SWITCHES && afterMs > LONGEST_MS);
  const planOf = (epoch: number) => {
    const [active, standby] = epoch % 2 === 0 ? [b, a] : [a, b];
    return plans.plan({ ...listener, backend: pair(active, standby, { epoch }) });
  };
  const { address, port } = listener;
  await engine.apply(planOf(0));
  assert.equal(await asker.ask(`begin ${address} ${port} ${CONNECTIONS_PER_SECOND}`), 'begun');
  const beganMs = performance.now();
  let switches = 0;
  while (!isEnough(switches, performance.now() - beganMs)) {
    switches++;
    await engine.apply(planOf(switches));
    await pause(beganMs + switches * MS_BETWEEN_SWITCHES - performance.now());
  }
  const switchingSeconds = (performance.now() - beganMs) / 1_000;
  assert.equal(await asker.ask('mark'), 'marked');
  const last = switches % 2 === 0 ? b.id : a.id;
  await eventually(async () => {
    const { afterMark } = readReport(await asker.ask('count'));
    assert.ok((afterMark[last] ?? 0) >= ENOUGH, JSON.stringify(afterMark));
  }, 'command');
  const report = readReport(await asker.ask('end'));
  const figures = `${switches} switches in ${switchingSeconds.toFixed(1)} s; ${tell(report)}`;
  assert.deepEqual([report.failed, report.wrong], [{}, []], figures);
  assert.deepEqual(Object.keys(report.answered).sort(), ['a', 'b'], figures);
  assert.equal(sum(report.answered), report.begun, figures);
  assert.deepEqual(Object.keys(report.afterMark), [last], figures);
  return figures;
}

function readReport(line: string): AskerReport {
  const report: AskerReport = JSON.parse(line);
  return report;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function tell(report: AskerReport): string {
  const { begun, seconds, answered, failed, wrong, worstMs, overHalfASecond } = report;
  return [
    `${begun} connections, ${Math.round(begun / seconds)}/s`,
    `answered ${JSON.stringify(answered)}, failed ${JSON.stringify(failed)}, wrong ${wrong.length} ${wrong.slice(0, 3).join(' ')}`,
    `worst ${Math.round(worstMs)} ms, ${overHalfASecond} over 500 ms`,
  ].join('; ');
}

/** Answers a number with its name and the number. Arguments: name, address, port; 'open' is answered by the port. */
export const answerer = `
  const [, name, address, port] = process.argv;
  const server = require('net').createServer({ noDelay: true }, (socket) => {
    let heard = '';
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      heard += bytes;
      if (heard.endsWith('\\n')) socket.write(name + ' ' + heard);
    });
  });
  require('readline').createInterface(process.stdin).once('line', () =>
    server.listen({ host: address, port: Number(port), backlog: 4096 }, () => console.log(server.address().port)));`;

/**
 * Connections at a fixed rate, whatever became of those before, as long as no more than 500 are under way: a machine that
 * does not hold the rate has a lower one, and no queue that grows and grows. Each says its number, hears an answer and resets the
 * connection, so that no port rests for a minute. 'begin ADDRESS PORT RATE'; 'mark'; 'count' and 'end' are answered by a
 * report, 'end' when the last connection is over.
 */
export const asker = `
  const net = require('net');
  const report = { begun: 0, seconds: 0, answered: {}, afterMark: {}, failed: {}, wrong: [], worstMs: 0, overHalfASecond: 0 };
  const most = 500;
  let open = 0, marked = false, timer, beganMs;
  const count = (counts, name) => (counts[name] = (counts[name] ?? 0) + 1);
  const ask = (host, port) => {
    const question = ++report.begun + '\\n';
    const [after, sinceMs] = [marked, performance.now()];
    let heard = '', over = false;
    const socket = net.connect({ host, port, noDelay: true });
    const end = (why) => {
      if (over) return;
      over = true;
      open--;
      clearTimeout(waiting);
      socket.resetAndDestroy();
      const tookMs = performance.now() - sinceMs;
      report.worstMs = Math.max(report.worstMs, tookMs);
      if (tookMs > 500) report.overHalfASecond++;
      const [, name, rest] = /^([ab]) (.*\\n)$/s.exec(heard) ?? [];
      if (why !== undefined) count(report.failed, why);
      else if (rest !== question) report.wrong.push(JSON.stringify([question, heard]));
      else {
        count(report.answered, name);
        if (after) count(report.afterMark, name);
      }
    };
    const waiting = setTimeout(() => end('timed out'), 20_000);
    open++;
    socket.on('connect', () => socket.write(question));
    socket.on('data', (bytes) => (heard += bytes).endsWith('\\n') && end());
    socket.on('error', (error) => end(error.code));
    socket.on('close', () => end('closed'));
  };
  const begin = (host, port, rate) => {
    beganMs = performance.now();
    timer = setInterval(() => {
      report.seconds = (performance.now() - beganMs) / 1000;
      while (report.begun < report.seconds * rate && open < most) ask(host, port);
    }, 1);
  };
  require('readline').createInterface(process.stdin).on('line', async (line) => {
    const [verb, host, port, rate] = line.split(' ');
    if (verb === 'begin') begin(host, Number(port), Number(rate));
    if (verb === 'begin') return console.log('begun');
    if (verb === 'mark') marked = true;
    if (verb === 'mark') return console.log('marked');
    if (verb === 'end') {
      clearInterval(timer);
      while (open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    console.log(JSON.stringify(report));
  });`;
