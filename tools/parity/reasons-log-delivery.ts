/** Why the actions on access logs and fine-grained monitoring differ. */
import { because } from './reason.ts';

const MONITOR = /HighDefinationMonitor$/;
const ACCESS_LOG = /AccessLogsDownloadAttribute$/;
const DELIVERY = /(HighDefinationMonitor|AccessLogsDownloadAttribute)$/;

export const logDeliveryReasons = [
  ...because('field-missing', 'SDKs and Terraform take it for a sign of failure.', {
    on: MONITOR,
    names: ['Success'],
  }),
  ...because(
    'param-missing',
    'There is one setting per region or load balancer, and none to pick by tags; ignored.',
    {
      on: /^((Enable|Describe)HighDefinationMonitor|(Set|Delete)AccessLogsDownloadAttribute)$/,
      names: ['Tags'],
    },
  ),
  ...because('param-bound', 'No number is published; ours leaves room for what a call can name.', {
    on: ACCESS_LOG,
    names: ['LogsDownloadAttributes', 'Tags'],
  }),
  ...because('param-required', 'Left out, LoadBalancerId of the request counts.', {
    on: ACCESS_LOG,
    names: ['LogsDownloadAttributes[].LoadBalancerId'],
  }),
  ...because('error-never-answered', 'There is one account, and it may do everything.', {
    on: DELIVERY,
    names: ['NoPermission.AliyunServiceRoleForSlbLogDelivery', 'UnsupportedFeature.User'],
  }),
  ...because('error-never-answered', 'No log service is asked whether it knows the project.', {
    on: 'SetAccessLogsDownloadAttribute',
    names: ['InvalidProject.NotExist'],
  }),
  ...because('error-never-answered', 'The target can be changed at any time while it is on.', {
    on: 'ModifyHighDefinationMonitor',
    names: ['OperationDenied.HdMonitorListenerExist', 'OperationNotAllowed.HighDefinitionMonitorEnabled'],
  }),
];
