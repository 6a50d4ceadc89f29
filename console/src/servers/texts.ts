import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    title: 'Servers',
    lead: 'Servers that groups name by an id of your own. Addresses and host names can stand in a group without being listed here.',
    id: 'Server',
    address: 'Address',
    description: 'Description',
    origin: 'Origin',
    configured: 'configuration',
    registered: 'registered',
    groups: 'Used by',
    groupKinds: { default: 'default group', vserver: 'vServer group', masterSlave: 'master-slave group' },
    unused: 'no group',
    emptyTitle: 'No server is registered yet',
    emptyText:
      'Give the address of a server an id, such as the name of its machine. Groups then name the id, and a new address is set in one place.',
  },
  {
    title: '服务器',
    lead: '服务器组可以通过自定义 ID 引用这里的服务器。IP 地址和主机名无需登记即可直接加入服务器组。',
    id: '服务器',
    address: '地址',
    description: '描述',
    origin: '来源',
    configured: '配置文件',
    registered: '已注册',
    groups: '所属服务器组',
    groupKinds: { default: '默认服务器组', vserver: '虚拟服务器组', masterSlave: '主备服务器组' },
    unused: '未使用',
    emptyTitle: '还没有注册服务器',
    emptyText: '为服务器地址指定一个 ID，例如主机名。服务器组引用该 ID，地址变更时只需修改一处。',
  },
);
