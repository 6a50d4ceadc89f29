import { prefixes } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { wireTime } from '../format.ts';

export const describeUsers: ActionHandler<'DescribeUsers'> = async (params, { tx, settings }) => {
  const created = await tx.list('users', prefixes.users);
  const accessKeys = await tx.list('accessKeys', prefixes.accessKeys);
  const users = [
    ...settings.users.map((user) => ({
      UserName: user.name,
      PolicyDocument: JSON.stringify(user.policy),
      Origin: 'configured',
      AccessKeys: user.accessKeyIds.map((id) => ({ AccessKeyId: id })),
    })),
    ...created.map((user) => ({
      UserName: user.name,
      PolicyDocument: JSON.stringify(user.policy),
      Origin: 'created',
      CreateTime: wireTime(user.createdMs),
      AccessKeys: accessKeys
        .filter(({ userName }) => userName === user.name)
        .map((key) => ({ AccessKeyId: key.id, CreateTime: wireTime(key.createdMs) })),
    })),
  ];
  return {
    Users: users.filter(({ UserName }) => params.UserName === undefined || UserName === params.UserName),
  };
};
