"""As a user writes it with aliyun-python-sdk-slb: a load balancer, and a master-slave group behind it."""
import json
import os

from aliyunsdkcore.client import AcsClient
from aliyunsdkslb.request.v20140515.CreateLoadBalancerRequest import CreateLoadBalancerRequest
from aliyunsdkslb.request.v20140515.CreateMasterSlaveServerGroupRequest import CreateMasterSlaveServerGroupRequest

client = AcsClient(os.environ["SLB_ACCESS_KEY_ID"], os.environ["SLB_ACCESS_KEY_SECRET"], "cn-hangzhou")
client.add_endpoint("cn-hangzhou", "Slb", os.environ["SLB_HOST"])

create = CreateLoadBalancerRequest()
create.set_LoadBalancerName("pair")
create.set_Bandwidth(-1)
balancer = json.loads(client.do_action_with_exception(create))

pair = CreateMasterSlaveServerGroupRequest()
pair.set_LoadBalancerId(balancer["LoadBalancerId"])
pair.set_MasterSlaveServerGroupName("Group1")
pair.set_MasterSlaveBackendServers(
    json.dumps(
        [
            {"ServerId": "vm-233", "Port": "80", "Weight": "100", "ServerType": "Master"},
            {"ServerId": "vm-232", "Port": "90", "Weight": "100", "ServerType": "Slave"},
        ]
    )
)
pair.set_Tags([{"Key": "env", "Value": "test"}])
group = json.loads(client.do_action_with_exception(pair))
print(group["MasterSlaveServerGroupId"])
for server in group["MasterSlaveBackendServers"]["MasterSlaveBackendServer"]:
    print(server["ServerId"], server["Port"], server["Weight"], server["ServerType"])
