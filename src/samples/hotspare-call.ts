/** The command line of this project. */
import { shellText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const hotspareCall: SampleLanguage = {
  id: 'hotspare-call',
  title: 'hotspare call',
  highlight: 'bash',
  fileName: (action) => `${action}.hotspare.sh`,
  generate(request) {
    const parameters = entriesOf(request).map(
      // A single @ would name a file.
      ([name, value]) => ` \\\n  ${shellText(`${name}=${value.startsWith('@') ? '@' : ''}${value}`)}`,
    );
    return `#!/usr/bin/env bash
# The key is read from HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET.
set -euo pipefail

export HOTSPARE_ENDPOINT=\${HOTSPARE_ENDPOINT:-${shellText(request.endpoint.origin)}}

npx hotspare call ${request.action.name}${parameters.join('')}
`;
  },
};
