/** aliyun-java-sdk-slb over aliyun-java-sdk-core. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { trusting } from './support/java.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').javaOld;

describeClient({
  name: 'Java, aliyun-java-sdk-slb',
  ...('missing' in tool ? tool : {}),
  actions: 86,
  gaps: gaps.javaOld,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess(trusting(tool.command, certificateFile), target);
  },
});
