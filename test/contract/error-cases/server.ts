import { givenMasterSlaveGroup } from '../../../src/contract/examples.ts';
import type { ErrorCases } from './error-case.ts';

export const serverErrorCases = {
  DeregisterServer: {
    serverNotRegistered: { request: { ServerId: 'vm-1' } },
    serverIsConfigured: { configuredServers: { 'vm-1': '192.0.2.1' }, request: { ServerId: 'vm-1' } },
    serverInUse: { given: givenMasterSlaveGroup, request: { ServerId: 'vm-233' } },
  },
} as const satisfies ErrorCases;
