/**
 * Entry of the thread that probes: thousands of connects a second must not hold up calls and decisions. Built as a file of
 * its own; started by `ThreadCheckLoops` only.
 */
import { parentPort } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import { LocalCheckLoops, type RunningCheck } from '../check-loops.ts';
import { createProbers } from '../probers/registry.ts';
import type { LoopCommand, LoopReport } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('This file only runs as a thread of the health monitor.');

const loops = new LocalCheckLoops(systemClock, createProbers(systemClock));
const running = new Map<number, RunningCheck>();
let reports: LoopReport[] = [];

/** What comes in one turn of the event loop goes as one message. */
function tell(report: LoopReport): void {
  if (reports.push(report) > 1) return;
  setImmediate(() => {
    port?.postMessage(reports);
    reports = [];
  });
}

function carryOut(command: LoopCommand): void {
  const { kind, id } = command;
  switch (kind) {
    case 'start': {
      const check = loops.start(command.spec, command, (report, atMs) => tell({ id, report, atMs }));
      running.set(id, check);
      return;
    }
    case 'trigger':
      running.get(id)?.trigger();
      return;
    case 'stop':
      running.get(id)?.stop();
      running.delete(id);
  }
}

port.on('message', (commands: readonly LoopCommand[]) => commands.forEach(carryOut));
