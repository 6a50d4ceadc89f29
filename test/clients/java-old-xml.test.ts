/** aliyun-java-sdk-slb, answers in XML over aliyun-java-sdk-core. */
import { inject } from 'vitest';
import * as gaps from './gaps.ts';
import { DriverProcess } from './support/driver-process.ts';
import { trusting } from './support/java.ts';
import { describeClient } from './support/suite.ts';

const tool = inject('clients').javaOldXml;

describeClient({
  name: 'Java, aliyun-java-sdk-slb, answers in XML',
  ...('missing' in tool ? tool : {}),
  actions: 86,
  gaps: gaps.javaOldXml,
  start(target, certificateFile) {
    if ('missing' in tool) throw new Error(tool.missing);
    return new DriverProcess(trusting(tool.command, certificateFile), target);
  },
});
