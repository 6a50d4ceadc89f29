/** How a pair fails over, with every default filled in. */
import { integerField, objectField, optional, textField } from './result.ts';

export const failoverPolicyField = (doc: string) =>
  objectField(
    {
      FailbackMode: textField('auto, delayed or manual.'),
      FailbackDelay: optional(integerField('Seconds; with FailbackMode delayed.')),
      BothDownPolicy: textField('stay, master or refuse.'),
      DetectionMode: textField('vendor or fast.'),
      FastProbeIntervalMs: optional(integerField('Milliseconds; with DetectionMode fast.')),
      ConnectFailurePolicy: textField('fallback, hold or fail.'),
      HoldTimeout: optional(integerField('Seconds; with ConnectFailurePolicy hold.')),
      EstablishedPolicy: textField('keep, drain or reset.'),
      DrainTimeout: optional(integerField('Seconds; with EstablishedPolicy drain.')),
      StandbyProbe: textField('on or off.'),
      FlapDamping: textField('on or off.'),
      PenaltyLimit: optional(textField('Penalty at which a return is held; with FlapDamping on.')),
    },
    doc,
  );
