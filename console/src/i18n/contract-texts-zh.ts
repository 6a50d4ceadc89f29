/**
 * What the contracts say of actions and parameters, in the vendor's Chinese terms. Keys are the English texts; what is not here is
 * shown in English. A table of data, hence its length.
 */
export const contractTextsZh: Readonly<Record<string, string>> = {
  'Lists the regions of this service and the endpoint to call for each.':
    '查询此服务的地域以及各地域的访问地址。',
  'Lists the zones of a region.': '查询地域下的可用区。',
  'Lists pairs of zones and which kinds of load balancer can be made in them.':
    '查询可用区组合以及可在其中创建的负载均衡实例类型。',
  'Makes a load balancer with an address of its own. It is active at once.':
    '创建负载均衡实例，分配独立的服务地址，立即生效。',
  'Deletes a load balancer with its listeners, server groups, history and address.':
    '删除负载均衡实例及其监听、服务器组、历史记录和服务地址。',
  'Lists the load balancers of a region, filtered and page by page, oldest first.':
    '查询地域下的负载均衡实例，可筛选、分页，按创建时间排列。',
  'Describes one load balancer with its listeners and the servers of its default group.':
    '查询一个负载均衡实例的详细信息，包括监听和默认服务器组中的服务器。',
  'Renames a load balancer.': '修改负载均衡实例的名称。',
  'Switches a load balancer on or off. Inactive, it forwards nothing; its listeners keep their status.':
    '启用或停用负载均衡实例。停用后不转发流量，监听保持各自的状态。',
  'Protects a load balancer from deletion, or lifts the protection.': '开启或关闭负载均衡实例的删除保护。',
  'Makes the console ask before it changes a load balancer, or stop asking.':
    '开启或关闭负载均衡实例的修改保护（控制台修改前要求确认）。',
  'Says where a server is. Said again, it changes the address; running listeners follow.':
    '登记服务器的地址。再次登记可修改地址，运行中的监听随之生效。',
  'Forgets a registered server.': '移除已登记的服务器。',
  'Lists the servers known by name, configured and registered, and the groups that use them.':
    '查询已知的服务器（配置的和登记的）以及使用它们的服务器组。',
  'Makes a TCP listener for a load balancer.': '为负载均衡实例创建 TCP 监听。',
  'Makes a UDP listener for a load balancer.': '为负载均衡实例创建 UDP 监听。',
  'Changes a TCP listener.': '修改 TCP 监听的配置。',
  'Changes a UDP listener.': '修改 UDP 监听的配置。',
  'Starts a listener.': '启动监听。',
  'Stops a listener.': '停止监听。',
  'Deletes a listener, running or stopped.': '删除监听，无论其是否在运行。',
  'Describes one TCP listener.': '查询一个 TCP 监听的配置。',
  'Describes one UDP listener.': '查询一个 UDP 监听的配置。',
  'Lists listeners, of some load balancers or of all, by pages.': '分页查询部分或全部负载均衡实例的监听。',
  'Adds servers to the default group of a load balancer.': '向负载均衡实例的默认服务器组添加后端服务器。',
  'Changes weights and descriptions of servers of the default group.':
    '修改默认服务器组中后端服务器的权重和描述。',
  'Takes servers out of the default group.': '从默认服务器组移除后端服务器。',
  'Makes an access control list without entries.': '创建访问控制策略组，初始不含条目。',
  'Deletes an access control list that no listener uses.': '删除未被监听使用的访问控制策略组。',
  'Renames an access control list.': '修改访问控制策略组的名称。',
  'Adds blocks of addresses to an access control list.': '向访问控制策略组添加 IP 条目。',
  'Takes blocks of addresses out of an access control list.': '从访问控制策略组删除 IP 条目。',
  'Lists the access control lists of a region.': '查询地域下的访问控制策略组。',
  'Describes one access control list, its entries and the listeners that use it.':
    '查询一个访问控制策略组的条目以及使用它的监听。',
  'Switches the white list of one listener on or off.': '开启或关闭监听的访问白名单。',
  'Adds addresses to the white list of one listener.': '向监听的访问白名单添加地址。',
  'Takes addresses out of the white list of one listener.': '从监听的访问白名单移除地址。',
  'Shows the white list of one listener.': '查询监听的访问白名单。',
  'Makes an HTTP listener for a load balancer.': '为负载均衡实例创建 HTTP 监听。',
  'Changes an HTTP listener.': '修改 HTTP 监听的配置。',
  'Describes one HTTP listener.': '查询一个 HTTP 监听的配置。',
  'Makes an HTTPS listener for a load balancer.': '为负载均衡实例创建 HTTPS 监听。',
  'Changes an HTTPS listener.': '修改 HTTPS 监听的配置。',
  'Describes one HTTPS listener.': '查询一个 HTTPS 监听的配置。',
  'Makes forwarding rules on an HTTP or HTTPS listener.': '为 HTTP 或 HTTPS 监听创建转发规则。',
  'Deletes forwarding rules of one listener.': '删除监听的转发规则。',
  'Changes a forwarding rule; its domain and path stay.': '修改转发规则，域名和路径保持不变。',
  'Lists the forwarding rules of a listener.': '查询监听的转发规则。',
  'Describes one forwarding rule.': '查询一条转发规则。',
  'Gives an HTTPS listener a certificate for another domain.': '为 HTTPS 监听添加扩展域名及其证书。',
  'Gives a domain extension another certificate.': '更换扩展域名的证书。',
  'Deletes a domain extension; the certificate stays.': '删除扩展域名，证书保留。',
  'Lists the domain extensions of an HTTPS listener.': '查询 HTTPS 监听的扩展域名。',
  'Describes one domain extension.': '查询一个扩展域名。',
  'Makes a vServer group for a load balancer.': '为负载均衡实例创建虚拟服务器组。',
  'Deletes a vServer group that no listener uses.': '删除未被监听使用的虚拟服务器组。',
  'Renames a vServer group, or changes weights and descriptions of its servers.':
    '修改虚拟服务器组的名称，或其中服务器的权重和描述。',
  'Adds servers with their ports to a vServer group.': '向虚拟服务器组添加服务器及端口。',
  'Takes servers out of a vServer group.': '从虚拟服务器组移除服务器。',
  'Exchanges servers of a vServer group for others in one step.': '一步完成虚拟服务器组中服务器的替换。',
  'Describes one vServer group with its servers.': '查询一个虚拟服务器组及其服务器。',
  'Lists the vServer groups of one load balancer.': '查询负载均衡实例的虚拟服务器组。',
  'Makes a group of one master and one slave server for a load balancer.':
    '为负载均衡实例创建由一台主服务器和一台备服务器组成的主备服务器组。',
  'Changes name, servers and failover policies of a group in place; traffic moves in one step.':
    '就地修改主备服务器组的名称、服务器和切换策略，流量一步到位。',
  'Deletes a master-slave server group that no listener uses.': '删除未被监听使用的主备服务器组。',
  'Describes one master-slave server group with its servers.': '查询一个主备服务器组及其服务器。',
  'Lists the master-slave server groups of one load balancer.': '查询负载均衡实例的主备服务器组。',
  'Keeps a server certificate with its chain and private key.': '保存服务器证书、证书链和私钥。',
  'Lists server certificates, never the text of a certificate or key.':
    '查询服务器证书，不返回证书和私钥内容。',
  'Renames a server certificate.': '修改服务器证书的名称。',
  'Deletes a server certificate that nothing uses.': '删除未被使用的服务器证书。',
  'Keeps a CA certificate.': '保存 CA 证书。',
  'Lists CA certificates, never their text.': '查询 CA 证书，不返回证书内容。',
  'Renames a CA certificate.': '修改 CA 证书的名称。',
  'Deletes a CA certificate that no listener uses.': '删除未被监听使用的 CA 证书。',
  'Makes a TLS policy of one’s own.': '创建自定义 TLS 安全策略。',
  'Changes a TLS policy and so the listeners that use it.': '修改 TLS 安全策略，使用它的监听随之改变。',
  'Deletes a TLS policy that no listener uses.': '删除未被监听使用的 TLS 安全策略。',
  'Lists TLS policies of one’s own.': '查询自定义 TLS 安全策略。',
  'Tells the health of every server behind the listeners of a load balancer.':
    '查询负载均衡实例各监听后端服务器的健康状态。',
  'Sets tags of resources; a key that a resource has already gets the new value.':
    '为资源设置标签；已有的标签键更新为新值。',
  'Removes tags of resources; keys that a resource does not have are passed over.':
    '移除资源的标签；资源没有的标签键会被忽略。',
  'Lists tags of resources, one entry per resource and tag.': '查询资源的标签，每个资源和标签一条。',
  'Sets tags of one load balancer. Older form of TagResources.':
    '为一个负载均衡实例设置标签。TagResources 的旧形式。',
  'Removes tags of one load balancer. Older form of UntagResources.':
    '移除一个负载均衡实例的标签。UntagResources 的旧形式。',
  'Lists the tags that the load balancers of a region have, and how many have each.':
    '查询地域下负载均衡实例的标签以及各标签的使用数量。',
  'Changes bandwidth and charge type of the traffic of a load balancer; what is left out stays.':
    '修改负载均衡实例的带宽和流量计费方式，未填写的保持不变。',
  'Changes the specification of a load balancer.': '修改负载均衡实例的规格。',
  'Has a load balancer metered by use instead of by specification.':
    '将负载均衡实例由按规格计费改为按使用量计费。',
  'Changes a load balancer between pay-as-you-go and subscription.':
    '在按量付费与包年包月之间转换负载均衡实例的付费类型。',
  'Moves a load balancer, certificate or access control list into another resource group.':
    '将负载均衡实例、证书或访问控制策略组移动到其他资源组。',
  'Switches fine-grained monitoring of a region on.': '开启地域的秒级监控。',
  'Changes where fine-grained monitoring of a region delivers to.': '修改地域秒级监控的投递位置。',
  'Tells where fine-grained monitoring of a region delivers to.': '查询地域秒级监控的投递位置。',
  'Says where the access logs of load balancers are to be delivered to.':
    '设置负载均衡实例访问日志的投递位置。',
  'Ends the delivery of access logs of load balancers.': '停止投递负载均衡实例的访问日志。',
  'Lists where the access logs of load balancers are to be delivered to.':
    '查询负载均衡实例访问日志的投递位置。',
  'Tells for each listener of a master-slave group which server is active, since when and why.':
    '查询主备服务器组在每个监听上由哪台服务器提供服务、从何时起、为何如此。',
  'Orders traffic to the other server, back to the master, or to stay where it is; or says what would happen.':
    '命令流量切换到另一台服务器、返回主服务器或保持现状；也可只说明将会发生什么。',
  'Lists what happened to the servers and roles behind listeners, newest first.':
    '查询监听后端服务器和主备角色发生过的事件，最新的在前。',
  'Makes a user with a policy and a first access key.': '创建用户，附带权限策略和第一个访问密钥。',
  'Replaces the policy of a user; the next call goes by it.': '替换用户的权限策略，下一次调用即生效。',
  'Removes a user and all its access keys.': '删除用户及其全部访问密钥。',
  'Makes a further access key of a user, to change to it before the old one is deleted.':
    '为用户再创建一个访问密钥，便于在删除旧密钥之前完成更换。',
  'Removes an access key of a user; it is refused from the next call on.':
    '删除用户的访问密钥，下一次调用起即被拒绝。',
  'Lists the users, configured and made by calls, with their policies and the ids of their keys.':
    '查询用户（配置的和通过调用创建的）及其权限策略和密钥 ID。',
  'Makes a temporary access key that may do what the caller may, as long as the caller may.':
    '创建临时访问密钥，权限与调用者相同，并随调用者的权限变化。',
  'How long it lasts; a one-time key at most 3600.': '有效时长（秒）；一次性密钥最长 3600。',
  'Make a key that may do one thing once: call CreateSession. For links.':
    '创建只能调用一次 CreateSession 的一次性密钥，用于登录链接。',
  'Ends a session, or takes back a one-time key; it is refused from the next call on.':
    '结束会话或收回一次性密钥，下一次调用起即被拒绝。',
  'AccessKeyId of the session; must be given unless the session itself signs.':
    '会话的 AccessKeyId；由会话自身签名时可省略。',
  'Lists signed calls, the newest first: who, from where, what, and what came of it.':
    '查询已签名的调用，最新的在前：谁、从哪里、做了什么、结果如何。',
  'Region of the resource, from DescribeRegions.': '资源所在的地域，取自 DescribeRegions。',
  'Language of LocalName. Names are given as configured, in whatever language.':
    'LocalName 的语言。名称按配置原样返回，与语言无关。',
  'The region.': '地域。',
  'Only this kind. The vendor’s page spells it with hyphens too.':
    '仅返回此类型。云厂商文档中也使用带连字符的写法。',
  'Only this IP version.': '仅返回此 IP 版本。',
  'Name; need not be unique. Left out: the id.': '名称，可以重复。不填时为实例 ID。',
  'Which address pool. Left out: internet, or intranet when VSwitchId is given.':
    '使用哪个地址池。不填为 internet；填写 VSwitchId 时为 intranet。',
  'The address wanted: one of the pool that nobody has. Left out: the first free one.':
    '期望的地址：地址池中尚未使用的地址。不填为第一个空闲地址。',
  'Kept and given back.': '仅保存并原样返回。',
  'Kept and given back; makes AddressType intranet by default.':
    '仅保存并原样返回；默认使 AddressType 为 intranet。',
  'Kept and given back. Left out: the first zone of the region.':
    '仅保存并原样返回。不填为地域的第一个可用区。',
  'Kept and given back. Left out: the second zone of the region.':
    '仅保存并原样返回。不填为地域的第二个可用区。',
  'Mbit/s; -1 = no limit. Kept and given back.': '单位 Mbit/s；-1 表示不限。仅保存并原样返回。',
  'Billing only; has no effect.': '仅用于计费，没有实际效果。',
  'on: DeleteLoadBalancer is refused.': 'on：拒绝 DeleteLoadBalancer。',
  'ConsoleProtection: the console asks before changes. Calls of the API are not affected.':
    'ConsoleProtection：控制台修改前要求确认，API 调用不受影响。',
  'Why; only with ConsoleProtection.': '原因，仅与 ConsoleProtection 一起使用。',
  'Tags to set.': '要设置的标签。',
  'Makes the call safe to repeat: the same token gets the same answer, not a second load balancer.':
    '保证调用可安全重试：相同的 Token 得到相同的结果，不会重复创建实例。',
  'Id of the load balancer.': '负载均衡实例的 ID。',
  'Only these ids.': '仅返回这些 ID。',
  'Only these names, exactly.': '仅返回名称完全相同的。',
  'Only the one with this address.': '仅返回使用此地址的实例。',
  'Only those of this VPC.': '仅返回此 VPC 的实例。',
  'Only those of this vSwitch.': '仅返回此交换机的实例。',
  'Only those with this master zone.': '仅返回此主可用区的实例。',
  'Only those with this slave zone.': '仅返回此备可用区的实例。',
  'Only those of this resource group.': '仅返回此资源组的。',
  'Only those that have this server in a group.': '仅返回服务器组中包含此服务器的实例。',
  'Only those that have a server with one of these addresses in a group.':
    '仅返回服务器组中包含这些地址之一的实例。',
  'Only resources with all of these tags; a key without a value matches any value.':
    '仅返回同时带有这些标签的资源；只填标签键时匹配任意值。',
  'Older form of Tag, as JSON; both count.': 'Tag 的旧形式（JSON），两者同时生效。',
  'The new name; need not be unique.': '新名称，可以重复。',
  'Id of the server, as server groups name it.': '服务器的 ID，即服务器组中使用的名称。',
  'IP address, or a host name that the service can resolve.': 'IP 地址，或此服务能够解析的主机名。',
  'Only this server.': '仅返回此服务器。',
  'Port of the listener.': '监听的端口。',
  'Port of the servers of the default group; needed when no group is given.':
    '默认服务器组中服务器的端口；未指定服务器组时必填。',
  'vServer group to use.': '使用的虚拟服务器组。',
  'Master-slave group to use.': '使用的主备服务器组。',
  'true: two vServer groups, of which one serves; needs both ids.':
    'true：使用两个虚拟服务器组，其中一个提供服务；需填写两个组的 ID。',
  'vServer group that serves.': '提供服务的虚拟服务器组。',
  'vServer group that is its spare.': '作为备用的虚拟服务器组。',
  'A group is bad when at most this percentage of its servers is healthy; 0 when none given.':
    '健康服务器的比例不超过此百分比时，该组视为不可用；不填为 0。',
  'auto: back to the master group when it is good again; manual: not before the other one fails. auto when none given.':
    'auto：主组恢复后自动返回；manual：在备组故障之前不返回。不填为 auto。',
  'Mbit/s; -1 = no limit of its own.': '单位 Mbit/s；-1 表示监听自身不限。',
  'Shown as the name of the listener; empty resets it.': '显示为监听的名称；置空则恢复默认。',
  'PROXY protocol v2 towards the servers. Without effect on UDP.':
    '向服务器发送 PROXY 协议 v2。对 UDP 无效。',
  'Seconds for which a source address stays with its server; 0 = off.':
    '同一来源地址保持在同一服务器的秒数；0 表示关闭。',
  'Health check. With off every server counts as usable.': '健康检查。关闭后所有服务器都视为可用。',
  'Probes in a row until a server counts as healthy.': '连续成功多少次后视为健康。',
  'Probes in a row until a server counts as unhealthy.': '连续失败多少次后视为异常。',
  'Port that is probed; -520 or nothing = the port of each server.':
    '健康检查端口；-520 或不填表示使用各服务器的端口。',
  'Access control; needs AclType and AclId when on.': '访问控制；开启时需填写 AclType 和 AclId。',
  'Whether the listed addresses pass.': '列表中的地址是放行还是拒绝。',
  'Access control lists.': '访问控制策略组。',
  'How servers are chosen; without effect on a master-slave group.': '调度算法；对主备服务器组无效。',
  'Seconds without data after which an established connection is closed.':
    '已建立的连接在多少秒没有数据后关闭。',
  'Whether connections of a server that is lost or removed go on for a while.':
    '服务器异常或被移除后，其连接是否继续保持一段时间。',
  'Seconds; needed with ConnectionDrain on.': '秒数；开启 ConnectionDrain 时必填。',
  'What a probe of a TCP listener does.': 'TCP 监听的健康检查方式。',
  'Seconds from one probe to the next.': '两次检查之间的秒数。',
  'Seconds a probe waits; a value below the interval counts as the interval.':
    '检查等待响应的秒数；小于检查间隔时按检查间隔计。',
  'Path of an HTTP probe.': 'HTTP 健康检查的路径。',
  'Host header of an HTTP probe; $_ip or empty = the address of the server.':
    'HTTP 健康检查的 Host 请求头；$_ip 或置空表示服务器的地址。',
  'Classes of status codes that count as healthy.': '视为健康的状态码类别。',
  'Method of an HTTP probe.': 'HTTP 健康检查的方法。',
  'Text that a UDP probe sends: letters and digits.': 'UDP 健康检查发送的文本，仅限字母和数字。',
  'Text that a UDP probe expects: letters and digits. Nothing = silence counts as healthy.':
    'UDP 健康检查期望的文本，仅限字母和数字。不填表示没有响应也视为健康。',
  'on: use the vServer group named; off: go back to the default group.':
    'on：使用指定的虚拟服务器组；off：恢复使用默认服务器组。',
  'on: use the master-slave group named; off: go back to the default group.':
    'on：使用指定的主备服务器组；off：恢复使用默认服务器组。',
  'true: use the two vServer groups named as a pair; false: go back to the default group.':
    'true：将指定的两个虚拟服务器组作为主备；false：恢复使用默认服务器组。',
  'true: everything is checked and nothing is changed.': 'true：只做全部检查，不做任何修改。',
  'Seconds; needed when ConnectionDrain is switched on.': '秒数；开启 ConnectionDrain 时必填。',
  'Needed only when listeners of several protocols share the port.':
    '仅当多个协议的监听使用同一端口时需要填写。',
  'Load balancers whose listeners are wanted; none = all.': '查询哪些负载均衡实例的监听；不填为全部。',
  'Only listeners of this protocol.': '仅返回此协议的监听。',
  'Only listeners on this port.': '仅返回此端口的监听。',
  'Only listeners described so.': '仅返回描述相同的监听。',
  'From the answer before; nothing = the first page.': '取自上一次返回结果；不填为第一页。',
  'Servers to add.': '要添加的服务器。',
  'Id of the server.': '服务器的 ID。',
  '0 = takes no new connections.': '0 表示不接受新连接。',
  'Kind of server.': '服务器的类型。',
  'Address of the server; otherwise the inventory says it.': '服务器的地址；不填则由服务器清单决定。',
  'Servers to change.': '要修改的服务器。',
  'Servers to remove, as objects or as a plain array of ids.': '要移除的服务器，可为对象，也可为 ID 数组。',
  'Name; unique in the region.': '名称，在地域内唯一。',
  'Which addresses it holds.': '包含哪类地址。',
  'Id of the access control list.': '访问控制策略组的 ID。',
  'Blocks to add.': '要添加的条目。',
  'Address or CIDR block.': 'IP 地址或 CIDR 网段。',
  'Blocks to take out.': '要删除的条目。',
  'Only those with this text in their name.': '仅返回名称中包含此文本的。',
  'Only those of this version.': '仅返回此 IP 版本的。',
  'Only entries with this text in their comment.': '仅返回备注中包含此文本的条目。',
  'Page of the entries.': '条目的页码。',
  'Entries on a page.': '每页的条目数。',
  'open_white_list: only what is in the list passes.': 'open_white_list：仅放行列表中的地址。',
  'IPv4 addresses and CIDR blocks, separated by commas.': 'IPv4 地址和 CIDR 网段，以逗号分隔。',
  'Items to take out, separated by commas.': '要移除的地址，以逗号分隔。',
  'on: the listener has no servers; it sends every client to an HTTPS listener.':
    'on：监听没有后端服务器，将所有客户端重定向到 HTTPS 监听。',
  'Port of the HTTPS listener to send clients to; 443 when left out.':
    '重定向目标 HTTPS 监听的端口；不填为 443。',
  'How servers are chosen.': '调度算法。',
  'Whether answers of text types are compressed for clients that ask for it.':
    '是否为支持压缩的客户端压缩文本类响应。',
  'Seconds without a request after which a connection of a client is closed.':
    '客户端连接在多少秒没有请求后关闭。',
  'Seconds that a server has for its answer; then the client gets 504.':
    '等待后端服务器响应的秒数，超时后客户端收到 504。',
  'Whether a client goes back to its server, by cookie.':
    '会话保持：是否通过 Cookie 使客户端回到同一服务器。',
  'insert: a cookie of the load balancer; server: the cookie named by Cookie, rewritten.':
    'insert：植入负载均衡的 Cookie；server：改写 Cookie 参数指定的 Cookie。',
  'Seconds that the inserted cookie lives; needed with insert.':
    '植入的 Cookie 的有效秒数；insert 方式必填。',
  'Name of the cookie of the server; needed with server.': '服务器的 Cookie 名称；server 方式必填。',
  'Health check, by HTTP. With off every server counts as usable.':
    'HTTP 健康检查。关闭后所有服务器都视为可用。',
  'Header X-Forwarded-For. It is always sent; off is accepted and ignored.':
    '请求头 X-Forwarded-For。始终发送；可填写 off 但会被忽略。',
  'Header SLB-IP with the address of the load balancer.': '请求头 SLB-IP，值为负载均衡实例的地址。',
  'Header SLB-ID with the id of the load balancer.': '请求头 SLB-ID，值为负载均衡实例的 ID。',
  'Header X-Forwarded-Proto with the protocol of the listener.': '请求头 X-Forwarded-Proto，值为监听的协议。',
  'Header X-Forwarded-Port with the port of the listener.': '请求头 X-Forwarded-Port，值为监听的端口。',
  'Header X-Forwarded-Client-Srcport with the port of the client.':
    '请求头 X-Forwarded-Client-Srcport，值为客户端的端口。',
  'Server certificate of the listener.': '监听的服务器证书。',
  'CA certificate: clients must show a certificate that it signed.':
    'CA 证书：客户端必须出示由其签发的证书。',
  'Whether clients may speak HTTP/2.': '客户端是否可以使用 HTTP/2。',
  'A built-in TLS policy, or the id of one of your own: versions and cipher suites for clients.':
    '内置的 TLS 安全策略，或自定义策略的 ID：客户端可用的协议版本和加密套件。',
  'CA certificate: clients must show a certificate that it signed. Empty: no more.':
    'CA 证书：客户端必须出示由其签发的证书。置空则不再要求。',
  'The rules, as a JSON array.': '转发规则，JSON 数组。',
  'Name of the rule; unique on the listener.': '转发规则的名称，在监听内唯一。',
  'Domain of the requests; nothing = all.': '请求的域名；不填为全部。',
  'Beginning of the path of the requests; nothing = all.': '请求路径的前缀；不填为全部。',
  'vServer group that gets the requests.': '接收请求的虚拟服务器组。',
  'Ids of the rules, as a JSON array of texts.': '转发规则的 ID，JSON 文本数组。',
  'Id of the rule.': '转发规则的 ID。',
  'Name; unique on the listener.': '名称，在监听内唯一。',
  'on: scheduler, persistence and health check of the listener count; off: those of the rule.':
    'on：使用监听的调度算法、会话保持和健康检查；off：使用规则自身的配置。',
  'Health check, by HTTP.': 'HTTP 健康检查。',
  'Domain, or a wildcard; unique on the listener.': '域名或泛域名，在监听内唯一。',
  'Server certificate for the domain.': '域名使用的服务器证书。',
  'Id of the domain extension.': '扩展域名的 ID。',
  'Only this one.': '仅返回此项。',
  'Name; need not be unique.': '名称，可以重复。',
  'Servers with their ports. Left out: an empty group is made.': '服务器及其端口。不填则创建空的服务器组。',
  'Port of the server.': '服务器的端口。',
  'Address of the server; otherwise the inventory says it. Tells several addresses of one server apart.':
    '服务器的地址；不填则由服务器清单决定。可区分同一服务器的多个地址。',
  '0 = takes no new connections; established ones go on, even if the listener drains.':
    '0 表示不接受新连接；已建立的连接继续，即使监听开启了连接优雅中断。',
  'Id of the vServer group.': '虚拟服务器组的 ID。',
  'New name.': '新名称。',
  'Servers of the group to change; the others stay as they are.': '要修改的组内服务器，其余保持不变。',
  'Servers to remove, by ServerId and Port.': '要移除的服务器，以 ServerId 和 Port 指定。',
  'Servers to take out, by ServerId and Port.': '要移出的服务器，以 ServerId 和 Port 指定。',
  'Servers to put in.': '要加入的服务器。',
  'Only groups of exactly this name.': '仅返回名称完全相同的服务器组。',
  'Name the listeners that use each group.': '同时返回使用各服务器组的监听。',
  'Name the forwarding rules that use each group.': '同时返回使用各服务器组的转发规则。',
  'One Master and one Slave. Left out: an empty group is made.':
    '一台主服务器和一台备服务器。不填则创建空的服务器组。',
  'When traffic returns to a healthy master.': '主服务器恢复健康后，流量何时返回。',
  'Seconds that the master must be healthy before the return; needed with FailbackMode delayed.':
    '主服务器需持续健康的秒数；FailbackMode 为 delayed 时必填。',
  'Who is active while both servers are down.': '两台服务器都异常时由谁提供服务。',
  'fast: failed connects of clients count as failed probes, and probes run every 200 ms.':
    'fast：客户端连接失败计为健康检查失败，且每 200 毫秒检查一次。',
  'What a client meets whose connect to the active server fails.': '客户端连接当前服务器失败时的处理方式。',
  'Seconds that ConnectFailurePolicy hold keeps a client waiting.':
    'ConnectFailurePolicy 为 hold 时客户端等待的秒数。',
  'What happens to established connections when their server loses the role.':
    '服务器失去角色后，已建立的连接如何处理。',
  'Seconds that EstablishedPolicy drain lets connections go on.':
    'EstablishedPolicy 为 drain 时连接可继续的秒数。',
  'off: the slave is not probed, as with the vendor.': 'off：不检查备服务器，与云厂商一致。',
  'off: a flapping master is returned to every time.': 'off：主服务器反复抖动时每次都返回。',
  'Id of the master-slave server group.': '主备服务器组的 ID。',
  'The new pair, both servers. Left out: they stay.': '新的一对服务器，需同时填写两台。不填则保持不变。',
  'Drop the policies of the group before those given here are set.':
    '先清除服务器组的切换策略，再设置此处填写的策略。',
  'Check everything and change nothing.': '只做全部检查，不做任何修改。',
  'PEM: the server certificate first, then its chain.': 'PEM 格式：服务器证书在前，证书链在后。',
  'PEM, not encrypted. Kept encrypted and never given back.': 'PEM 格式，未加密。加密保存，永不返回。',
  'Name; need not be unique. Names of domains are fine.': '名称，可以重复，可使用域名。',
  'A name that is kept and given back.': '仅保存并原样返回的名称。',
  'Id in the vendor’s certificate service. Of no use: there is no certificate service.':
    '云厂商证书服务中的 ID。此处没有证书服务，不起作用。',
  'Name there. Of no use: there is no certificate service.':
    '云厂商证书服务中的名称。此处没有证书服务，不起作用。',
  'Region there. Of no use: there is no certificate service.':
    '云厂商证书服务中的地域。此处没有证书服务，不起作用。',
  'Only these; unknown ids give nothing.': '仅返回这些；未知的 ID 不返回内容。',
  'Id of the server certificate.': '服务器证书的 ID。',
  'The new name; need not be unique. Names of domains are fine.': '新名称，可以重复，可使用域名。',
  'PEM: one authority or several.': 'PEM 格式：一个或多个 CA。',
  'Id of the CA certificate.': 'CA 证书的 ID。',
  'TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3.': 'TLSv1.0、TLSv1.1、TLSv1.2、TLSv1.3。',
  'Names as in OpenSSL. Each fits at least one of the versions; TLSv1.3 needs one of its own.':
    'OpenSSL 的套件名称。每个套件至少适用于其中一个版本；TLSv1.3 需有自己的套件。',
  'Id of the TLS policy.': 'TLS 安全策略的 ID。',
  'Only this one; an unknown id gives an empty list.': '仅返回此项；未知的 ID 返回空列表。',
  'Only those of this name.': '仅返回此名称的。',
  'Name the listeners that use each policy.': '同时返回使用各策略的监听。',
  'Most policies in one answer.': '一次最多返回的策略数。',
  'From the answer before.': '取自上一次返回结果。',
  'Only this listener; nothing = all.': '仅此监听；不填为全部。',
  'Kind of the resources.': '资源的类型。',
  'Ids of the resources; that of a listener is LoadBalancerId_protocol_port.':
    '资源的 ID；监听的 ID 为 LoadBalancerId_协议_端口。',
  'Keys of the tags to remove.': '要移除的标签键。',
  'Removes all tags; counts only when no TagKey.N is given.': '移除全部标签；仅在未填写 TagKey.N 时有效。',
  'From the answer before; nothing = the first entries.': '取自上一次返回结果；不填为最前面的条目。',
  'Tags to remove; one without a value goes whatever its value is.':
    '要移除的标签；未填标签值时无论其值为何都移除。',
  'Only tags of this one.': '仅返回此实例的标签。',
  'Only those with all of these tags; a key without a value matches any value.':
    '仅返回同时带有这些标签的；只填标签键时匹配任意值。',
  'true: each key once, whatever its values.': 'true：每个标签键只返回一次，不区分标签值。',
  'Mbit/s; -1 = no limit.': '单位 Mbit/s；-1 表示不限。',
  'The new specification.': '新的规格。',
  'PayByCLCU; PayBySpec is known, but there is no way back to it.':
    'PayByCLCU；可填写 PayBySpec，但无法改回。',
  'The only one that goes with PayByCLCU; set anyway.': '唯一可与 PayByCLCU 搭配的取值，总会被设置。',
  'Mbit/s; -1 = no limit. Left out, it stays.': '单位 Mbit/s；-1 表示不限。不填保持不变。',
  'Not needed; has no effect.': '无需填写，没有效果。',
  'Kind of the resource.': '资源的类型。',
  'Id of the resource.': '资源的 ID。',
  'The group it belongs to afterwards.': '移动后的资源组。',
  'Project of the log service.': '日志服务的 Project。',
  'Store in the project.': 'Project 中的 Logstore。',
  'For entries that name none.': '用于未指定的条目。',
  'Load balancers with project and store; all are set or none.':
    '负载均衡实例及其 Project 和 Logstore；全部设置或全部不设置。',
  'Left out, LoadBalancerId of the request counts.': '不填时使用请求中的 LoadBalancerId。',
  'The settings to delete, as they were made; all go or none.':
    '要删除的设置，与创建时一致；全部删除或全部不删除。',
  'Only the setting of this one.': '仅返回此实例的设置。',
  'switch: to the server that is not active, and keep it there; return: to the master now; stay: keep the active one.':
    'switch：切换到未提供服务的服务器并保持；return：立即返回主服务器；stay：保持当前服务器。',
  'One listener only.': '仅一个监听。',
  'With ListenerPort.': '与 ListenerPort 一起填写。',
  'Say what would happen and do nothing.': '只说明将会发生什么，不做任何事。',
  'Load balancer whose events are wanted.': '查询哪个负载均衡实例的事件。',
  'Only events of this group. Needed when no LoadBalancerId is given.':
    '仅返回此服务器组的事件。未填写 LoadBalancerId 时必填。',
  'Only this listener.': '仅此监听。',
  'From the answer before; nothing = the newest events.': '取自上一次返回结果；不填为最新的事件。',
  'Name of the user.': '用户的名称。',
  'RAM policy, version 1, as JSON text.': 'RAM 权限策略（版本 1），JSON 文本。',
  'Id of the key. Not AccessKeyId, which is the key that signs the call.':
    '密钥的 ID。不是 AccessKeyId，后者是为调用签名的密钥。',
  'Only this user.': '仅返回此用户。',
  'Only calls at this time or later. UTC, YYYY-MM-DDThh:mm:ssZ.':
    '仅返回此时间及之后的调用。UTC，格式 YYYY-MM-DDThh:mm:ssZ。',
  'Only calls before this time. UTC, YYYY-MM-DDThh:mm:ssZ.':
    '仅返回此时间之前的调用。UTC，格式 YYYY-MM-DDThh:mm:ssZ。',
  'Only this action.': '仅返回此操作。',
  'Only calls of this user; an access key of the account stands for itself and its sessions.':
    '仅返回此用户的调用；账号自身的访问密钥以其 ID 表示，包括用它开始的会话。',
  'Only calls with this value in a parameter, such as the id of a load balancer.':
    '仅返回参数中包含此值的调用，例如负载均衡实例的 ID。',
  'Describes the service: version, engines, address pools with their use, defaults and quotas.':
    '查询服务信息：版本、转发引擎、地址池及其使用情况、默认值和配额。',
  'Charge types, Duration and AutoPay: nothing is billed. VPC, vSwitch and zones: names only.':
    '付费类型、购买时长和自动付费不生效：本服务不计费。专有网络、交换机和可用区仅作为名称。',
  'A resource group is a name that lists can be filtered by; nobody’s rights hang on it.':
    '资源组只是可用于筛选列表的名称，不影响任何权限。',
  'It tells consoles to ask first; the service itself holds nobody back.':
    '仅提示控制台在修改前确认；服务本身不做限制。',
  'There is no log service to deliver to. The metrics of this service are at /metrics.':
    '没有可投递的日志服务。本服务的指标位于 /metrics。',
  'There is no log service to deliver to.': '没有可投递的日志服务。',
  'Nothing is billed here. The bandwidth of a load balancer is kept; what limits traffic is that of its listeners.':
    '本服务不计费。实例的带宽仅保存；限制流量的是监听的带宽峰值。',
  'The price. Connections are limited with the setting enforceSpec only; else the name is just kept.':
    '价格不生效。仅在开启 enforceSpec 设置时限制连接数，否则只保存规格名称。',
  'Nothing is billed here.': '本服务不计费。',
};
