/** alibaba-cloud-sdk-go for Go. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').goOld;

describeClient({
  name: 'Go, alibaba-cloud-sdk-go',
  ...('missing' in tool ? tool : {}),
  actions: 93,
  gaps: gaps.goOld,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess({ ...tool.command, environment: { SSL_CERT_FILE: certificateFile } }, target);
  },
});
