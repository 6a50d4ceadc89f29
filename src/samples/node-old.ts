/** Node with the vendor's older client, `@alicloud/pop-core`. */
import { API_VERSION } from '../contract/index.ts';
import { jsName, jsText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const nodeOld: SampleLanguage = {
  id: 'node-old',
  title: 'Node.js, @alicloud/pop-core',
  highlight: 'javascript',
  fileName: (action) => `${action}.mjs`,
  generate(request) {
    const parameters = entriesOf(request).map(([name, value]) => `  ${jsName(name)}: ${jsText(value)},\n`);
    return `// npm install @alicloud/pop-core
import RPCClient from '@alicloud/pop-core';

const client = new RPCClient({
  accessKeyId: process.env.HOTSPARE_ACCESS_KEY_ID,
  accessKeySecret: process.env.HOTSPARE_ACCESS_KEY_SECRET,
  endpoint: process.env.HOTSPARE_ENDPOINT ?? ${jsText(request.endpoint.origin)},
  apiVersion: '${API_VERSION}',
});
const parameters = {
${parameters.join('')}};

try {
  const answer = await client.request('${request.action.name}', parameters, { method: 'POST' });
  console.log(JSON.stringify(answer, null, 2));
} catch (error) {
  if (error.data === undefined) throw error;
  const { Code, Message, RequestId } = error.data;
  console.error(\`\${Code}: \${Message} (request \${RequestId})\`);
  process.exitCode = 1;
}
`;
  },
};
