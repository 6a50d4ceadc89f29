/** Charge type, bandwidth and specification of a load balancer. */
import { type ErrorEntry, META } from './entry.ts';

export const billingErrors = {
  meteredByUse: {
    code: 'OperationDenied.PayByCLCU',
    httpStatus: 400,
    message: 'The load balancer is metered by use (PayByCLCU), which leaves nothing of this to change.',
    remedy: 'Leave it as it is; PayByCLCU has neither specification nor bandwidth nor subscription.',
    source: META,
  },
  meteredBySpec: {
    code: 'OperationDenied.PayBySpec',
    httpStatus: 400,
    message: 'The load balancer is metered by specification (PayBySpec) already.',
    remedy: 'Use PayByCLCU to change it.',
    source: META,
  },
  lcuToSpec: {
    code: 'Forbidden.LcuToSpec',
    httpStatus: 400,
    message: 'A load balancer metered by use cannot be metered by specification again.',
    remedy: 'Make a new load balancer with PayBySpec.',
    source: META,
  },
  invalidInternetChargeType: {
    code: 'IllegalParam.InternetChargeType',
    httpStatus: 400,
    message: 'The specified InternetChargeType is not valid: {why}.',
    remedy: 'Use paybytraffic, or leave it out.',
    source: META,
  },
  invalidChargedBandwidth: {
    code: 'InvalidParameterBandwidth',
    httpStatus: 400,
    message: 'The specified Bandwidth is not valid: {why}.',
    remedy: 'Use 1 to 5120, or -1 for no limit, or leave it out.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
