/**
 * Where a log service would get logs and fine-grained metrics from, with the vendor. There is none here: these are kept
 * and given back.
 */
import { z } from 'zod';

const target = { logProject: z.string(), logStore: z.string() };

/** Access logs of one load balancer. */
export const accessLogSettingSchema = z.object({ ...target, loadBalancerId: z.string() }).readonly();
export type AccessLogSetting = z.infer<typeof accessLogSettingSchema>;

/** Fine-grained monitoring of one region. */
export const monitorSettingSchema = z.object({ ...target, regionId: z.string() }).readonly();
export type MonitorSetting = z.infer<typeof monitorSettingSchema>;
