import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    title: 'Certificates',
    server: 'Server certificates',
    serverLead:
      'What HTTPS listeners show to clients, with its private key. The key is kept sealed and never given back.',
    ca: 'CA certificates',
    caLead: 'Authorities whose certificates clients of an HTTPS listener must show.',
    name: 'Name',
    subject: 'Subject',
    domains: 'Domains',
    expires: 'Expires',
    tags: 'Tags',
    left: (days: number) => (days === 1 ? '1 day left' : `${days} days left`),
    expired: 'expired',
    more: (count: number) => `and ${count} more`,
    emptyServer: 'No server certificate yet',
    emptyServerText:
      'Upload a certificate with its chain and private key, as PEM text or from files. HTTPS listeners and their further domains then choose it.',
    emptyCa: 'No CA certificate yet',
    emptyCaText: 'Upload one to let an HTTPS listener ask clients for certificates of that authority.',
  },
  {
    title: '证书管理',
    server: '服务器证书',
    serverLead: 'HTTPS 监听向客户端出示的证书及其私钥。私钥加密保存，不会再次返回。',
    ca: 'CA 证书',
    caLead: 'HTTPS 监听用来验证客户端证书的签发机构。',
    name: '名称',
    subject: '主题',
    domains: '域名',
    expires: '到期时间',
    tags: '标签',
    left: (days) => `剩余 ${days} 天`,
    expired: '已过期',
    more: (count) => `等另外 ${count} 个`,
    emptyServer: '还没有服务器证书',
    emptyServerText: '上传证书、证书链和私钥（PEM 文本或文件），之后即可在 HTTPS 监听及其扩展域名中选用。',
    emptyCa: '还没有 CA 证书',
    emptyCaText: '上传后，HTTPS 监听可以要求客户端出示由该机构签发的证书。',
  },
);
