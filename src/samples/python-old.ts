/** Python with the vendor's older client, `aliyun-python-sdk-core`. */
import { API_VERSION } from '../contract/index.ts';
import { pythonText } from './quote.ts';
import { entriesOf, regionOf, type SampleLanguage } from './sample.ts';

export const pythonOld: SampleLanguage = {
  id: 'python-old',
  title: 'Python, aliyun-python-sdk-core',
  highlight: 'python',
  fileName: (action) => `${action}.py`,
  generate(request) {
    const parameters = entriesOf(request).map(
      ([name, value]) => `request.add_query_param(${pythonText(name)}, ${pythonText(value)})\n`,
    );
    return `# pip install aliyun-python-sdk-core
import json
import os
import sys
from urllib.parse import urlsplit

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

endpoint = urlsplit(os.environ.get('HOTSPARE_ENDPOINT', ${pythonText(request.endpoint.origin)}))
client = AcsClient(
    os.environ['HOTSPARE_ACCESS_KEY_ID'],
    os.environ['HOTSPARE_ACCESS_KEY_SECRET'],
    ${pythonText(regionOf(request))},
)
request = CommonRequest(
    domain=endpoint.netloc,
    version='${API_VERSION}',
    action_name='${request.action.name}',
)
request.set_protocol_type(endpoint.scheme)
request.set_method('POST')
request.set_accept_format('json')
${parameters.join('')}
try:
    answer = json.loads(client.do_action_with_exception(request))
    print(json.dumps(answer, indent=2, ensure_ascii=False))
except ServerException as error:
    sys.exit(f'{error.get_error_code()}: {error.get_error_msg()} (request {error.get_request_id()})')
`;
  },
};
