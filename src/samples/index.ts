/** Samples of calls, one language per file. A language is there once it stands in this list. */
import { aliyunCli } from './aliyun-cli.ts';
import { csharp } from './csharp.ts';
import { curl } from './curl.ts';
import { go } from './go.ts';
import { hotspareCall } from './hotspare-call.ts';
import { java } from './java.ts';
import { nodeNew } from './node-new.ts';
import { nodeOld } from './node-old.ts';
import { php } from './php.ts';
import { pythonNew } from './python-new.ts';
import { pythonOld } from './python-old.ts';
import type { SampleLanguage } from './sample.ts';
import { terraform } from './terraform.ts';

export { type SampleLanguage, type SampleRequest, UnsendableParameter } from './sample.ts';

export const sampleLanguages: readonly SampleLanguage[] = [
  nodeOld,
  nodeNew,
  pythonOld,
  pythonNew,
  java,
  go,
  php,
  csharp,
  aliyunCli,
  hotspareCall,
  curl,
  terraform,
];
