package clients;

import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.slb.model.v20140515.CreateLoadBalancerRequest;
import com.aliyuncs.slb.model.v20140515.CreateMasterSlaveServerGroupRequest;
import com.aliyuncs.slb.model.v20140515.CreateMasterSlaveServerGroupResponse;

/** As a user writes it with aliyun-java-sdk-slb: a load balancer, and a master-slave group behind it. */
final class PairOld {
  private PairOld() {}

  public static void main(String[] arguments) throws Exception {
    DefaultProfile profile =
        DefaultProfile.getProfile(
            "cn-hangzhou", System.getenv("SLB_ACCESS_KEY_ID"), System.getenv("SLB_ACCESS_KEY_SECRET"));
    DefaultProfile.addEndpoint("cn-hangzhou", "Slb", System.getenv("SLB_HOST"));
    IAcsClient client = new DefaultAcsClient(profile);

    CreateLoadBalancerRequest create = new CreateLoadBalancerRequest();
    create.setSysProtocol(ProtocolType.HTTP);
    create.setLoadBalancerName("pair");
    create.setBandwidth(-1);
    String balancer = client.getAcsResponse(create).getLoadBalancerId();

    CreateMasterSlaveServerGroupRequest pair = new CreateMasterSlaveServerGroupRequest();
    pair.setSysProtocol(ProtocolType.HTTP);
    pair.setLoadBalancerId(balancer);
    pair.setMasterSlaveServerGroupName("Group1");
    pair.setMasterSlaveBackendServers(PairNew.SERVERS);
    CreateMasterSlaveServerGroupResponse group = client.getAcsResponse(pair);
    System.out.println(group.getMasterSlaveServerGroupId());
    for (CreateMasterSlaveServerGroupResponse.MasterSlaveBackendServer server : group.getMasterSlaveBackendServers()) {
      System.out.printf(
          "%s %d %d %s%n", server.getServerId(), server.getPort(), server.getWeight(), server.getServerType());
    }
  }
}
