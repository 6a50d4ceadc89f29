/** com.aliyun:slb20140515. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { trusting } from './support/java.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').javaNew;

describeClient({
  name: 'Java, com.aliyun:slb20140515',
  ...('missing' in tool ? tool : {}),
  actions: 92,
  gaps: gaps.javaNew,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess(trusting(tool.command, certificateFile), target);
  },
});
