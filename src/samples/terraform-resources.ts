/**
 * Which resource of the provider `aliyun/alicloud` stands for which action, and from which parameter each attribute
 * comes. Names are those of the provider's schema, August 2026.
 */

/** A parameter; `switch`: on and off become true and false; `list`: texts at commas become a list. */
export type AttributeSource = string | { readonly from: string; readonly as: 'switch' | 'list' };
export type Attributes = Readonly<Record<string, AttributeSource>>;

export interface TerraformResource {
  readonly type: string;
  readonly attributes: Attributes;
  /** Attributes that the action itself says. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Blocks that hold attributes of the same call. */
  readonly blocks?: Readonly<Record<string, Attributes>>;
  /** A list in JSON: each item is a block of this name, or, without a name, a resource of its own. */
  readonly items?: { readonly from: string; readonly block?: string; readonly attributes: Attributes };
}

const listener: Attributes = {
  load_balancer_id: 'LoadBalancerId',
  frontend_port: 'ListenerPort',
  backend_port: 'BackendServerPort',
  bandwidth: 'Bandwidth',
  description: 'Description',
  scheduler: 'Scheduler',
  server_group_id: 'VServerGroupId',
  health_check_connect_port: 'HealthCheckConnectPort',
  healthy_threshold: 'HealthyThreshold',
  unhealthy_threshold: 'UnhealthyThreshold',
  acl_status: 'AclStatus',
  acl_type: 'AclType',
  acl_ids: { from: 'AclId', as: 'list' },
};

const httpCheck: Attributes = {
  health_check_domain: 'HealthCheckDomain',
  health_check_uri: 'HealthCheckURI',
  health_check_http_code: 'HealthCheckHttpCode',
  health_check_method: 'HealthCheckMethod',
};

const layer4Listener: Attributes = {
  ...listener,
  master_slave_server_group_id: 'MasterSlaveServerGroupId',
  persistence_timeout: 'PersistenceTimeout',
  proxy_protocol_v2_enabled: 'ProxyProtocolV2Enabled',
  health_check_interval: 'healthCheckInterval',
  health_check_timeout: 'HealthCheckConnectTimeout',
};

const layer7Listener: Attributes = {
  ...listener,
  ...httpCheck,
  health_check: 'HealthCheck',
  health_check_interval: 'HealthCheckInterval',
  health_check_timeout: 'HealthCheckTimeout',
  sticky_session: 'StickySession',
  sticky_session_type: 'StickySessionType',
  cookie: 'Cookie',
  cookie_timeout: 'CookieTimeout',
  gzip: { from: 'Gzip', as: 'switch' },
  idle_timeout: 'IdleTimeout',
  request_timeout: 'RequestTimeout',
};

const forwardedFor: TerraformResource['blocks'] = {
  x_forwarded_for: {
    retrive_client_ip: { from: 'XForwardedFor', as: 'switch' },
    retrive_slb_ip: { from: 'XForwardedFor_SLBIP', as: 'switch' },
    retrive_slb_id: { from: 'XForwardedFor_SLBID', as: 'switch' },
    retrive_slb_proto: { from: 'XForwardedFor_proto', as: 'switch' },
  },
};

const vServerGroupMember: Attributes = {
  server_id: 'ServerId',
  port: 'Port',
  weight: 'Weight',
  type: 'Type',
};

