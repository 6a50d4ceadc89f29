// As a user writes it with alibaba-cloud-sdk-go: a load balancer, and a master-slave group behind it.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/slb"
)

const servers = `[{"ServerId":"vm-233","Port":"80","Weight":"100","ServerType":"Master"},` +
	`{"ServerId":"vm-232","Port":"90","Weight":"100","ServerType":"Slave"}]`

func main() {
	key, secret := os.Getenv("SLB_ACCESS_KEY_ID"), os.Getenv("SLB_ACCESS_KEY_SECRET")
	client, err := slb.NewClientWithAccessKey("cn-hangzhou", key, secret)
	if err != nil {
		log.Fatal(err)
	}
	client.Domain = os.Getenv("SLB_HOST")

	create := slb.CreateCreateLoadBalancerRequest()
	create.Scheme = os.Getenv("SLB_PROTOCOL")
	create.LoadBalancerName = "pair"
	create.Bandwidth = requests.NewInteger(-1)
	balancer, err := client.CreateLoadBalancer(create)
	if err != nil {
		log.Fatal(err)
	}

	pair := slb.CreateCreateMasterSlaveServerGroupRequest()
	pair.Scheme = os.Getenv("SLB_PROTOCOL")
	pair.LoadBalancerId = balancer.LoadBalancerId
	pair.MasterSlaveServerGroupName = "Group1"
	pair.MasterSlaveBackendServers = servers
	pair.Tag = &[]slb.CreateMasterSlaveServerGroupTag{{Key: "env", Value: "test"}}
	group, err := client.CreateMasterSlaveServerGroup(pair)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(group.MasterSlaveServerGroupId)
	for _, server := range group.MasterSlaveBackendServers.MasterSlaveBackendServer {
		fmt.Println(server.ServerId, server.Port, server.Weight, server.ServerType)
	}
}
