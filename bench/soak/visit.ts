/** One TCP client: what it says, what it must hear, and what became of it. */
import { connect } from 'node:net';
import { pause } from '../../test/support/eventually.ts';
import type { Random } from '../../test/support/random.ts';
import { End } from './end.ts';
import type { Door, Hello, LoadJournal, Outcome, Welcome } from './messages.ts';
import { banned as bannedClients } from './messages.ts';
import { type Kind, type Play, kinds, saidIn } from './parts.ts';

/** Clients come from many addresses, so that sources are told apart and ports never run out. */
const sources = Array.from({ length: 24 }, (_, n) => `127.90.0.${n + 1}`);
/** Longer than anybody takes whom nobody disturbs. */
const PATIENCE_MS = 90_000;
const PLACES = 1_000_000;

export interface Visit {
  readonly door: Door;
  readonly kind: Kind;
  readonly banned: boolean;
}

export async function runVisit(visit: Visit, random: Random, journal: LoadJournal): Promise<void> {
  const { door, kind } = visit;
  const play = kinds[kind](random);
  const [voice, ear] = [random.below(PLACES), random.below(PLACES)];
  const localAddress = visit.banned ? bannedClients.source : random.pick(sources);
  const socket = connect({
    host: door.address,
    port: door.port,
    localAddress,
    allowHalfOpen: true,
    noDelay: true,
  });
  const end = new End(socket);
  end.speakFrom(voice, ear);
  const hello: Hello = { kind, client: voice, server: ear, part: play.server };
  socket.write(`${JSON.stringify(hello)}\n`);
  let own = '';
  socket.once('connect', () => (own = `${localAddress}:${socket.localPort}`));
  const playing = end.play(play.client);
  const late = new AbortController();
  await Promise.race([playing, patience(late.signal)]);
  late.abort();
  const stuck = !end.closed;
  socket.destroy();
  await playing;
  journal.heard(end.heard);
  const outcome = outcomeOf(end, play, stuck);
  journal.count(visit.banned ? 'banned' : kind, outcome);
  const complaint = complaintOf(visit, end, play, outcome, own);
  if (complaint !== undefined)
    journal.violation(`door ${door.number}, ${kind} from ${own}: ${complaint}${stuck ? ', stuck' : ''}`);
}

async function patience(signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS && !signal.aborted; waitedMs += 1_000) await pause(1_000);
}

function outcomeOf(end: End, play: Play, stuck: boolean): Outcome {
  if (end.code === 'ECONNREFUSED') return 'refused';
  if (end.line === undefined) return 'unserved';
  const whole = end.ended && !stuck && end.heard === saidIn(play.server);
  return whole ? 'whole' : 'cut';
}

/** What may not be, whatever was done to the door and its servers; of a calm one everything but a whole answer. */
function complaintOf(
  { door, banned }: Visit,
  end: End,
  play: Play,
  outcome: Outcome,
  own: string,
): string | undefined {
  if (end.wrong) return 'bytes that nobody said';
  if (end.heard > saidIn(play.server)) return 'more bytes than were said';
  if (banned && end.line !== undefined) return `a banned client was served: ${end.line}`;
  if (end.line !== undefined) {
    const { name, door: number, source }: Welcome = JSON.parse(end.line);
    if (number !== door.number || !door.members.includes(name))
      return `answered by ${name} for door ${number}`;
    if (door.proxyProtocol && source !== own) return `the server was told ${source}`;
  }
  const resets = play.client.goodbye === 'reset' || play.server.goodbye === 'reset';
  if (door.calm && !resets && outcome !== 'whole')
    return `${outcome} (${end.code ?? 'no error'}), heard ${end.heard} of ${saidIn(play.server)}`;
  return undefined;
}
