// As a user writes it with alibabacloud-go/slb-20140515: a load balancer, and a master-slave group behind it.
package main

import (
	"fmt"
	"log"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	slb "github.com/alibabacloud-go/slb-20140515/v4/client"
	"github.com/alibabacloud-go/tea/tea"
)

const servers = `[{"ServerId":"vm-233","Port":"80","Weight":"100","ServerType":"Master"},` +
	`{"ServerId":"vm-232","Port":"90","Weight":"100","ServerType":"Slave"}]`

func main() {
	client, err := slb.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("SLB_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("SLB_ACCESS_KEY_SECRET")),
		Endpoint:        tea.String(os.Getenv("SLB_HOST")),
		Protocol:        tea.String(os.Getenv("SLB_PROTOCOL")),
	})
	if err != nil {
		log.Fatal(err)
	}
	balancer, err := client.CreateLoadBalancer(new(slb.CreateLoadBalancerRequest).
		SetRegionId("cn-hangzhou").
		SetLoadBalancerName("pair").
		SetBandwidth(-1))
	if err != nil {
		log.Fatal(err)
	}
	group, err := client.CreateMasterSlaveServerGroup(new(slb.CreateMasterSlaveServerGroupRequest).
		SetRegionId("cn-hangzhou").
		SetLoadBalancerId(tea.StringValue(balancer.Body.LoadBalancerId)).
		SetMasterSlaveServerGroupName("Group1").
		SetMasterSlaveBackendServers(servers).
		SetTag([]*slb.CreateMasterSlaveServerGroupRequestTag{{Key: tea.String("env"), Value: tea.String("test")}}))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tea.StringValue(group.Body.MasterSlaveServerGroupId))
	for _, server := range group.Body.MasterSlaveBackendServers.MasterSlaveBackendServer {
		fmt.Println(tea.StringValue(server.ServerId), tea.Int32Value(server.Port), tea.Int32Value(server.Weight),
			tea.StringValue(server.ServerType))
	}
}
