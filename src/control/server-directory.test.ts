import { describe, expect, it } from 'vitest';
import { FakeClock } from '../lib/fake-clock.ts';
import { Directory, type LookUpName } from './server-directory.ts';

function directory(options: {
  readonly names?: Readonly<Record<string, string>>;
  readonly configured?: Readonly<Record<string, string>>;
  readonly inventory?: Readonly<Record<string, string>>;
}) {
  const asked: string[] = [];
  const changes: number[] = [];
  const names = new Map(Object.entries(options.names ?? {}));
  const lookUpName: LookUpName = async (name) => {
    asked.push(name);
    const address = names.get(name);
    if (address === undefined) throw new Error(`getaddrinfo ENOTFOUND ${name}`);
    return address;
  };
  const inventory = new Map(
    Object.entries(options.inventory ?? {}).map(([id, address]) => [
      id,
      { id, address, description: '', createdMs: 0 },
    ]),
  );
  const made = new Directory({
    configured: new Map(Object.entries(options.configured ?? {})),
    inventory: () => inventory,
    clock: new FakeClock(),
    onChange: () => changes.push(1),
    lookUpName,
  });
  return { made, asked, changes, names };
}

describe('what a ServerId means', () => {
  it('the stored inventory goes before the configured one, and that before the id itself', () => {
    const { made } = directory({
      inventory: { a: '10.0.0.1' },
      configured: { a: '10.0.0.2', b: '10.0.0.3' },
    });
    expect(made.resolve('a')).toEqual({ kind: 'known', address: '10.0.0.1' });
    expect(made.resolve('b')).toEqual({ kind: 'known', address: '10.0.0.3' });
    expect(made.resolve('10.0.0.4')).toEqual({ kind: 'known', address: '10.0.0.4' });
    expect(made.resolve('2001:DB8::1')).toEqual({ kind: 'known', address: '2001:db8::1' });
  });

  it('a name is looked up once however many ask, and its address is told when it comes', async () => {
    const { made, asked, changes } = directory({ names: { 'db.test': '10.0.0.5' } });
    expect(made.resolve('db.test')).toMatchObject({ kind: 'unknown' });
    made.resolve('db.test');
    expect(await made.lookUp('db.test')).toEqual({ kind: 'known', address: '10.0.0.5' });
    expect(asked).toEqual(['db.test']);
    expect(changes).toHaveLength(1);
  });

  it('says why there is no address, and how to register one', async () => {
    const { made } = directory({});
    expect(await made.lookUp('i-unknown')).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/ENOTFOUND.*hotspare server add i-unknown ADDRESS/) as string,
    });
    expect(await made.lookUp('no name at all')).toMatchObject({ kind: 'unknown' });
  });

  it('validating a call does not see the inventory: the call reads that itself, in its transaction', async () => {
    const { made } = directory({ inventory: { 'i-1': '10.0.0.1' } });
    expect(await made.lookUp('i-1')).toMatchObject({ kind: 'unknown' });
    expect(made.resolve('i-1')).toMatchObject({ kind: 'known' });
  });
});
