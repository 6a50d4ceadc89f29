/**
 * Users: access keys that may do less than everything. The vendor has a service of its own for that (RAM); its policies
 * are understood here, its whole API is not.
 */
import { defineAction, type ExampleCall } from './define.ts';
import { text } from './params.ts';
import { listField, objectField, optional, textField } from './result.ts';

/** As many as RAM allows: one in use, one to change to. */
export const ACCESS_KEYS_PER_USER = 2;

const userName = () =>
  text({
    maxLength: 64,
    pattern: /[A-Za-z0-9][A-Za-z0-9._-]*/,
    patternWords:
      'it must begin with a letter or digit and hold only letters, digits, period, underscore, hyphen',
    summary: 'Name of the user.',
    sample: 'ci',
    extension: true,
  });

const policyDocument = () =>
  text({
    maxLength: 6_144,
    summary: 'RAM policy, version 1, as JSON text.',
    sample: READ_ONLY,
    extension: true,
  });

const READ_ONLY = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"slb:Describe*","Resource":"*"}]}';

const givenUser: readonly ExampleCall[] = [
  {
    action: 'CreateUser',
    request: { UserName: 'ci', PolicyDocument: READ_ONLY },
    binds: { AccessKeyId: 'LTAI5tExampleKey' },
  },
];

const newKey = {
  UserName: textField(),
  AccessKeyId: textField(),
  AccessKeySecret: textField('Shown this once; kept encrypted.'),
};
const newKeyExample = {
  UserName: 'ci',
  AccessKeyId: 'LTAI5tExampleKey',
  AccessKeySecret: 'ExampleSecret',
};

const common = { resource: 'user', extension: true, source: 'extension of Hotspare' } as const;

export const userActions = {
  CreateUser: defineAction({
    ...common,
    name: 'CreateUser',
    summary: 'Makes a user with a policy and a first access key.',
    params: { UserName: userName(), PolicyDocument: policyDocument() },
    names: { UserName: 'user' },
    result: newKey,
    errors: ['userExists', 'invalidPolicyDocument'],
    example: {
      given: [],
      request: { UserName: 'ci', PolicyDocument: READ_ONLY },
      response: newKeyExample,
    },
  }),

  SetUserPolicy: defineAction({
    ...common,
    name: 'SetUserPolicy',
    summary: 'Replaces the policy of a user; the next call goes by it.',
    params: { UserName: userName(), PolicyDocument: policyDocument() },
    names: { UserName: 'user' },
    result: {},
    errors: ['userNotFound', 'userIsConfigured', 'invalidPolicyDocument'],
    example: { given: givenUser, request: { UserName: 'ci', PolicyDocument: READ_ONLY }, response: {} },
  }),

  DeleteUser: defineAction({
    ...common,
    name: 'DeleteUser',
    summary: 'Removes a user and all its access keys.',
    params: { UserName: userName() },
    names: { UserName: 'user' },
    result: {},
    errors: ['userNotFound', 'userIsConfigured'],
    example: { given: givenUser, request: { UserName: 'ci' }, response: {} },
  }),

  CreateAccessKey: defineAction({
    ...common,
    name: 'CreateAccessKey',
    summary: 'Makes a further access key of a user, to change to it before the old one is deleted.',
    params: { UserName: userName() },
    names: { UserName: 'user' },
    result: newKey,
    errors: ['userNotFound', 'userIsConfigured', 'accessKeyQuota'],
    example: {
      given: givenUser,
      request: { UserName: 'ci' },
      response: { ...newKeyExample, AccessKeyId: 'LTAI5tSecondExampleKey' },
    },
    notes: [`A user has at most ${ACCESS_KEYS_PER_USER} access keys.`],
  }),

  DeleteAccessKey: defineAction({
    ...common,
    name: 'DeleteAccessKey',
    summary: 'Removes an access key of a user; it is refused from the next call on.',
    params: {
      UserAccessKeyId: text({
        maxLength: 128,
        summary: 'Id of the key. Not AccessKeyId, which is the key that signs the call.',
        sample: 'LTAI5tExampleKey',
        extension: true,
      }),
    },
    names: { UserAccessKeyId: 'accesskey' },
    result: {},
    errors: ['userAccessKeyNotFound'],
    example: { given: givenUser, request: { UserAccessKeyId: 'LTAI5tExampleKey' }, response: {} },
  }),

  DescribeUsers: defineAction({
    ...common,
    name: 'DescribeUsers',
    summary: 'Lists the users, configured and made by calls, with their policies and the ids of their keys.',
    params: {
      UserName: text({ optional: true, maxLength: 64, summary: 'Only this user.', extension: true }),
    },
    names: { UserName: 'user' },
    result: {
      Users: listField(
        'User',
        objectField({
          UserName: textField(),
          PolicyDocument: textField('JSON text.'),
          Origin: textField('configured (file) or created (CreateUser).'),
          CreateTime: optional(textField('Of created users. UTC, YYYY-MM-DDThh:mm:ssZ.')),
          AccessKeys: listField(
            'AccessKey',
            objectField({
              AccessKeyId: textField(),
              CreateTime: optional(textField('Of keys made by calls. UTC, YYYY-MM-DDThh:mm:ssZ.')),
            }),
          ),
        }),
      ),
    },
    errors: [],
    example: {
      given: givenUser,
      request: { UserName: 'ci' },
      response: {
        Users: {
          User: [
            {
              UserName: 'ci',
              PolicyDocument: READ_ONLY,
              Origin: 'created',
              CreateTime: '2026-01-02T03:04:05Z',
              AccessKeys: {
                AccessKey: [{ AccessKeyId: 'LTAI5tExampleKey', CreateTime: '2026-01-02T03:04:05Z' }],
              },
            },
          ],
        },
      },
    },
    notes: ['Not paged. The root keys are not users and not listed.'],
  }),
} as const;
