// alibabacloud-go/slb-20140515: signature ACS3, pointers and setters for every field.
package main

import (
	"encoding/json"
	"errors"
	"reflect"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	slb "github.com/alibabacloud-go/slb-20140515/v4/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"

	"hotspare.test/clients/internal/driver"
)

func main() {
	target := driver.FromEnvironment()
	client, err := slb.NewClient(&openapi.Config{
		AccessKeyId:     dara.String(target.KeyID),
		AccessKeySecret: dara.String(target.KeySecret),
		RegionId:        dara.String("cn-hangzhou"),
		Endpoint:        dara.String(target.Host),
		Protocol:        dara.String(target.Protocol),
	})
	if err != nil {
		panic(err)
	}
	driver.Library{
		Client:     client,
		NewRequest: func(_ string, class reflect.Type) reflect.Value { return reflect.New(class) },
		Body:       func(response reflect.Value) reflect.Value { return response.Elem().FieldByName("Body") },
		Failure:    failure,
	}.Serve()
}

func failure(err error) (code, message, requestID string, ok bool) {
	var sdk *tea.SDKError
	if !errors.As(err, &sdk) {
		return "", "", "", false
	}
	var document struct{ RequestId string }
	if json.Unmarshal([]byte(dara.StringValue(sdk.Data)), &document) != nil {
		return "", "", "", false
	}
	return dara.StringValue(sdk.Code), dara.StringValue(sdk.Message), document.RequestId, true
}
