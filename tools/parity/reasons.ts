/** Every difference from the published API has its reason here; parity.test.ts sees to it. */
import type { Reason } from './reason.ts';
import { accessControlReasons } from './reasons-access-control.ts';
import { errorReasons } from './reasons-errors.ts';
import { layer7Reasons } from './reasons-layer7.ts';
import { layer7PairReasons } from './reasons-layer7-pair.ts';
import { paramReasons } from './reasons-params.ts';
import { resultReasons } from './reasons-results.ts';
import { groupPairReasons } from './reasons-group-pair.ts';
import { vServerGroupReasons } from './reasons-vserver-groups.ts';
import { certificateReasons } from './reasons-certificates.ts';
import { tlsReasons } from './reasons-tls.ts';
import { tagReasons } from './reasons-tags.ts';
import { billingReasons } from './reasons-billing.ts';
import { logDeliveryReasons } from './reasons-log-delivery.ts';

export const reasons: readonly Reason[] = [
  ...paramReasons,
  ...resultReasons,
  ...tagReasons,
  ...billingReasons,
  ...logDeliveryReasons,
  ...accessControlReasons,
  ...certificateReasons,
  ...tlsReasons,
  ...errorReasons,
  ...layer7Reasons,
  ...layer7PairReasons,
  ...vServerGroupReasons,
  ...groupPairReasons,
];
