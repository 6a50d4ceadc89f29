/** Node with the vendor's newer client, `@alicloud/openapi-client`. */
import { API_VERSION } from '../contract/index.ts';
import { jsName, jsText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const nodeNew: SampleLanguage = {
  id: 'node-new',
  title: 'Node.js, @alicloud/openapi-client',
  highlight: 'javascript',
  fileName: (action) => `${action}.mjs`,
  generate(request) {
    const query = entriesOf(request).map(([name, value]) => `    ${jsName(name)}: ${jsText(value)},\n`);
    return `// npm install @alicloud/openapi-client @alicloud/tea-util
import openapi from '@alicloud/openapi-client';
import util from '@alicloud/tea-util';

const endpoint = new URL(process.env.HOTSPARE_ENDPOINT ?? ${jsText(request.endpoint.origin)});
const protocol = endpoint.protocol.replace(':', '');
const client = new openapi.default(
  new openapi.Config({
    accessKeyId: process.env.HOTSPARE_ACCESS_KEY_ID,
    accessKeySecret: process.env.HOTSPARE_ACCESS_KEY_SECRET,
    endpoint: endpoint.host,
    protocol,
  }),
);
const params = new openapi.Params({
  action: '${request.action.name}',
  version: '${API_VERSION}',
  protocol,
  method: 'POST',
  pathname: '/',
  style: 'RPC',
  authType: 'AK',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const request = new openapi.OpenApiRequest({
  query: {
${query.join('')}  },
});

try {
  const answer = await client.callApi(params, request, new util.RuntimeOptions({}));
  console.log(JSON.stringify(answer.body, null, 2));
} catch (error) {
  if (error.data === undefined) throw error;
  const { Code, Message, RequestId } = error.data;
  console.error(\`\${Code}: \${Message} (request \${RequestId})\`);
  process.exitCode = 1;
}
`;
  },
};
