/** Many inputs, one after the other, from one seed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Random } from '../support/random.ts';
import { type Input, show } from './input.ts';
import { anyBytes } from './inputs/bytes.ts';
import { type KnownCall, signedCall } from './inputs/calls.ts';
import { tamperedRequest, unsignedRequest } from './inputs/requests.ts';
import { judge } from './judge.ts';
import { World } from './world.ts';

const outputFolder = new URL('../../node_modules/.cache/hotspare/', import.meta.url);
/** Inputs that the world lasts for: calls delete and fill it. */
const WORLD_LASTS = 1_000;
/** What the heap may have grown by from the first tenth of a campaign to its end. */
const GROWTH_MIB = 64;

export interface CampaignOptions {
  readonly seed: number;
  readonly inputs: number;
  /** Told now and then how far it is. */
  readonly onProgress?: (done: number) => void;
}

export interface CampaignReport {
  readonly inputs: number;
  readonly byKind: Readonly<Record<Kind, number>>;
  readonly seconds: number;
  /** Calls that were carried out. */
  readonly succeeded: number;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly heapGrowthMiB: number;
}

export type Kind = 'signed call' | 'tampered request' | 'unsigned request' | 'bytes on the port';

/** A few hundred bytes of answers through the kernel cost as much as many calls through the pipeline. */
const shares: readonly (readonly [Kind, number])[] = [
  ['signed call', 0.7],
  ['tampered request', 0.15],
  ['unsigned request', 0.13],
  ['bytes on the port', 0.02],
];

/** Rejects with the first input that was not met as it must be. */
export async function campaign({ seed, inputs, onProgress }: CampaignOptions): Promise<CampaignReport> {
  const random = new Random(seed);
  const world = await World.make(random);
  const byKind = { 'signed call': 0, 'tampered request': 0, 'unsigned request': 0, 'bytes on the port': 0 };
  const startedMs = performance.now();
  let slowest = { ms: 0, input: '' };
  let heapMiB = Number.POSITIVE_INFINITY;
  try {
    for (let done = 0; done < inputs; done += 1) {
      if (done % WORLD_LASTS === 0 && done > 0) await world.renew(random);
      if (done === Math.floor(inputs / 10)) heapMiB = heapAfterCollection();
      if (done % 10_000 === 0) onProgress?.(done);
      const kind = anyKind(random);
      const input = anyInput(kind, world, random);
      byKind[kind] += 1;
      const before = performance.now();
      const complaint = await judge(input, world);
      const ms = performance.now() - before;
      if (ms > slowest.ms) slowest = { ms, input: show(input).slice(0, 300) };
      if (complaint !== undefined) {
        const file = await kept(input);
        throw new Error(
          `seed ${seed}, input ${done} (${kind}): ${complaint}\n${show(input).slice(0, 1000)}\nThe whole input is in ${file}`,
        );
      }
    }
    const heapGrowthMiB = heapAfterCollection() - heapMiB;
    if (heapGrowthMiB > GROWTH_MIB) {
      throw new Error(`seed ${seed}: the heap has grown by ${Math.round(heapGrowthMiB)} MiB`);
    }
    const seconds = (performance.now() - startedMs) / 1000;
    return {
      inputs,
      byKind,
      succeeded: world.succeeded,
      seconds,
      slowestMs: slowest.ms,
      slowest: slowest.input,
      heapGrowthMiB,
    };
  } finally {
    await world.close();
  }
}

/** For people. */
export function tellCampaign(
  { inputs, byKind, succeeded, seconds, slowestMs, heapGrowthMiB }: CampaignReport,
  seed: number,
): string {
  const kinds = Object.entries(byKind).map(([kind, count]) => `${count} ${kind}s`.replace('ports', 'port'));
  return (
    `From seed ${seed}: ${inputs} inputs in ${Math.round(seconds)} s, ${Math.round(inputs / seconds)} a second ` +
    `(${kinds.join(', ')}); ${succeeded} calls carried out; slowest ${Math.round(slowestMs)} ms; heap ${heapGrowthMiB >= 0 ? '+' : ''}${heapGrowthMiB.toFixed(1)} MiB`
  );
}

/** For the corpus, once it has been made small. */
async function kept(input: Input): Promise<string> {
  const file = new URL('fuzz-failure.json', outputFolder);
  await mkdir(outputFolder, { recursive: true });
  await writeFile(file, show(input));
  return fileURLToPath(file);
}

function anyKind(random: Random): Kind {
  let left = random.next();
  for (const [kind, share] of shares) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'signed call';
}

function anyInput(kind: Kind, world: World, random: Random): Input {
  const call = anyKnown(world, random);
  switch (kind) {
    case 'signed call':
      return signedCall(call, random);
    case 'tampered request':
      return tamperedRequest(call, world, random);
    case 'unsigned request':
      return unsignedRequest(call, random);
    case 'bytes on the port':
      return anyBytes(random);
  }
}

function anyKnown({ known }: World, random: Random): KnownCall {
  const call = random.pick(known);
  if (!call) throw new Error('no actions');
  return call;
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
