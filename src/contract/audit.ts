/** Who called what, and what came of it. */
import { defineAction } from './define.ts';
import { integer, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const UTC = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z/;

const time = (summary: string) =>
  text({
    optional: true,
    maxLength: 32,
    pattern: UTC,
    patternWords: 'it must be UTC, YYYY-MM-DDThh:mm:ssZ',
    summary,
    extension: true,
  });

export const auditActions = {
  DescribeAuditLog: defineAction({
    name: 'DescribeAuditLog',
    resource: 'audit',
    summary: 'Lists signed calls, the newest first: who, from where, what, and what came of it.',
    extension: true,
    params: {
      StartTime: time('Only calls at this time or later. UTC, YYYY-MM-DDThh:mm:ssZ.'),
      EndTime: time('Only calls before this time. UTC, YYYY-MM-DDThh:mm:ssZ.'),
      ActionName: text({ optional: true, maxLength: 64, summary: 'Only this action.', extension: true }),
      UserName: text({
        optional: true,
        maxLength: 64,
        summary: 'Only calls of this user; an access key of the account stands for itself and its sessions.',
        extension: true,
      }),
      ParameterValue: text({
        optional: true,
        maxLength: 128,
        summary: 'Only calls with this value in a parameter, such as the id of a load balancer.',
        extension: true,
      }),
      MaxResults: integer({ min: 1, max: 1_000, default: 50, extension: true }),
      NextToken: text({
        optional: true,
        maxLength: 16,
        pattern: /\d{1,15}/,
        patternWords: 'it must be the NextToken of the answer before',
        extension: true,
      }),
    },
    result: {
      Entries: listField(
        'Entry',
        objectField({
          Sequence: integerField('Grows by one from call to call.'),
          Time: textField('UTC, with milliseconds.'),
          CallRequestId: textField('RequestId that the call was answered with.'),
          AccessKeyId: textField(),
          ParentAccessKeyId: optional(textField('Of a session: the access key that it was begun with.')),
          UserName: textField('Empty: a root key.'),
          SourceAddress: textField(),
          ActionName: textField(),
          Parameters: textField('JSON text; secrets hidden, long values cut.'),
          Outcome: textField('OK, or the code that was answered.'),
          RevisionBefore: optional(integerField('Of the store; absent when the call changed nothing.')),
          RevisionAfter: optional(integerField()),
          DurationMs: integerField(),
        }),
      ),
      NextToken: optional(textField('Absent on the last page.')),
    },
    errors: [],
    example: {
      given: [{ action: 'RegisterServer', request: { ServerId: 'vm-233', Address: '192.0.2.33' } }],
      request: { ActionName: 'RegisterServer' },
      response: {
        Entries: {
          Entry: [
            {
              Sequence: 1,
              Time: '2026-01-02T03:04:05.000Z',
              CallRequestId: '8906582E-6722-409A-A6C4-0E7863B733A5',
              AccessKeyId: 'testid',
              UserName: '',
              SourceAddress: '127.0.0.1',
              ActionName: 'RegisterServer',
              Parameters: '{"Address":"192.0.2.33","ServerId":"vm-233"}',
              Outcome: 'OK',
              RevisionBefore: 0,
              RevisionAfter: 1,
              DurationMs: 0,
            },
          ],
        },
      },
    },
    source: 'extension of Hotspare',
    notes: [
      'Calls whose signature was refused are in the log of the service only: strangers could push out entries here.',
    ],
  }),
} as const;
