/** aliyun-python-sdk-slb, over the core of the older SDKs for Python. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').pythonOld;

describeClient({
  name: 'Python, aliyun-python-sdk-slb',
  ...('missing' in tool ? tool : {}),
  actions: 93,
  gaps: gaps.pythonOld,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    const environment = { ...tool.command.environment, REQUESTS_CA_BUNDLE: certificateFile };
    return new DriverProcess({ ...tool.command, environment }, target);
  },
});
