/** The vendor's words for what the contracts say. Keys are the English texts; one that no contract has fails a test. */
export const contractTextsZh: Readonly<Record<string, string>> = {
  'Id of the load balancer.': '负载均衡实例的 ID。',
};
