/** What the two ends of a connection do, decided before it begins; kinds of connections are such plays. */
import type { Random } from '../../test/support/random.ts';

export type Act =
  | { readonly kind: 'say'; readonly bytes: number }
  | { readonly kind: 'rest'; readonly ms: number }
  /** Reads nothing for a while. */
  | { readonly kind: 'deaf'; readonly ms: number }
  /** Goes on when so many bytes have been heard since the beginning. */
  | { readonly kind: 'hear'; readonly bytes: number }
  /** Goes on when the other end has said all that it will say. */
  | { readonly kind: 'heed' };

export interface Part {
  readonly acts: readonly Act[];
  readonly goodbye: 'end' | 'reset';
}

export interface Play {
  readonly client: Part;
  readonly server: Part;
}

export const kinds = {
  short(random) {
    const [question, answer] = [random.between(50, 2_000), random.between(100, 20_000)];
    const clientEndsFirst = random.chance(0.5);
    return {
      client: {
        acts: [say(question), clientEndsFirst ? { kind: 'hear', bytes: answer } : heed],
        goodbye: 'end',
      },
      server: {
        acts: [{ kind: 'hear', bytes: question }, say(answer), ...(clientEndsFirst ? [heed] : [])],
        goodbye: 'end',
      },
    };
  },
  /** Questions and answers with rests between them. */
  keepAlive(random) {
    const turns = random.between(3, 30);
    const [question, answer] = [random.between(20, 500), random.between(20, 5_000)];
    const numbers = Array.from({ length: turns }, (_, n) => n + 1);
    return {
      client: {
        acts: numbers.flatMap((n): readonly Act[] => [
          say(question),
          { kind: 'hear', bytes: n * answer },
          { kind: 'rest', ms: random.below(800) },
        ]),
        goodbye: 'end',
      },
      server: {
        acts: numbers.flatMap((n): readonly Act[] => [{ kind: 'hear', bytes: n * question }, say(answer)]),
        goodbye: 'end',
      },
    };
  },
  bulk(random) {
    const [up, down] = [random.between(0, 6_000_000), random.between(0, 6_000_000)];
    return {
      client: { acts: [say(up), heed], goodbye: 'end' },
      server: { acts: [say(down)], goodbye: 'end' },
    };
  },
  /** The server answers when its client has ended. */
  halfClose(random) {
    return {
      client: { acts: [say(random.between(0, 50_000))], goodbye: 'end' },
      server: {
        acts: [heed, { kind: 'rest', ms: random.below(300) }, say(random.between(1, 200_000))],
        goodbye: 'end',
      },
    };
  },
  reset(random) {
    const play = { ...chaosPart(random), goodbye: 'reset' } as const;
    return random.chance(0.5)
      ? { client: play, server: chaosPart(random) }
      : { client: chaosPart(random), server: play };
  },
  slowReader(random) {
    const down = random.between(500_000, 4_000_000);
    const steps = random.between(2, 12);
    const acts = Array.from({ length: steps }, (): Act => ({ kind: 'deaf', ms: random.between(50, 600) }));
    return {
      client: { acts: [...acts, heed], goodbye: 'end' },
      server: { acts: [say(down)], goodbye: 'end' },
    };
  },
  /** Anything in any order. */
  chaos(random) {
    return { client: chaosPart(random), server: chaosPart(random) };
  },
  /** Nobody says anything. */
  silent(random) {
    return {
      client: { acts: [{ kind: 'rest', ms: random.below(5_000) }], goodbye: 'end' },
      server: { acts: [heed], goodbye: 'end' },
    };
  },
} as const satisfies Readonly<Record<string, (random: Random) => Play>>;
export type Kind = keyof typeof kinds;

const heed: Act = { kind: 'heed' };

function say(bytes: number): Act {
  return { kind: 'say', bytes };
}

function chaosPart(random: Random): Part {
  const acts = Array.from({ length: random.below(6) }, (): Act => {
    const kind = random.pick(['say', 'say', 'rest', 'deaf'] as const);
    if (kind !== 'say') return { kind, ms: random.below(60) };
    return say(random.chance(0.2) ? random.below(400_000) : random.below(3_000));
  });
  return { acts, goodbye: random.chance(0.1) ? 'reset' : 'end' };
}

export function saidIn({ acts }: Part): number {
  return acts.reduce((sum, act) => sum + (act.kind === 'say' ? act.bytes : 0), 0);
}
