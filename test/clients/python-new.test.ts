/** alibabacloud-slb20140515 for Python. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').pythonNew;

describeClient({
  name: 'Python, alibabacloud-slb20140515',
  ...('missing' in tool ? tool : {}),
  actions: 93,
  gaps: gaps.pythonNew,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    const environment = { ...tool.command.environment, SLB_CA_FILE: certificateFile };
    return new DriverProcess({ ...tool.command, environment }, target);
  },
});
