/** PHP with the vendor's newer client, `alibabacloud/openapi-core`. */
import { API_VERSION } from '../contract/index.ts';
import { phpText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const php: SampleLanguage = {
  id: 'php',
  title: 'PHP, alibabacloud/openapi-core',
  highlight: 'php',
  fileName: (action) => `${action}.php`,
  generate(request) {
    const query = entriesOf(request).map(
      ([name, value]) => `        ${phpText(name)} => ${phpText(value)},\n`,
    );
    return `<?php
// composer require alibabacloud/openapi-core
require __DIR__ . '/vendor/autoload.php';

use AlibabaCloud\\Dara\\Models\\RuntimeOptions;
use Darabonba\\OpenApi\\Exceptions\\AlibabaCloudException;
use Darabonba\\OpenApi\\Models\\Config;
use Darabonba\\OpenApi\\Models\\OpenApiRequest;
use Darabonba\\OpenApi\\Models\\Params;
use Darabonba\\OpenApi\\OpenApiClient;

$endpoint = parse_url(getenv('HOTSPARE_ENDPOINT') ?: ${phpText(request.endpoint.origin)});
$client = new OpenApiClient(new Config([
    'accessKeyId' => getenv('HOTSPARE_ACCESS_KEY_ID'),
    'accessKeySecret' => getenv('HOTSPARE_ACCESS_KEY_SECRET'),
    'endpoint' => $endpoint['host'] . (isset($endpoint['port']) ? ":{$endpoint['port']}" : ''),
    'protocol' => $endpoint['scheme'],
]));
$params = new Params([
    'action' => '${request.action.name}',
    'version' => '${API_VERSION}',
    'protocol' => $endpoint['scheme'],
    'method' => 'POST',
    'pathname' => '/',
    'style' => 'RPC',
    'authType' => 'AK',
    'reqBodyType' => 'formData',
    'bodyType' => 'json',
]);
$request = new OpenApiRequest([
    'query' => [
${query.join('')}    ],
]);

try {
    $answer = $client->callApi($params, $request, new RuntimeOptions([]));
    echo json_encode($answer['body'], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), PHP_EOL;
} catch (AlibabaCloudException $error) {
    // The message ends in the request id.
    fwrite(STDERR, "{$error->code}: {$error->message}" . PHP_EOL);
    exit(1);
}
`;
  },
};
