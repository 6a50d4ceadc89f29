package clients;

import com.aliyun.slb20140515.Client;
import com.aliyun.slb20140515.models.CreateLoadBalancerRequest;
import com.aliyun.slb20140515.models.CreateMasterSlaveServerGroupRequest;
import com.aliyun.slb20140515.models.CreateMasterSlaveServerGroupResponseBody;
import com.aliyun.teaopenapi.models.Config;

/** As a user writes it with com.aliyun:slb20140515: a load balancer, and a master-slave group behind it. */
final class PairNew {
  static final String SERVERS =
      "[{\"ServerId\":\"vm-233\",\"Port\":\"80\",\"Weight\":\"100\",\"ServerType\":\"Master\"},"
          + "{\"ServerId\":\"vm-232\",\"Port\":\"90\",\"Weight\":\"100\",\"ServerType\":\"Slave\"}]";

  private PairNew() {}

  public static void main(String[] arguments) throws Exception {
    Client client =
        new Client(
            new Config()
                .setAccessKeyId(System.getenv("SLB_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("SLB_ACCESS_KEY_SECRET"))
                .setEndpoint(System.getenv("SLB_HOST"))
                .setProtocol(System.getenv("SLB_PROTOCOL")));
    String balancer =
        client
            .createLoadBalancer(
                new CreateLoadBalancerRequest()
                    .setRegionId("cn-hangzhou")
                    .setLoadBalancerName("pair")
                    .setBandwidth(-1))
            .getBody()
            .getLoadBalancerId();
    CreateMasterSlaveServerGroupResponseBody group =
        client
            .createMasterSlaveServerGroup(
                new CreateMasterSlaveServerGroupRequest()
                    .setRegionId("cn-hangzhou")
                    .setLoadBalancerId(balancer)
                    .setMasterSlaveServerGroupName("Group1")
                    .setMasterSlaveBackendServers(SERVERS))
            .getBody();
    System.out.println(group.getMasterSlaveServerGroupId());
    for (var server : group.getMasterSlaveBackendServers().getMasterSlaveBackendServer()) {
      System.out.printf(
          "%s %d %d %s%n", server.getServerId(), server.getPort(), server.getWeight(), server.getServerType());
    }
  }
}
