/** Python with the vendor's newer client, `alibabacloud_tea_openapi`. */
import { API_VERSION } from '../contract/index.ts';
import { pythonText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const pythonNew: SampleLanguage = {
  id: 'python-new',
  title: 'Python, alibabacloud_tea_openapi',
  highlight: 'python',
  fileName: (action) => `${action}.py`,
  generate(request) {
    const query = entriesOf(request).map(
      ([name, value]) => `        ${pythonText(name)}: ${pythonText(value)},\n`,
    );
    return `# pip install alibabacloud_tea_openapi
import json
import os
import sys
from urllib.parse import urlsplit

from alibabacloud_tea_openapi import models as openapi_models
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_util import models as util_models
from Tea.exceptions import TeaException

endpoint = urlsplit(os.environ.get('HOTSPARE_ENDPOINT', ${pythonText(request.endpoint.origin)}))
client = Client(
    openapi_models.Config(
        access_key_id=os.environ['HOTSPARE_ACCESS_KEY_ID'],
        access_key_secret=os.environ['HOTSPARE_ACCESS_KEY_SECRET'],
        endpoint=endpoint.netloc,
        protocol=endpoint.scheme,
    )
)
params = openapi_models.Params(
    action='${request.action.name}',
    version='${API_VERSION}',
    protocol=endpoint.scheme,
    method='POST',
    pathname='/',
    style='RPC',
    auth_type='AK',
    req_body_type='formData',
    body_type='json',
)
request = openapi_models.OpenApiRequest(
    query={
${query.join('')}    },
)

try:
    answer = client.call_api(params, request, util_models.RuntimeOptions())
    print(json.dumps(answer['body'], indent=2, ensure_ascii=False))
except TeaException as error:
    data = error.data or {}
    sys.exit(f"{error.code}: {data.get('Message', error.message)} (request {data.get('RequestId')})")
`;
  },
};
