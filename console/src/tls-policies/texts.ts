import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    title: 'TLS policies',
    lead: 'Which protocol versions and cipher suites an HTTPS listener speaks. Besides these there are the vendor’s own, such as tls_cipher_policy_1_2.',
    name: 'Name',
    versions: 'Versions',
    ciphers: 'Cipher suites',
    listeners: 'Used by',
    unused: 'no listener',
    emptyTitle: 'No TLS policy of your own yet',
    emptyText: 'HTTPS listeners use one of the vendor’s policies until you make one and choose it there.',
  },
  {
    title: 'TLS 安全策略',
    lead: '指定 HTTPS 监听支持的协议版本和加密套件。除自定义策略外，还可使用系统策略，例如 tls_cipher_policy_1_2。',
    name: '名称',
    versions: '协议版本',
    ciphers: '加密套件',
    listeners: '关联的监听',
    unused: '未使用',
    emptyTitle: '还没有自定义 TLS 安全策略',
    emptyText: '在创建自定义策略并为监听选用之前，HTTPS 监听使用系统策略。',
  },
);
