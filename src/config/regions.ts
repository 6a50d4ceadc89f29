/** The vendor's regions, so that existing configurations find theirs. Every one is served by this one service. */
export const defaultRegions = (
  [
    ['cn-hangzhou', 'China (Hangzhou)', 'bgh'],
    ['cn-shanghai', 'China (Shanghai)', 'bfg'],
    ['cn-beijing', 'China (Beijing)', 'cgh'],
    ['cn-shenzhen', 'China (Shenzhen)', 'cde'],
    ['cn-qingdao', 'China (Qingdao)', 'bc'],
    ['cn-zhangjiakou', 'China (Zhangjiakou)', 'ab'],
    ['cn-huhehaote', 'China (Hohhot)', 'ab'],
    ['cn-wulanchabu', 'China (Ulanqab)', 'ab'],
    ['cn-chengdu', 'China (Chengdu)', 'ab'],
    ['cn-guangzhou', 'China (Guangzhou)', 'ab'],
    ['cn-heyuan', 'China (Heyuan)', 'ab'],
    ['cn-hongkong', 'China (Hong Kong)', 'bc'],
    ['ap-southeast-1', 'Singapore', 'ab'],
    ['ap-southeast-3', 'Malaysia (Kuala Lumpur)', 'ab'],
    ['ap-southeast-5', 'Indonesia (Jakarta)', 'ab'],
    ['ap-southeast-6', 'Philippines (Manila)', 'a'],
    ['ap-southeast-7', 'Thailand (Bangkok)', 'a'],
    ['ap-northeast-1', 'Japan (Tokyo)', 'ab'],
    ['ap-northeast-2', 'South Korea (Seoul)', 'a'],
    ['us-west-1', 'US (Silicon Valley)', 'ab'],
    ['us-east-1', 'US (Virginia)', 'ab'],
    ['eu-central-1', 'Germany (Frankfurt)', 'ab'],
    ['eu-west-1', 'UK (London)', 'ab'],
    ['me-east-1', 'UAE (Dubai)', 'a'],
  ] as const
).map(([id, localName, zones]) => ({
  id,
  localName,
  zones: [...zones].map((zone) => (id.startsWith('cn-') ? `${id}-${zone}` : `${id}${zone}`)),
}));
