"""As a user writes it with alibabacloud-slb20140515: a load balancer, and a master-slave group behind it."""
import json
import os

from alibabacloud_slb20140515 import models
from alibabacloud_slb20140515.client import Client
from alibabacloud_tea_openapi.utils_models import Config

client = Client(
    Config(
        access_key_id=os.environ["SLB_ACCESS_KEY_ID"],
        access_key_secret=os.environ["SLB_ACCESS_KEY_SECRET"],
        endpoint=os.environ["SLB_HOST"],
        protocol=os.environ["SLB_PROTOCOL"],
    )
)
balancer = client.create_load_balancer(
    models.CreateLoadBalancerRequest(region_id="cn-hangzhou", load_balancer_name="pair", bandwidth=-1)
).body
group = client.create_master_slave_server_group(
    models.CreateMasterSlaveServerGroupRequest(
        region_id="cn-hangzhou",
        load_balancer_id=balancer.load_balancer_id,
        master_slave_server_group_name="Group1",
        master_slave_backend_servers=json.dumps(
            [
                {"ServerId": "vm-233", "Port": "80", "Weight": "100", "ServerType": "Master"},
                {"ServerId": "vm-232", "Port": "90", "Weight": "100", "ServerType": "Slave"},
            ]
        ),
        tag=[models.CreateMasterSlaveServerGroupRequestTag(key="env", value="test")],
    )
).body
print(group.master_slave_server_group_id)
for server in group.master_slave_backend_servers.master_slave_backend_server:
    print(server.server_id, server.port, server.weight, server.server_type)
