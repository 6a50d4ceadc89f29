// alibaba-cloud-sdk-go, services/slb: signature 1.0, a struct for every request and answer.
package main

import (
	"errors"
	"reflect"
	"strings"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/slb"

	"hotspare.test/clients/internal/driver"
)

func main() {
	target := driver.FromEnvironment()
	config := sdk.NewConfig().WithScheme(strings.ToUpper(target.Protocol))
	key := credentials.NewAccessKeyCredential(target.KeyID, target.KeySecret)
	client, err := slb.NewClientWithOptions("cn-hangzhou", config, key)
	if err != nil {
		panic(err)
	}
	client.Domain = target.Host
	driver.Library{
		Client:         client,
		NewRequest:     newRequest,
		RegionOfClient: true,
		Body:           func(response reflect.Value) reflect.Value { return response },
		Failure:        failure,
	}.Serve()
}

// newRequest does what CreateXRequest of the library does: those are functions, which reflection does not find by name.
func newRequest(action string, class reflect.Type) reflect.Value {
	request := reflect.New(class)
	rpc := &requests.RpcRequest{}
	rpc.InitWithApiInfo("Slb", "2014-05-15", action, "slb", "openAPI")
	rpc.Method = requests.POST
	request.Elem().FieldByName("RpcRequest").Set(reflect.ValueOf(rpc))
	return request
}

func failure(err error) (code, message, requestID string, ok bool) {
	var server *sdkerrors.ServerError
	if !errors.As(err, &server) {
		return "", "", "", false
	}
	return server.ErrorCode(), server.Message(), server.RequestId(), true
}
