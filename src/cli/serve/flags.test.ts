import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { addressPoolShorthand, settings } from '../../config/settings.ts';
import { addServeFlags, givenFlags } from './flags.ts';

function given(...args: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const command = addServeFlags(new Command('serve').exitOverride());
  command.parse(args, { from: 'user' });
  return givenFlags(command.opts());
}

describe('flags of serve', () => {
  it('takes every setting of the table, and loadConfig knows each', () => {
    const samples = { text: '', number: '1', boolean: 'true', list: '127.0.0.1/32', pairs: 'a=10.0.0.1' };
    for (const { flag, kind } of settings) {
      const value = samples[kind];
      expect(given(`--${flag}`, value)).toEqual(new Map([[flag, [value]]]));
    }
    expect(given(`--${addressPoolShorthand.flag}`, '10.0.0.0/8').get('address-pool')).toEqual(['10.0.0.0/8']);
  });

  it('collects repeated ones in order', () => {
    const config = loadConfig({ flags: given('--server', 'a=10.0.0.1', '--server=b=10.0.0.2,c=10.0.0.3') });
    expect(config.servers).toEqual({ a: '10.0.0.1', b: '10.0.0.2', c: '10.0.0.3' });
  });

  it('takes a boolean without a value for true', () => {
    expect(loadConfig({ flags: given('--strict') }).strict).toBe(true);
    expect(loadConfig({ flags: given('--failover-standby-probe', 'false') }).failover.standbyProbe).toBe(
      false,
    );
  });

  it('says nothing about what was not given', () => {
    expect(given()).toEqual(new Map());
  });

  it('tells variable and default of each in the help', () => {
    const help = addServeFlags(new Command('serve')).helpInformation().replaceAll(/\s+/g, ' ');
    expect(help).toContain('(HOTSPARE_LISTEN; default: 127.0.0.1:8014)');
    expect(help).toContain('(HOTSPARE_FAILOVER_DETECTION; default: vendor)');
    expect(help).toContain('(HOTSPARE_TLS_CERT)');
  });
});
