/** Go with the vendor's newer client, `darabonba-openapi`. */
import { API_VERSION } from '../contract/index.ts';
import { goText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const go: SampleLanguage = {
  id: 'go',
  title: 'Go, darabonba-openapi',
  highlight: 'go',
  fileName: (action) => `${action}.go`,
  generate(request) {
    const query = entriesOf(request).map(
      ([name, value]) => `\tquery[${goText(name)}] = tea.String(${goText(value)})\n`,
    );
    return `// go get github.com/alibabacloud-go/darabonba-openapi/v2 github.com/alibabacloud-go/tea
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/url"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

func main() {
	address := os.Getenv("HOTSPARE_ENDPOINT")
	if address == "" {
		address = ${goText(request.endpoint.origin)}
	}
	endpoint, err := url.Parse(address)
	if err != nil {
		log.Fatal(err)
	}
	client, err := openapi.NewClient(&openapi.Config{
		AccessKeyId:     tea.String(os.Getenv("HOTSPARE_ACCESS_KEY_ID")),
		AccessKeySecret: tea.String(os.Getenv("HOTSPARE_ACCESS_KEY_SECRET")),
		Endpoint:        tea.String(endpoint.Host),
		Protocol:        tea.String(endpoint.Scheme),
	})
	if err != nil {
		log.Fatal(err)
	}
	params := &openapi.Params{
		Action:      tea.String("${request.action.name}"),
		Version:     tea.String("${API_VERSION}"),
		Protocol:    tea.String(endpoint.Scheme),
		Method:      tea.String("POST"),
		Pathname:    tea.String("/"),
		Style:       tea.String("RPC"),
		AuthType:    tea.String("AK"),
		ReqBodyType: tea.String("formData"),
		BodyType:    tea.String("json"),
	}
	query := map[string]*string{}
${query.join('')}
	answer, err := client.CallApi(params, &openapi.OpenApiRequest{Query: query}, &dara.RuntimeOptions{})
	var failure *tea.SDKError
	if errors.As(err, &failure) {
		// The message ends in the request id.
		log.Fatalf("%s: %s", tea.StringValue(failure.Code), tea.StringValue(failure.Message))
	}
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.MarshalIndent(answer["body"], "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
`;
  },
};
