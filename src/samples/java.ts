/** Java with the vendor's newer client, `com.aliyun:tea-openapi`. */
import { API_VERSION } from '../contract/index.ts';
import { javaText } from './quote.ts';
import { entriesOf, type SampleLanguage } from './sample.ts';

export const java: SampleLanguage = {
  id: 'java',
  title: 'Java, com.aliyun:tea-openapi',
  highlight: 'java',
  fileName: (action) => `${action}.java`,
  generate(request) {
    const query = entriesOf(request).map(
      ([name, value]) => `    query.put(${javaText(name)}, ${javaText(value)});\n`,
    );
    return `// Maven: com.aliyun:tea-openapi, com.aliyun:tea-util
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

public class ${request.action.name} {
  public static void main(String[] arguments) throws Exception {
    URI endpoint =
        URI.create(System.getenv().getOrDefault("HOTSPARE_ENDPOINT", ${javaText(request.endpoint.origin)}));
    Client client =
        new Client(
            new Config()
                .setAccessKeyId(System.getenv("HOTSPARE_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("HOTSPARE_ACCESS_KEY_SECRET"))
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));
    Params params =
        new Params()
            .setAction("${request.action.name}")
            .setVersion("${API_VERSION}")
            .setProtocol(endpoint.getScheme())
            .setMethod("POST")
            .setPathname("/")
            .setStyle("RPC")
            .setAuthType("AK")
            .setReqBodyType("formData")
            .setBodyType("json");
    Map<String, String> query = new LinkedHashMap<>();
${query.join('')}
    try {
      Map<String, ?> answer =
          client.callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
      System.out.println(Common.toJSONString(answer.get("body")));
    } catch (TeaException error) {
      if (error.getData() == null) throw error;
      System.err.printf(
          "%s: %s (request %s)%n",
          error.getCode(), error.getData().get("Message"), error.getData().get("RequestId"));
      System.exit(1);
    }
  }
}
`;
  },
};
