import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { UsageError } from '../failure.ts';
import { exampleCall, parseArguments } from './arguments.ts';

const contract = contracts.CreateMasterSlaveServerGroup;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotspare-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function parse(...args: readonly string[]) {
  return parseArguments(contract, args);
}

describe('parseArguments', () => {
  it('splits at the first equals sign only', () => {
    expect(parse('RegionId=cn-hangzhou', 'MasterSlaveServerGroupName=a=b').parameters).toEqual({
      RegionId: 'cn-hangzhou',
      MasterSlaveServerGroupName: 'a=b',
    });
  });

  it('reads a value from a file, without the line break at its end', () => {
    const file = join(folder, 'members.json');
    writeFileSync(file, '[{"ServerId":"a"}]\n');
    expect(parse(`MasterSlaveBackendServers=@${file}`).parameters).toEqual({
      MasterSlaveBackendServers: '[{"ServerId":"a"}]',
    });
  });

  it('takes a doubled @ for a plain one', () => {
    expect(parse('MasterSlaveServerGroupName=@@home').parameters).toEqual({
      MasterSlaveServerGroupName: '@home',
    });
  });

  it.each([['RegionId'], ['=x'], [`MasterSlaveBackendServers=@/none/such`]])('refuses %s', (argument) => {
    expect(() => parse(argument)).toThrow(UsageError);
  });

  it('refuses a parameter that is given twice', () => {
    expect(() => parse('RegionId=a', 'RegionId=b')).toThrow('RegionId is given twice');
  });

  it('warns of what the service would ignore, and says what may have been meant', () => {
    expect(parse('Regionid=x').warnings).toEqual([
      'CreateMasterSlaveServerGroup has no parameter Regionid; the service ignores it. Did you mean RegionId?',
    ]);
  });

  it('knows lists by their base name and aliases', () => {
    expect(parse('Tag.1.Key=a', 'Tag.1.Value=b').warnings).toEqual([]);
    expect(
      parseArguments(contracts.CreateLoadBalancerTCPListener, ['HealthCheckInterval=2']).warnings,
    ).toEqual([]);
  });
});

describe('exampleCall', () => {
  it('quotes what a shell would take apart', () => {
    const line = exampleCall(contract);
    expect(line).toContain('CreateMasterSlaveServerGroup RegionId=cn-hangzhou ');
    expect(line).toContain(`'MasterSlaveBackendServers=[{"ServerId":"vm-233"`);
  });
});