/** By action. One that is not here has no resource. */
export const terraformResources: Readonly<Record<string, TerraformResource>> = {
  CreateLoadBalancer: {
    type: 'alicloud_slb_load_balancer',
    attributes: {
      load_balancer_name: 'LoadBalancerName',
      address: 'Address',
      address_type: 'AddressType',
      address_ip_version: 'AddressIPVersion',
      internet_charge_type: 'InternetChargeType',
      bandwidth: 'Bandwidth',
      load_balancer_spec: 'LoadBalancerSpec',
      master_zone_id: 'MasterZoneId',
      slave_zone_id: 'SlaveZoneId',
      vswitch_id: 'VSwitchId',
      delete_protection: 'DeleteProtection',
      modification_protection_status: 'ModificationProtectionStatus',
      modification_protection_reason: 'ModificationProtectionReason',
      resource_group_id: 'ResourceGroupId',
      tags: 'Tag',
    },
  },
  CreateMasterSlaveServerGroup: {
    type: 'alicloud_slb_master_slave_server_group',
    attributes: { load_balancer_id: 'LoadBalancerId', name: 'MasterSlaveServerGroupName' },
    items: {
      from: 'MasterSlaveBackendServers',
      block: 'servers',
      attributes: { ...vServerGroupMember, server_type: 'ServerType' },
    },
  },
  CreateVServerGroup: {
    type: 'alicloud_slb_server_group',
    attributes: { load_balancer_id: 'LoadBalancerId', name: 'VServerGroupName', tags: 'Tag' },
    items: {
      from: 'BackendServers',
      block: 'servers',
      attributes: {
        server_ids: { from: 'ServerId', as: 'list' },
        port: 'Port',
        weight: 'Weight',
        type: 'Type',
      },
    },
  },
  AddVServerGroupBackendServers: {
    type: 'alicloud_slb_server_group_server_attachment',
    attributes: { server_group_id: 'VServerGroupId' },
    items: {
      from: 'BackendServers',
      attributes: { ...vServerGroupMember, description: 'Description' },
    },
  },
  AddBackendServers: {
    type: 'alicloud_slb_backend_server',
    attributes: { load_balancer_id: 'LoadBalancerId' },
    items: {
      from: 'BackendServers',
      block: 'backend_servers',
      attributes: { server_id: 'ServerId', weight: 'Weight', type: 'Type', server_ip: 'ServerIp' },
    },
  },
  CreateLoadBalancerTCPListener: {
    type: 'alicloud_slb_listener',
    fixed: { protocol: 'tcp' },
    attributes: {
      ...layer4Listener,
      ...httpCheck,
      established_timeout: 'EstablishedTimeout',
      health_check_type: 'HealthCheckType',
    },
  },
  CreateLoadBalancerUDPListener: {
    type: 'alicloud_slb_listener',
    fixed: { protocol: 'udp' },
    attributes: layer4Listener,
  },
  CreateLoadBalancerHTTPListener: {
    type: 'alicloud_slb_listener',
    fixed: { protocol: 'http' },
    attributes: { ...layer7Listener, listener_forward: 'ListenerForward', forward_port: 'ForwardPort' },
    blocks: forwardedFor,
  },
  CreateLoadBalancerHTTPSListener: {
    type: 'alicloud_slb_listener',
    fixed: { protocol: 'https' },
    attributes: {
      ...layer7Listener,
      server_certificate_id: 'ServerCertificateId',
      ca_certificate_id: 'CACertificateId',
      enable_http2: 'EnableHttp2',
      tls_cipher_policy: 'TLSCipherPolicy',
    },
    blocks: forwardedFor,
  },
  CreateRules: {
    type: 'alicloud_slb_rule',
    attributes: { load_balancer_id: 'LoadBalancerId', frontend_port: 'ListenerPort' },
    items: {
      from: 'RuleList',
      attributes: {
        name: 'RuleName',
        domain: 'Domain',
        url: 'Url',
        server_group_id: 'VServerGroupId',
      },
    },
  },
  CreateDomainExtension: {
    type: 'alicloud_slb_domain_extension',
    attributes: {
      load_balancer_id: 'LoadBalancerId',
      frontend_port: 'ListenerPort',
      domain: 'Domain',
      server_certificate_id: 'ServerCertificateId',
    },
  },
  CreateAccessControlList: {
    type: 'alicloud_slb_acl',
    attributes: {
      name: 'AclName',
      ip_version: 'AddressIPVersion',
      resource_group_id: 'ResourceGroupId',
      tags: 'Tag',
    },
  },
  AddAccessControlListEntry: {
    type: 'alicloud_slb_acl_entry_attachment',
    attributes: { acl_id: 'AclId' },
    items: { from: 'AclEntrys', attributes: { entry: 'entry', comment: 'comment' } },
  },
  UploadServerCertificate: {
    type: 'alicloud_slb_server_certificate',
    attributes: {
      name: 'ServerCertificateName',
      server_certificate: 'ServerCertificate',
      private_key: 'PrivateKey',
      alicloud_certificate_id: 'AliCloudCertificateId',
      alicloud_certificate_name: 'AliCloudCertificateName',
      alicloud_certificate_region_id: 'AliCloudCertificateRegionId',
      resource_group_id: 'ResourceGroupId',
      tags: 'Tag',
    },
  },
  UploadCACertificate: {
    type: 'alicloud_slb_ca_certificate',
    attributes: {
      ca_certificate_name: 'CACertificateName',
      ca_certificate: 'CACertificate',
      resource_group_id: 'ResourceGroupId',
      tags: 'Tag',
    },
  },
  CreateTLSCipherPolicy: {
    type: 'alicloud_slb_tls_cipher_policy',
    attributes: { tls_cipher_policy_name: 'Name', tls_versions: 'TLSVersions', ciphers: 'Ciphers' },
  },
};
