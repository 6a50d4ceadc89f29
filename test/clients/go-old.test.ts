/** alibaba-cloud-sdk-go for Go. */
import { inject } from 'vitest';
import { DriverProcess } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').goOld;

describeClient({
  name: 'Go, alibaba-cloud-sdk-go',
  ...('missing' in tool ? tool : {}),
  actions: 93,
  gaps: {
    unset: [],
    notCarried: [
      // As the founding page prints the list; every class reads the other spelling.
      'CreateMasterSlaveServerGroup MasterSlaveBackendServers.MasterSlaveBackendServers',
      'DescribeMasterSlaveServerGroupAttribute MasterSlaveBackendServers.MasterSlaveBackendServers',
    ],
  },
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess({ ...tool.command, environment: { SSL_CERT_FILE: certificateFile } }, target);
  },
});
