/** The vendor's command line, `aliyun`. */
import { API_VERSION } from '../contract/index.ts';
import { shellText } from './quote.ts';
import { entriesOf, regionOf, type SampleLanguage } from './sample.ts';

export const aliyunCli: SampleLanguage = {
  id: 'aliyun-cli',
  title: 'aliyun CLI',
  highlight: 'bash',
  fileName: (action) => `${action}.aliyun.sh`,
  generate(request) {
    const entries = entriesOf(request);
    // It has no way to say that a parameter is empty.
    if (entries.some(([, value]) => value === '')) return undefined;
    // What the CLI is told of the region it sends as RegionId, and it wants to be told.
    const own = entries.filter(([name]) => name !== 'RegionId');
    const parameters = own.map(([name, value]) => ` \\\n  ${flag(name, value)}`);
    return `#!/usr/bin/env bash
set -euo pipefail

endpoint=\${HOTSPARE_ENDPOINT:-${shellText(request.endpoint.origin)}}
scheme=--insecure
if [[ $endpoint == https:* ]]; then scheme=--secure; fi

# --force: actions and parameters that the CLI does not know are sent too.
aliyun slb ${request.action.name} --version ${API_VERSION} --force \\
  --endpoint "\${endpoint#*://}" "$scheme" --region ${shellText(regionOf(request))} --mode AK \\
  --access-key-id "$HOTSPARE_ACCESS_KEY_ID" --access-key-secret "$HOTSPARE_ACCESS_KEY_SECRET"${parameters.join('')}
`;
  },
};

/** A value that begins with a hyphen would be taken for a flag of its own. */
function flag(name: string, value: string): string {
  return value.startsWith('-') ? shellText(`--${name}=${value}`) : `--${name} ${shellText(value)}`;
}
