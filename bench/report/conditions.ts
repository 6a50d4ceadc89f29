/** What has to be known of a run to read its figures. */
import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { ranAsRoot } from '../bed/re-execute.ts';
import type { Measured, Selection } from '../measure.ts';
import type { Conditions } from './results.ts';

export function conditionsOf(selection: Selection, measured: Measured): Conditions {
  const processors = cpus();
  const { rounds, seconds, quick } = selection;
  return {
    date: new Date().toISOString().slice(0, 10),
    kernel: release(),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cpus: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    user: ranAsRoot() ? 'root' : 'unprivileged',
    rounds,
    seconds,
    quick,
    commit: spawnSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).stdout?.trim() ?? '',
    engines: measured.about,
    missedSettings: measured.missedSettings,
    note: process.env['HOTSPARE_BENCH_NOTE'] ?? '',
  };
}
