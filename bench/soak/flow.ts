/** One UDP flow: datagrams of any size, each of which comes back with the name of who answered, or is lost. */
import { createSocket } from 'node:dgram';
import { pause } from '../../test/support/eventually.ts';
import type { Random } from '../../test/support/random.ts';
import { Reel } from './material.ts';
import type { Door, LoadJournal } from './messages.ts';

const LARGEST = 1_200;
const PLACES = 1_000_000;
/** How long an answer to the last datagram is waited for. */
const LAST_MS = 500;

export async function runFlow(door: Door, random: Random, journal: LoadJournal): Promise<void> {
  const sent = new Map<string, Buffer>();
  const kind = door.calm ? 'udp, calm' : 'udp';
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.on('message', (datagram, from) => {
    const complaint = complaintOf(door, datagram, from, sent);
    if (complaint !== undefined) journal.violation(`door ${door.number}, UDP: ${complaint}`);
    else journal.heard(datagram.length);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, `127.90.1.${random.between(1, 24)}`, resolve);
  });
  const reel = new Reel(random.below(PLACES));
  const total = random.between(1, 60);
  for (let number = 1; number <= total; number += 1) {
    const datagram = Buffer.concat([Buffer.from(`${number}\n`), reel.next(random.below(LARGEST))]);
    sent.set(String(number), datagram);
    socket.send(datagram, door.port, door.address);
    await pause(random.below(60));
  }
  await pause(LAST_MS);
  socket.close();
  for (let left = sent.size; left > 0; left -= 1) journal.count(kind, 'unserved');
  for (let answered = total - sent.size; answered > 0; answered -= 1) journal.count(kind, 'whole');
}

/** Takes what was answered out of `sent`; a second answer to the same datagram is none of our business. */
function complaintOf(
  door: Door,
  answer: Buffer,
  from: { readonly address: string; readonly port: number },
  sent: Map<string, Buffer>,
): string | undefined {
  if (from.address !== door.address || from.port !== door.port)
    return `an answer from ${from.address}:${from.port}`;
  const at = answer.indexOf(10);
  const [name = '', number] = answer.subarray(0, at).toString().split(' ');
  const said = answer.subarray(at + 1);
  if (Number(number) !== door.number || !door.members.includes(name))
    return `answered by ${name} for door ${number}`;
  const key = said.subarray(0, said.indexOf(10)).toString();
  const original = sent.get(key);
  if (original === undefined) return undefined;
  sent.delete(key);
  return original.equals(said) ? undefined : 'bytes that nobody said';
}
