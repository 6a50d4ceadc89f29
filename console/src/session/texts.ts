import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    title: 'Sign in to Hotspare',
    accessKeyId: 'AccessKey ID',
    secret: 'AccessKey Secret',
    signIn: 'Sign in',
    promise:
      'The secret stays in this page: it signs one call for a session key and is then forgotten. The session key can sign, but nobody can read it, and it ends by itself.',
    link: 'On the machine of the service, a link that signs in once comes with:',
    insecureTitle: 'This page cannot sign requests',
    insecure:
      'Browsers sign only in pages that came by HTTPS or from this machine. The service speaks HTTPS at the same port; its certificate is its own unless it was given one, so the browser will ask.',
    openSecurely: 'Open by HTTPS',
  },
  {
    title: '登录 Hotspare',
    accessKeyId: 'AccessKey ID',
    secret: 'AccessKey Secret',
    signIn: '登录',
    promise:
      'Secret 不会离开本页面：它只用来签名一次请求以换取会话密钥，随后即被丢弃。会话密钥只能签名、无法被读取，并会自动过期。',
    link: '在运行服务的机器上，以下命令会给出一次性登录链接：',
    insecureTitle: '此页面无法为请求签名',
    insecure:
      '浏览器只允许通过 HTTPS 或本机打开的页面进行签名。服务在同一端口上支持 HTTPS；未配置证书时使用自签名证书，浏览器会要求确认。',
    openSecurely: '通过 HTTPS 打开',
  },
);
