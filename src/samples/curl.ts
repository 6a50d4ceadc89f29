/** bash with curl and openssl: signature version 1.0 by hand, see docs/curl.md. */
import { API_VERSION } from '../contract/index.ts';
import { shellText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const curl: SampleLanguage = {
  id: 'curl',
  title: 'curl and openssl',
  highlight: 'bash',
  fileName: (action) => `${action}.curl.sh`,
  generate(request) {
    const parameters = entriesOf(request).map(([name, value]) => `  ${shellText(`${name}=${value}`)}\n`);
    return String.raw`#!/usr/bin/env bash
set -euo pipefail

endpoint=${'$'}{HOTSPARE_ENDPOINT:-${shellText(request.endpoint.origin)}}
parameters=(
  Action=${request.action.name}
${parameters.join('')}  Version=${API_VERSION}
  Format=JSON
  "AccessKeyId=$HOTSPARE_ACCESS_KEY_ID"
  SignatureMethod=HMAC-SHA1
  SignatureVersion=1.0
  "SignatureNonce=$(openssl rand -hex 16)"
  "Timestamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
)

encode() { # byte by byte; only A-Z a-z 0-9 - _ . ~ stay
  local LC_ALL=C i byte
  for ((i = 0; i < ${'$'}{#1}; i++)); do
    byte=${'$'}{1:i:1}
    case $byte in
      [A-Za-z0-9._~-]) printf %s "$byte" ;;
      *) printf '%%%02X' $(($(printf %d "'$byte") & 255)) ;;
    esac
  done
}

form=$(
  for pair in "${'$'}{parameters[@]}"; do
    echo "$(encode "${'$'}{pair%%=*}")=$(encode "${'$'}{pair#*=}")"
  done | LC_ALL=C sort -t= -k1,1 | paste -sd '&'
)
signature=$(
  printf %s "POST&%2F&$(encode "$form")" | openssl dgst -sha1 -hmac "$HOTSPARE_ACCESS_KEY_SECRET&" -binary | base64
)

# An error is answered as JSON with Code, Message and RequestId.
if ! answer=$(printf %s "$form&Signature=$(encode "$signature")" | curl -sS --fail-with-body --data-binary @- "$endpoint/"); then
  echo "$answer" >&2
  exit 1
fi
echo "$answer"
`;
  },
};
