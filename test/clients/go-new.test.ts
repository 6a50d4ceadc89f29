/** alibabacloud-go/slb-20140515 for Go. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').goNew;

describeClient({
  name: 'Go, alibabacloud-go/slb-20140515',
  ...('missing' in tool ? tool : {}),
  actions: 93,
  gaps: gaps.goNew,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess({ ...tool.command, environment: { SSL_CERT_FILE: certificateFile } }, target);
  },
});
